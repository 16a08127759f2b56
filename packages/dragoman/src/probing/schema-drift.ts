import { isJsonObject, type Json, type JsonObject } from '@dragoman/core';
import * as z from 'zod';

export interface Drift {
  /** Where in the response: `$.data.items[0].name`. */
  readonly path: string;
  readonly reason: string;
}

export interface SchemaDrift {
  /** What breaks the schema. */
  readonly broken: readonly Drift[];
  /** Fields that the schema does not know. */
  readonly added: readonly string[];
}

/** How a response differs from the schema that was saved of an earlier one. Of a value it shows its type alone. */
export const schemaDrift = (schema: JsonObject, body: Json): SchemaDrift => ({
  broken: brokenBy(schema, withoutInherited(body)),
  added: addedTo(schema, body, '$'),
});

/** Objects without a prototype: `toString` is a field of a response only where it is one. */
const withoutInherited = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutInherited);
  if (!isJsonObject(value)) return value;
  const bare: { [name: string]: Json } = Object.create(null);
  for (const [name, field] of Object.entries(value)) bare[name] = withoutInherited(field as Json);
  return bare;
};

const brokenBy = (schema: JsonObject, body: Json): readonly Drift[] => {
  let checked: z.ZodType;
  try {
    checked = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return [{ path: '$', reason: 'The saved schema is no JSON Schema that can be used. Save the response again with --save.' }];
  }
  const { error } = checked.safeParse(body);
  return (error?.issues ?? []).flatMap((issue) => driftsOf(issue, body));
};

const driftsOf = (issue: z.core.$ZodIssue, body: Json): readonly Drift[] => {
  const found = issue.path.reduce<Json | undefined>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as { readonly [key: PropertyKey]: Json })[key] : undefined),
    body,
  );
  const path = pathOf(issue.path);
  if (found === undefined) return [{ path, reason: 'is gone' }];
  if (issue.code === 'invalid_type') return [{ path, reason: `was ${issue.expected}, now ${typeOf(found)}` }];
  // Of several types none fits.
  if (issue.code === 'invalid_union') return [{ path, reason: `is ${typeOf(found)}, which it was not` }];
  return [{ path, reason: 'no longer fits the schema' }];
};

const addedTo = (schema: Json | undefined, body: Json, path: string): readonly string[] => {
  if (!isJsonObject(schema)) return [];
  if (Array.isArray(body)) return [...new Set(body.flatMap((entry: Json) => addedTo(schema.items, entry, `${path}[*]`)))];
  if (!isJsonObject(body) || !isJsonObject(schema.properties)) return [];
  const { properties } = schema;
  return Object.entries(body).flatMap(([name, value]) =>
    Object.hasOwn(properties, name) ? addedTo(properties[name], value as Json, path + step(name)) : [path + step(name)],
  );
};

export const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const pathOf = (path: readonly PropertyKey[]): string =>
  `$${path.map((key) => (typeof key === 'number' ? `[${key}]` : step(String(key)))).join('')}`;

/** A name as a step of a JSONPath. */
export const step = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
