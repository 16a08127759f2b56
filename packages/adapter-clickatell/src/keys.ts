import type { ElementKind } from '@dragoman/core';

/** What a new element is called by: its id, which is what its name looks like. */
export const newKey = (_kind: ElementKind, id: string): string => id;

/** A key beside another one that nothing else is called by. */
export const keyBeside = (key: string, taken: Set<string>): string => {
  let number = 2;
  while (taken.has(`${key}/${number}`)) number += 1;
  const free = `${key}/${number}`;
  taken.add(free);
  return free;
};
