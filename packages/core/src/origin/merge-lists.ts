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
  identity(element: Json): string | undefined;
  /** The same number for equal values. */
  classOf(value: Json): number;
  /** Merges the versions of one element. */
  merge(original: Json, before: Json, after: Json): Json;
}

/** Merges the versions of a list: see `mergeArtifact`. */
export const mergeLists = ({ original, before, after }: ListVersions, options: MergeListsOptions): readonly Json[] => {
  const { classOf, merge } = options;
  const originals = keysOf(original, options);
  const befores = keysOf(before, options);
  const afters = keysOf(after, options);
  const originalOfBefore = pairPrinted(originals, befores);
  if (originalOfBefore === undefined) return withEqualsOf(original, after, classOf);
  const beforeOfAfter = alignLists(
    befores.tokens,
    afters.tokens,
    (index, other) => befores.ids[index] === undefined && afters.ids[other] === undefined,
  );

  const printed = new Set(originalOfBefore);
  const unprinted = new Map(originals.ids.flatMap((id, index) => (id === undefined || printed.has(index) ? [] : [[id, index] as const])));
  const placeOf = (index: number): number | undefined => {
    const partner = beforeOfAfter[index];
    const id = afters.ids[index];
    return partner === undefined ? (id === undefined ? undefined : unprinted.get(id)) : originalOfBefore[partner];
  };

  // Elements by a number: those of the original by their position, new ones by a number beyond.
  const values = new Map(original.entries());
  const wanted: number[] = [];
  const order: number[] = [];
  for (const [index, element] of after.entries()) {
    const partner = beforeOfAfter[index];
    const place = placeOf(index);
    // What printing wrote all along and the vendor did not is left out as before.
    if (place === undefined && partner !== undefined && classOf(before[partner] as Json) === classOf(element)) continue;
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
  /** The identity of each element; none when two share one. */
  readonly ids: readonly (string | undefined)[];
  /** The same for elements that are the same one: the identity, else a number that equal ones share. */
  readonly tokens: readonly (string | number)[];
  readonly isComplete: boolean;
}

const keysOf = (list: readonly Json[], { identity, classOf }: MergeListsOptions): Keys => {
  const found = list.map(identity);
  const known = found.filter((id) => id !== undefined);
  const isUnique = new Set(known).size === known.length;
  const ids = isUnique ? found : found.map(() => undefined);
  return {
    ids,
    tokens: list.map((element, index) => ids[index] ?? classOf(element)),
    isComplete: isUnique && known.length === list.length,
  };
};

/**
 * Which element of the vendor's list each printed one was read from. They are not equal, as only one of them has what
 * printing does not write: the identity tells, else the position. Undefined when neither can.
 */
const pairPrinted = (originals: Keys, befores: Keys): readonly (number | undefined)[] | undefined => {
  if (befores.ids.length === 0) return [];
  const byToken = () => alignLists(originals.tokens, befores.tokens, () => false);
  if (originals.isComplete && befores.isComplete) return byToken();
  const places = new Map(originals.ids.map((id, index) => [id, index]));
  const fits = befores.ids.every((id, index) => id === undefined || (places.get(id) ?? index) === index);
  if (fits && originals.ids.length === befores.ids.length) return befores.ids.map((_, index) => index);
  return [originals, befores].every(({ ids }) => ids.some((id) => id !== undefined)) ? byToken() : undefined;
};

/** A list as it is, but with the original's own elements where it has equal ones. */
const withEqualsOf = (original: readonly Json[], list: readonly Json[], classOf: (value: Json) => number): readonly Json[] => {
  const partners = alignLists(original.map(classOf), list.map(classOf), () => false);
  return list.map((element, index) => {
    const partner = partners[index];
    return partner === undefined ? element : (original[partner] as Json);
  });
};
