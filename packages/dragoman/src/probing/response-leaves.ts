import { type HttpIntegration, isJsonObject, type Json } from '@dragoman/core';
import { step } from './schema-drift.ts';

export interface ResponseLeaf {
  /** A JSONPath. Of a list it is the first entry's. */
  readonly path: string;
  readonly value: Json;
}

/** Everything in a response that a field could take. */
export const responseLeaves = (body: Json, path = '$'): readonly ResponseLeaf[] => {
  if (Array.isArray(body)) return body.length === 0 ? [{ path, value: body }] : responseLeaves(body[0] as Json, `${path}[0]`);
  if (!isJsonObject(body)) return [{ path, value: body }];
  return Object.entries(body).flatMap(([name, value]) => responseLeaves(value as Json, path + step(name)));
};

/** Names for the fields that would take these leaves: the last name of the path, numbered where there is one already. */
export const proposedFields = (
  leaves: readonly ResponseLeaf[],
  { response }: HttpIntegration,
): readonly { readonly name: string; readonly path: string }[] => {
  const taken = new Set(response.fields.map(({ name }) => name));
  const mapped = new Set(response.fields.map(({ path }) => path.replaceAll("'", '"')));
  return leaves.flatMap(({ path }) => {
    if (mapped.has(path)) return [];
    const base = (path.match(/[\p{L}\p{N}_-]+/gu) ?? []).filter((name) => !/^\d+$/.test(name)).at(-1) ?? 'value';
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`;
    taken.add(name);
    return [{ name, path }];
  });
};
