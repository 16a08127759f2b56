import type { Json } from '@dragoman/core';
import { leaves } from '../../kit/leaves.ts';

export interface Change {
  /** JSON pointer. */
  readonly pointer: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The changes of a document, leaf by leaf. */
export const changes = (before: Json, after: Json): readonly Change[] => {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((pointer) => JSON.stringify(old.get(pointer)) !== JSON.stringify(now.get(pointer)))
    .map((pointer) => ({ pointer, before: old.get(pointer), after: now.get(pointer) }));
};
