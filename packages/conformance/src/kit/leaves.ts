import { formatPointer, type Json } from '@dragoman/core';

/** The values of a document that hold no others, by JSON pointer; an empty list or object is one too. */
export const leaves = (document: Json): ReadonlyMap<string, Json> => {
  const found = new Map<string, Json>();
  const walk = (value: Json, path: readonly (string | number)[]): void => {
    const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (fields.length === 0) found.set(formatPointer(path), value);
    for (const [key, field] of fields) walk(field as Json, [...path, key]);
  };
  walk(document, []);
  return found;
};
