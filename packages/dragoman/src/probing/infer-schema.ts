import { isJsonObject, type Json, type JsonObject } from '@dragoman/core';

/** JSON Schema of a value: its types, the fields every object has, and what its lists hold. */
export const inferSchema = (value: Json): JsonObject => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...shapeOf(value) });

/** The schema of what fits either: a field that one does not know is not required. */
export const mergeSchemas = (one: JsonObject, other: JsonObject): JsonObject => {
  const types = [...new Set([...typesOf(one), ...typesOf(other)])];
  // Every whole number is a number.
  const told = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const { $schema = other.$schema } = one;
  return {
    ...($schema !== undefined && { $schema }),
    ...(told.length > 0 && { type: told.length === 1 ? (told[0] as string) : told.toSorted() }),
    ...mergedProperties(one, other),
    ...mergedItems(one, other),
  };
};

const shapeOf = (value: Json): JsonObject => {
  if (Array.isArray(value)) {
    const [first, ...others] = value.map(shapeOf);
    return { type: 'array', ...(first !== undefined && { items: others.reduce(mergeSchemas, first) }) };
  }
  if (isJsonObject(value)) {
    const properties = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field as Json)]));
    return { type: 'object', properties, required: Object.keys(properties) };
  }
  if (typeof value === 'number') return { type: Number.isSafeInteger(value) ? 'integer' : 'number' };
  return { type: value === null ? 'null' : typeof value };
};

const typesOf = ({ type }: JsonObject): readonly string[] =>
  Array.isArray(type) ? type.filter((one) => typeof one === 'string') : typeof type === 'string' ? [type] : [];

const mergedProperties = (one: JsonObject, other: JsonObject): JsonObject => {
  const [own, others] = [propertiesOf(one), propertiesOf(other)];
  if (own === undefined || others === undefined) return objectPart(own === undefined ? other : one);
  const names = [...new Set([...Object.keys(own), ...Object.keys(others)])];
  const required = requiredOf(one).filter((name) => requiredOf(other).includes(name));
  const properties = Object.fromEntries(
    names.map((name) => {
      const [left, right] = [own, others].flatMap((schemas) => (Object.hasOwn(schemas, name) ? [schemas[name]] : [])).filter(isSchema);
      return [name, left === undefined || right === undefined ? (left ?? {}) : mergeSchemas(left, right)];
    }),
  );
  return { properties, required };
};

const isSchema = (value: Json | undefined): value is JsonObject => isJsonObject(value);

const objectPart = (schema: JsonObject): JsonObject =>
  schema.properties === undefined ? {} : { properties: schema.properties, required: schema.required ?? [] };

const propertiesOf = ({ properties }: JsonObject): JsonObject | undefined => (isJsonObject(properties) ? properties : undefined);

const requiredOf = ({ required }: JsonObject): readonly Json[] => (Array.isArray(required) ? required : []);

const mergedItems = ({ items: one }: JsonObject, { items: other }: JsonObject): JsonObject => {
  if (isJsonObject(one) && isJsonObject(other)) return { items: mergeSchemas(one, other) };
  const items = one ?? other;
  return items === undefined ? {} : { items };
};
