import type { PlatformPart } from '../document/platform-part.ts';
import type { Json } from '../json.ts';
import type { CheckTemplate } from './check-template.ts';
import type { Fold } from './fold.ts';
import type { Names } from './names-of.ts';

/** Checks every text inside a value as a template: contents, options, rows, bodies, values to assign. */
export type CheckTexts<Value, Known extends Names, Usable extends 'secret' | never = never> = Json extends Value
  ? unknown // Put together at run time; the recursive type taken apart would go on for ever.
  : Value extends string
    ? CheckTemplate<Value, Known, Usable>
    : Value extends PlatformPart
      ? unknown
      : Value extends object
        ? Fold<{ [K in keyof Value]: CheckTexts<Value[K], Known, Usable> }>
        : unknown;
