import { isJsonObject, type Json, markerFits, printMarker, readMarker, type Variable } from '@dragoman/core';

/**
 * LivePerson declares no variables: what a bot says of how long they live stands in a comment of the global functions, for
 * whoever reads the bot again. Undefined where all are as undeclared ones are.
 */
export const printVariables = (variables: readonly Variable[]): string | undefined => {
  const declared = variables.filter(({ scope, type }) => scope !== 'session' || type !== 'text');
  if (declared.length === 0) return undefined;
  const list = declared.map(({ name, scope, type }) => ({ name, scope, type }));
  return `${opening}${printMarker({ variables: list }, list)}`;
};

/** The declarations of a source that begins with them, and the rest of it. */
export const readVariables = (source: string): { readonly variables?: readonly Variable[]; readonly rest: string } => {
  const [line = '', ...lines] = source.split('\n');
  const marker = line.startsWith(`${opening}dragoman:1 `) ? readMarker(line) : undefined;
  const list = marker?.payload.variables;
  if (marker === undefined || !Array.isArray(list) || !markerFits(marker, list as Json)) return { rest: source };
  return { variables: list.filter(isVariable), rest: lines.join('\n') };
};

const isVariable = (value: unknown): value is Variable => {
  const { name, scope, type } = isJsonObject(value as Json) ? (value as { readonly [field: string]: unknown }) : {};
  return typeof name === 'string' && name !== '' && scopes.has(String(scope)) && types.has(String(type));
};

const scopes: ReadonlySet<string> = new Set(['turn', 'flow', 'session', 'contact']);
const types: ReadonlySet<string> = new Set(['text', 'number', 'boolean', 'json']);

const opening = '// ';
