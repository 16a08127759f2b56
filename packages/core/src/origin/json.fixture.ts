import * as fc from 'fast-check';
import type { Json } from '../json.ts';

/** Any JSON, of strange strings too. */
export const json: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })
  // 0 and -0 are one number in JSON's eyes, and not in a test's.
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** A value that nobody can change. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) for (const field of Object.values(Object.freeze(value))) frozen(field);
  return value;
};
