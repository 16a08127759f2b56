import type { PlatformPart } from '../document/platform-part.ts';
import type { CheckTemplate } from './check-template.ts';
import type { Fold } from './fold.ts';
import type { Names } from './names-of.ts';

/** Checks every text inside a value as a template: contents, options, rows, bodies, values to assign. */
export type CheckTexts<Value, Known extends Names, Allowed extends 'secret' = never> = string extends Value
  ? unknown // Put together at run time; a recursive type such as Json, taken apart, would go on for ever.
  : Value extends string
    ? CheckTemplate<Value, Known, Allowed>
    : Value extends PlatformPart
      ? unknown
      : Value extends object
        ? Fold<{ [K in keyof Value]: CheckTexts<Value[K], Known, Allowed> }>
        : unknown;
