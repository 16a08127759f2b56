/**
 * Puts what is new among what stays. `wanted` has both, in the order they should have: a new one comes directly behind
 * what precedes it there, and those before everything that stays come before the first of it.
 */
export const weave = <T extends string | number>(staying: readonly T[], wanted: readonly T[]): readonly T[] => {
  const stays = new Set(staying);
  const leading: T[] = [];
  const behind = new Map<T, T[]>();
  let group = leading;
  let first: T | undefined;
  for (const item of wanted) {
    if (!stays.has(item)) {
      group.push(item);
      continue;
    }
    first ??= item;
    group = [];
    behind.set(item, group);
  }
  if (first === undefined) return [...staying, ...leading];
  return staying.flatMap((item) => [...(item === first ? leading : []), item, ...(behind.get(item) ?? [])]);
};
