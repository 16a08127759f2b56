import type { Semantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { textOf } from './text-of.ts';

/**
 * What a variable holds after a write. Under `text` numbers and booleans become text, except in variables whose name
 * begins with `$`; null stays what it is, as do lists and objects.
 */
export const storedValue = (value: Json, mode: Semantics['values'], name: string): Json =>
  mode === 'text' && (typeof value === 'number' || typeof value === 'boolean') && !name.startsWith('$') ? textOf(value) : value;
