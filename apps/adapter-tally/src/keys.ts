import type { ElementKind } from '@dragoman/core';

const prefixes = { flow: '@', node: '#', integration: '', credential: '' };

/** What Tally calls an element by: ids of scenes look like `@track`, those of steps like `#ask-order`. */
export const keyOf = (kind: ElementKind, id: string): string => prefixes[kind] + id;

/** The name of an element that has no title. */
export const nameOfKey = (key: string): string => key.replace(/^[@#](?=.)/, '');

/** Tells names apart: one that comes again gets a number. */
export const createUnique = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
    taken.add(free);
    return free;
  };
};
