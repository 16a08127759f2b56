import * as z from 'zod';
import type { JsonObject } from '../json.ts';

/** What JSON Schema shows for a schema and its short form together, given what it shows for the long form. */
export type Printer = (long: JsonObject) => JsonObject;

/**
 * A schema that also takes a short form. `expand` turns a short form into the long one and returns everything else as
 * it is, so problems are always told of the long form. `print` says what JSON Schema shows for the two together.
 */
export const shorthand = <S extends z.ZodType>(long: S, expand: (value: unknown) => unknown, print: Printer): z.ZodType<z.output<S>> => {
  const schema = z.preprocess((value) => (value === undefined ? undefined : expand(value)), long);
  printers.set(schema, print);
  return schema as unknown as z.ZodType<z.output<S>>;
};

/** Prints the short forms beside the long one. */
export const orElse =
  (...shorts: readonly JsonObject[]): Printer =>
  (long) => ({ anyOf: [...shorts, ...(isBareUnion(long) ? (long.anyOf as readonly JsonObject[]) : [long])] });

/** Prints these fields as ones that may be left out. */
export const withoutRequired =
  (...fields: readonly string[]): Printer =>
  (long) => ({
    ...long,
    ...(Array.isArray(long.required) && { required: long.required.filter((name) => !fields.includes(name as string)) }),
  });

const isBareUnion = (schema: JsonObject): boolean => Array.isArray(schema.anyOf) && Object.keys(schema).length === 1;

/** How the schemas with a short form are printed: read by the generator of JSON Schema. */
export const printers = new WeakMap<z.core.$ZodType, Printer>();
