import * as z from 'zod';
import { nearest } from '../reading/nearest.ts';

/**
 * The schema of an object of type `T` that has these fields and no others. A field that is missing in `shape`, or too
 * many, does not compile; annotate the constant as `z.ZodType<T>` and a field of another type does not either.
 */
export const objectOf =
  <T extends object>() =>
  <S extends { readonly [K in keyof T]-?: z.ZodType }>(
    shape: S & { readonly [K in Exclude<keyof S, keyof T>]: never },
  ): z.ZodObject<S, z.core.$strict> =>
    z.strictObject(shape as S, {
      error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeyFixes(issue.keys, Object.keys(shape)) : undefined),
    });

/** One line for each key, in order: the issue's message is where the reader of issues looks for them. */
const unknownKeyFixes = (keys: readonly string[], known: readonly string[]): string =>
  keys
    .map((key) => {
      const meant = nearest(key, known);
      return meant === undefined ? `Its fields are ${known.join(', ')}.` : `Did you mean \`${meant}\`?`;
    })
    .join('\n');
