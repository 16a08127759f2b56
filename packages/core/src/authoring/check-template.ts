import type { CheckReference, CheckVariable } from './check-reference.ts';
import type { Names } from './names-of.ts';

/**
 * The first problem of a text's placeholders, or `unknown`. `Allowed` is `'secret'` where secrets may stand.
 *
 * Looks for one `{{` after the other, so the inner placeholder of `{{v.$body.m[{{id}}].wait}}` is read like any other.
 * Every recursive step is the last thing its branch does, which the compiler runs as a loop: a text may hold hundreds of
 * placeholders.
 */
export type CheckTemplate<
  Text extends string,
  Known extends Names,
  Allowed extends 'secret' = never,
> = Text extends `${string}{{${infer After}`
  ? After extends `{${string}`
    ? CheckTemplate<`{${After}`, Known, Allowed> // Of three braces the last two open the placeholder.
    : After extends `"${string}"${infer Rest}` | `'${string}'${infer Rest}`
      ? CheckTemplate<Rest, Known, Allowed> // What is quoted is text.
      : After extends `${infer Inside}}}${string}`
        ? CheckPlaceholder<Trim<Inside>, Known, Allowed> extends infer Found
          ? unknown extends Found
            ? CheckTemplate<After, Known, Allowed>
            : Found
          : never
        : unknown
  : unknown;

type CheckPlaceholder<Inside extends string, Known extends Names, Allowed> = Inside extends `var["${infer Name}"]${string}`
  ? CheckVariable<Name, `{{var["${Name}"]}}: `, Known>
  : Path<Inside> extends infer P extends string
    ? CheckReference<P, `{{${P}}}: `, Known, Allowed>
    : never;

// Behind a bracket comes a position or a computed field, about which nothing is known.
type Path<Inside extends string> = Inside extends `${infer P}[${string}` ? P : Inside;

type Trim<Text extends string> = Text extends `${Space}${infer Rest}`
  ? Trim<Rest>
  : Text extends `${infer Rest}${Space}`
    ? Trim<Rest>
    : Text;

type Space = ' ' | '\t' | '\r' | '\n';
