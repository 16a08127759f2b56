import { contentHash, type ElementKind } from '@dragoman/core';

/** What LivePerson calls a new element by: 40 hex digits for an interaction, a UUID for the rest. Always the same for the same id. */
export const newKey = (kind: ElementKind, id: string): string => {
  const hash = contentHash([kind, id]);
  return kind === 'node' ? hash.slice(0, 40) : uuidOf(hash);
};

/** A UUID of hex digits, of the version for values of one's own making. */
const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
