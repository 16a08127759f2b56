import type { VariableType } from '../document/variable.ts';
import type { Json } from '../json.ts';
import { numberOf } from './number-of.ts';
import { textOf } from './text-of.ts';

/**
 * A value as a value of another type; undefined when it cannot be one. Null is no value of any type and stays null.
 *
 * - `text`: the text form.
 * - `number`: a decimal number in text, with space around it. Booleans are none.
 * - `boolean`: 1 and 0; `true`/`false`, `yes`/`no`, `on`/`off`, `1`/`0` in text, in any case.
 * - `json`: everything, as it is; text is not parsed.
 */
export const coerce = (value: Json, type: VariableType): Json | undefined => (value === null ? null : coercions[type](value));

const coercions: { readonly [T in VariableType]: (value: Json) => Json | undefined } = {
  text: textOf,
  number: numberOf,
  boolean: (value) => (typeof value === 'boolean' ? value : booleans.get(textOf(value).trim().toLowerCase())),
  json: (value) => value,
};

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);
