import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * Writes out options given as text and the ids that were left out: a slug of the label, unique in the node. Takes the
 * lists of all options of a node, in order.
 */
export const nameOptions = (lists: readonly (readonly Json[])[]): readonly (readonly Json[])[] => {
  const written = lists.map((list) => list.map((option) => (typeof option === 'string' ? { label: option } : option)));
  const taken = new Set(written.flat().flatMap((option) => (isJsonObject(option) && typeof option.id === 'string' ? [option.id] : [])));
  const nextNumber = new Map<string, number>();
  const freeId = (label: string): string => {
    const base = slug(label);
    let id = base;
    for (let number = nextNumber.get(base) ?? 2; taken.has(id); number++) {
      id = `${base}-${number}`;
      nextNumber.set(base, number + 1);
    }
    taken.add(id);
    return id;
  };
  return written.map((list) => list.map((option) => (lacksId(option) ? { id: freeId(option.label), ...option } : option)));
};

const lacksId = (option: Json): option is JsonObject & { readonly label: string } =>
  isJsonObject(option) && !Object.hasOwn(option, 'id') && typeof option.label === 'string';

/** `Where is my order?` → `where-is-my-order`; letters of every script stay, and what has none is an `option`. */
const slug = (label: string): string => {
  const words = label
    .slice(0, longestSlug)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join('-') ?? 'option';
};

const longestSlug = 60;
