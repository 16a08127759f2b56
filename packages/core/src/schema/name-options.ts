import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { createSlugs } from '../values/slugs.ts';

/**
 * Writes out options given as text and the ids that were left out: a slug of the label, unique in the node. Takes the
 * lists of all options of a node, in order.
 */
export const nameOptions = (lists: readonly (readonly Json[])[]): readonly (readonly Json[])[] => {
  const written = lists.map((list) => list.map((option) => (typeof option === 'string' ? { label: option } : option)));
  const taken = new Set(written.flat().flatMap((option) => (isJsonObject(option) && typeof option.id === 'string' ? [option.id] : [])));
  const freeId = createSlugs('option', taken);
  return written.map((list) => list.map((option) => (lacksId(option) ? { id: freeId(option.label), ...option } : option)));
};

const lacksId = (option: Json): option is JsonObject & { readonly label: string } =>
  isJsonObject(option) && !Object.hasOwn(option, 'id') && typeof option.label === 'string';
