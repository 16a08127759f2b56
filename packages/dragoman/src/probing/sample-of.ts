import { type Bot, compileJsonPath, type HttpIntegration, isJsonObject, type Json, redactedMark } from '@dragoman/core';

/**
 * A response as it may be kept: without values that go to sensitive variables, and of long lists the first entries alone.
 * Secrets are out of it already.
 */
export const sampleOf = (body: Json, { variables }: Pick<Bot, 'variables'>, { response }: HttpIntegration): Json => {
  const sensitive = new Set(variables.filter((variable) => variable.sensitive).map(({ name }) => name));
  if (sensitive.has(response.variable)) return masked(body);
  const hidden = response.fields.filter(({ to }) => to !== undefined && sensitive.has(to));
  // A path per row reads inside rows: whatever has the name of its last step may be one of them.
  const rows = hidden.some(({ perRow }) => perRow);
  if (rows) return masked(shortened(body));
  const values = new Set(hidden.flatMap(({ path }) => compileJsonPath(path).select(body)));
  const scalars = new Set([...values].flatMap(leavesOf));
  return withoutValues(shortened(body), scalars);
};

/** Entries of a list that are enough to see what it holds. */
const entriesKept = 3;

const shortened = (value: Json): Json => mapped(value, (one) => one, entriesKept);

const masked = (value: Json): Json => mapped(value, (one) => (typeof one === 'boolean' || one === null ? one : redactedMark));

const withoutValues = (value: Json, hidden: ReadonlySet<Json>): Json =>
  hidden.size === 0 ? value : mapped(value, (one) => (hidden.has(one) && one !== null && typeof one !== 'boolean' ? redactedMark : one));

const leavesOf = (value: Json): readonly Json[] => {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isJsonObject(value) ? Object.values(value).flatMap((field) => leavesOf(field as Json)) : [value];
};

const mapped = (value: Json, map: (leaf: Json) => Json, most = Number.POSITIVE_INFINITY): Json => {
  if (Array.isArray(value)) return value.slice(0, most).map((entry: Json) => mapped(entry, map, most));
  if (!isJsonObject(value)) return map(value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mapped(field as Json, map, most)]));
};
