import { formatPointer, isJsonObject, type Json } from '@dragoman/core';
import type * as z from 'zod';
import type { ImportReport } from './import-context.ts';

/** A part of the document and where it stands in it. */
export interface Part<T> {
  readonly value: T;
  /** JSON pointer. */
  readonly pointer: string;
}

/**
 * Reads one part of a document. What is malformed in it is reported where it stands and left out of what is read; numbers
 * and booleans where text belongs are the text they spell, null is absence. Undefined: it is no object at all.
 */
export const readPart = <T>(schema: z.ZodType<T>, source: unknown, pointer: string, report: ImportReport): T | undefined => {
  const part = source as Json | undefined;
  if (part === undefined || part === null) return undefined;
  let readable: Json = part;
  for (;;) {
    const { data, error } = schema.safeParse(readable);
    if (error === undefined) return data;
    const [issue] = error.issues;
    if (issue === undefined || issue.path.length === 0) {
      report({ code: 'malformed-part', severity: 'warning', platformPlace: pointer, reason: 'This is not an object.', fix: takeOut });
      return undefined;
    }
    // From the last to the first, so that what is taken out of a list does not move the others.
    for (const { path: wrong, code, expected } of error.issues.toReversed() as readonly Issue[]) {
      const found = valueAt(readable, wrong);
      // What lacks something it must have is taken out as a whole.
      const path = found === undefined ? wrong.slice(0, -1) : wrong;
      const spelled = code === 'invalid_type' && expected === 'string' && isScalar(found) ? String(found) : undefined;
      if (spelled === undefined && found !== null) {
        const reason = `${expected === undefined ? 'This' : `Expected ${words[expected] ?? expected}; this`} cannot be read, and is passed over.`;
        const platformPlace = pointer + formatPointer(wrong as (string | number)[]);
        report({ code: 'malformed-part', severity: 'warning', platformPlace, reason, fix: 'Correct it, or take it out.' });
      }
      readable = replacedAt(readable, path, spelled);
    }
  }
};

/** Reads a list of parts. Those that are no objects are reported and passed over. */
export const readParts = <T>(schema: z.ZodType<T>, source: unknown, pointer: string, report: ImportReport): readonly Part<T>[] => {
  if (source === undefined || source === null) return [];
  if (!Array.isArray(source)) {
    report({ code: 'malformed-part', severity: 'warning', platformPlace: pointer, reason: 'This is not a list.', fix: takeOut });
    return [];
  }
  return source.flatMap((one: unknown, index) => {
    const at = `${pointer}/${index}`;
    const value = readPart(schema, one ?? false, at, report);
    return value === undefined ? [] : [{ value, pointer: at }];
  });
};

const takeOut = 'Correct it, or take it out.';

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly expected?: string;
}

const words: { readonly [expected: string]: string } = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  number: 'a number',
  boolean: 'true or false',
};

const isScalar = (value: Json | undefined): boolean => typeof value === 'number' || typeof value === 'boolean';

const valueAt = (source: Json, path: readonly PropertyKey[]): Json | undefined =>
  path.reduce<Json | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] as Json | undefined;
    return value !== undefined && isJsonObject(value) ? value[String(step)] : undefined;
  }, source);

/** A copy with another value at a place, or with nothing there. */
const replacedAt = (source: Json, [step, ...rest]: readonly PropertyKey[], value: Json | undefined): Json => {
  if (step === undefined) return value ?? null;
  const isLast = rest.length === 0;
  if (Array.isArray(source)) {
    const index = Number(step);
    if (isLast && value === undefined) return source.toSpliced(index, 1) as Json;
    return source.with(index, replacedAt(source[index] as Json, rest, value)) as Json;
  }
  if (!isJsonObject(source)) return source;
  const key = String(step);
  if (!isLast || value !== undefined) return { ...source, [key]: replacedAt(source[key] ?? null, rest, value) };
  const { [key]: _, ...others } = source;
  return others;
};
