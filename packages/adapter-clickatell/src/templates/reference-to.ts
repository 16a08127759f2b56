import { type Reference, reservedRoots, type Segment } from '@dragoman/core';

/** The reference to a variable of any name, and to what is in it. */
export const referenceTo = (name: string, segments: readonly Segment[]): Reference =>
  plain.test(name) && !reservedRoots.some((root) => root === name)
    ? { root: name, segments }
    : { root: 'var', segments: [{ name }, ...segments] };

const plain = /^[\p{L}\p{M}\p{N}_$-]+$/u;

/** The variable a reference reads, and what of it; undefined for a root that is no variable. */
export const variableRead = ({ root, segments }: Reference): { readonly name: string; readonly rest: readonly Segment[] } | undefined => {
  if (root !== 'var') return reservedRoots.some((reserved) => reserved === root) ? undefined : { name: root, rest: segments };
  const [first, ...rest] = segments;
  return first !== undefined && 'name' in first ? { name: first.name, rest } : undefined;
};
