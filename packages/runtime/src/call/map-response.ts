import {
  coerce,
  compileJsonPath,
  type Json,
  type JsonObject,
  type JsonPathQuery,
  type Outcome,
  type ResponseField,
  type ResponseMapping,
  type Script,
  storedValue,
} from '@dragoman/core';

/** A response mapping with its paths parsed. */
export interface CompiledMapping {
  readonly variable: string;
  readonly transform?: Script;
  readonly onMissing: ResponseMapping['onMissing'];
  /** What routes on `{ value }` compare with; absent: the status. */
  readonly outcome?: JsonPathQuery;
  readonly rows?: JsonPathQuery;
  readonly fields: readonly CompiledField[];
}

interface CompiledField {
  readonly field: ResponseField;
  readonly path: JsonPathQuery;
}

/** What a call yields: the value of the response's variable, and the variables its fields write. */
export interface MappedResponse {
  readonly value: JsonObject;
  /** `undefined`: nothing was found. */
  readonly writes: readonly { readonly name: string; readonly value: Json | undefined }[];
}

export const compileMapping = (response: ResponseMapping): CompiledMapping => ({
  variable: response.variable,
  ...(response.transform && { transform: response.transform }),
  onMissing: response.onMissing,
  ...(response.outcome !== 'status' && { outcome: compileJsonPath(response.outcome.jsonpath) }),
  ...(response.rows !== undefined && { rows: compileJsonPath(response.rows) }),
  fields: response.fields.map((field) => ({ field, path: compileJsonPath(field.path) })),
});

/** Told, without any value, of a path whose search was given up. */
export type MappingReport = (problem: string) => void;

/** Reads a call's fields. Everything of the call before is replaced, also after a failure: nothing stale survives. */
export const mapResponse = (
  mapping: CompiledMapping,
  outcome: Outcome,
  body: Json | undefined,
  values: 'typed' | 'text',
  report?: MappingReport,
): MappedResponse => {
  const read = ({ field, path }: CompiledField, from: Json): Json | undefined =>
    leaf(field, path.select(from, report), path.singular, values);
  const selected = body === undefined ? [] : rowsOf(mapping, body, report);
  const columns = mapping.fields.filter(({ field }) => field.perRow);
  const rows: readonly Json[] =
    columns.length === 0
      ? selected
      : selected.map((row) => Object.fromEntries(columns.map((column) => [column.field.name, read(column, row) ?? null])));
  const fields: Record<string, Json> = {};
  const writes: { name: string; value: Json | undefined }[] = [];
  for (const compiled of mapping.fields) {
    const { name, perRow, to } = compiled.field;
    const value = perRow ? rows.map((row) => (row as JsonObject)[name] ?? null) : body === undefined ? undefined : read(compiled, body);
    if (value !== undefined) fields[name] = value;
    if (to !== undefined) writes.push({ name: to, value: body === undefined ? undefined : value });
  }
  return {
    value: {
      ...fields,
      $outcome: outcome.kind,
      ...(outcome.kind === 'response' && { $status: outcome.status }),
      ...(body !== undefined && { $body: body }),
      $count: rows.length,
      $rows: rows,
    },
    writes,
  };
};

/** The text that routes on `{ value }` are compared with. */
export const outcomeValue = (mapping: CompiledMapping, status: number, body: Json | undefined): Json | undefined =>
  mapping.outcome ? (body === undefined ? undefined : mapping.outcome.select(body)[0]) : status;

// A path to a list selects its items, a path to several values selects these, and a lone object counts as one row.
const rowsOf = ({ rows }: CompiledMapping, body: Json, report: MappingReport | undefined): readonly Json[] => {
  if (!rows) return Array.isArray(body) ? body : [];
  const found = rows.select(body, report);
  const [only] = found;
  return found.length === 1 && Array.isArray(only) ? only : found;
};

const leaf = (field: ResponseField, found: readonly Json[], isSingular: boolean, values: 'typed' | 'text'): Json | undefined => {
  const picked = isSingular ? found[0] : found.length === 0 ? undefined : found;
  if (picked === undefined) return undefined;
  const typed = field.type ? coerce(picked, field.type) : picked;
  return typed === undefined ? undefined : storedValue(typed, values, field.name);
};
