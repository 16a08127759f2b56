import { longestIncreasing } from './longest-increasing.ts';

/**
 * Finds which element of `first` each element of `second` is: the one with the same token, wherever it stands; and where
 * as many elements without a partner stand on both sides between two that stayed, those in their order.
 */
export const alignLists = (
  first: readonly (string | number)[],
  second: readonly (string | number)[],
  mayDiffer: (firstIndex: number, secondIndex: number) => boolean,
): readonly (number | undefined)[] => {
  const partners = pairEqual(first, second);
  const taken = new Set(partners);
  const stayed = new Set(longestIncreasing(partners.filter((partner) => partner !== undefined)));
  let from = 0;
  let open: number[] = [];
  const closeGap = (to: number): void => {
    const left = range(from, to).filter((index) => !taken.has(index));
    if (left.length === open.length) {
      for (const [at, index] of left.entries()) {
        const other = open[at] as number;
        if (mayDiffer(index, other)) partners[other] = index;
      }
    }
    from = to + 1;
    open = [];
  };
  for (const [index, partner] of [...partners].entries()) {
    if (partner === undefined) open.push(index);
    else if (stayed.has(partner)) closeGap(partner);
  }
  closeGap(first.length);
  return partners;
};

const pairEqual = (first: readonly (string | number)[], second: readonly (string | number)[]): (number | undefined)[] => {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start += 1;
  let end = 0;
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end += 1;

  const places = new Map<string | number, number[]>();
  for (const index of range(start, first.length - end).reverse()) {
    const token = first[index] as string | number;
    const same = places.get(token);
    if (same === undefined) places.set(token, [index]);
    else same.push(index);
  }
  return second.map((token, index) => {
    if (index < start) return index;
    if (index >= second.length - end) return index - second.length + first.length;
    return places.get(token)?.pop();
  });
};

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
