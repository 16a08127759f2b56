import type { Json } from '../json.ts';
import { alignLists } from './align-lists.ts';
import { longestIncreasing } from './longest-increasing.ts';
import { weave } from './weave.ts';

export interface ListVersions {
  readonly original: readonly Json[];
  readonly before: readonly Json[];
  readonly after: readonly Json[];
}

export interface MergeListsOptions {
  /** What tells an element from the others of its list. */
  identity(element: Json, index: number): string | undefined;
  /** The same number for equal values. */
  classOf(value: Json): number;
  /** What an element that printing adds by itself says. */
  added(element: Json): Json | undefined;
  /** Merges the versions of one element. */
  merge(original: Json, before: Json, after: Json): Json;
}

/** Merges the versions of a list: see `mergeArtifact`. */
export const mergeLists = ({ original, before, after }: ListVersions, options: MergeListsOptions): readonly Json[] => {
  const { classOf, added, merge } = options;
  const shared = new Set([original, before, after].flatMap((list) => repeated(list.map(options.identity))));
  const originals = keysOf(original, shared, options);
  const befores = keysOf(before, shared, options);
  const afters = keysOf(after, shared, options);
  const known = new Set(originals.ids);
  const isAdded = (index: number): boolean => added(before[index] as Json) !== undefined && !known.has(befores.ids[index]);
  const originalOfBefore = pairPrinted(originals, befores, isAdded);
  if (originalOfBefore === undefined) return withEqualsOf(original, after, classOf);
  const beforeOfAfter = alignLists(
    befores.tokens,
    afters.tokens,
    (index, other) => befores.ownIds[index] === undefined && afters.ownIds[other] === undefined,
  );

  const printed = new Set(originalOfBefore);
  const unprinted = new Map(originals.ids.flatMap((id, index) => (id === undefined || printed.has(index) ? [] : [[id, index] as const])));
  const placeOf = (index: number): number | undefined => {
    const partner = beforeOfAfter[index];
    const id = afters.ids[index];
    return partner === undefined ? (id === undefined ? undefined : unprinted.get(id)) : originalOfBefore[partner];
  };

  const isSameSaid = (one: Json, other: Json): boolean => classOf(added(one) ?? one) === classOf(added(other) ?? other);

  // Elements by a number: those of the original by their position, new ones by a number beyond.
  const values = new Map(original.entries());
  const wanted: number[] = [];
  const order: number[] = [];
  for (const [index, element] of after.entries()) {
    const partner = beforeOfAfter[index];
    const place = placeOf(index);
    // What printing wrote all along and the vendor did not is left out as before.
    if (place === undefined && partner !== undefined && isSameSaid(before[partner] as Json, element)) continue;
    const number = place ?? original.length + index;
    wanted.push(number);
    if (place === undefined || partner === undefined) values.set(number, element);
    else {
      values.set(number, merge(original[place] as Json, before[partner] as Json, element));
      order.push(partner);
    }
  }

  const unmoved = new Set(longestIncreasing(order).map((partner) => originalOfBefore[partner]));
  const staying = [...original.keys()].filter((place) => unmoved.has(place) || !printed.has(place));
  return weave(staying, wanted).map((number) => values.get(number) as Json);
};

interface Keys {
  /** The identity of each element; of several that share one, it says which of them. */
  readonly ids: readonly (string | undefined)[];
  /** The same, but none for elements that share one, in whichever version of the list. */
  readonly ownIds: readonly (string | undefined)[];
  /** The same for elements that are the same one: its own identity, else a number that equal ones share. */
  readonly tokens: readonly (string | number)[];
}

const keysOf = (list: readonly Json[], shared: ReadonlySet<string>, { identity, classOf }: MergeListsOptions): Keys => {
  const found = list.map(identity);
  const ownIds = found.map((id) => (id === undefined || shared.has(id) ? undefined : id));
  return { ids: numbered(found), ownIds, tokens: list.map((element, index) => ownIds[index] ?? classOf(element)) };
};

const repeated = (ids: readonly (string | undefined)[]): readonly string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => id !== undefined && (seen.has(id) || !seen.add(id))) as readonly string[];
};

/** Of several elements with one identity, each is known by how many of them stand before it. */
const numbered = (ids: readonly (string | undefined)[]): readonly (string | undefined)[] => {
  const counts = new Map<string, number>();
  return ids.map((id) => {
    if (id === undefined) return undefined;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id} (${count})`;
  });
};

/**
 * Which element of the vendor's list each printed one was read from. They are not equal, as only one of them has what
 * printing does not write: the identity tells, else the position. Undefined when neither can.
 */
const pairPrinted = (originals: Keys, befores: Keys, isAdded: (index: number) => boolean): readonly (number | undefined)[] | undefined => {
  if (befores.ids.length === 0) return [];
  const byId = () => alignLists(idTokens(originals), idTokens(befores), () => false);
  if ([originals, befores].every(({ ids }) => ids.every((id) => id !== undefined))) return byId();
  const places = new Map(originals.ids.map((id, index) => [id, index]));
  const read = [...befores.ids.keys()].filter((index) => !isAdded(index));
  const positions = new Map(read.map((index, position) => [index, position]));
  const fits = read.every(
    (index, position) => (places.get(befores.ids[index]) ?? position) === position || befores.ids[index] === undefined,
  );
  if (fits && originals.ids.length === read.length) return befores.ids.map((_, index) => positions.get(index));
  return [originals, befores].every(({ ids }) => ids.some((id) => id !== undefined)) ? byId() : undefined;
};

const idTokens = ({ ids, tokens }: Keys): readonly (string | number)[] => tokens.map((token, index) => ids[index] ?? token);

/** A list as it is, but with the original's own elements where it has equal ones. */
const withEqualsOf = (original: readonly Json[], list: readonly Json[], classOf: (value: Json) => number): readonly Json[] => {
  const partners = alignLists(original.map(classOf), list.map(classOf), () => false);
  return list.map((element, index) => {
    const partner = partners[index];
    return partner === undefined ? element : (original[partner] as Json);
  });
};
