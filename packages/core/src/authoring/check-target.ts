import type { Fold } from './fold.ts';
import type { Names } from './names-of.ts';
import type { Refuse } from './problem.ts';

/** A target may stand in any flow, for ids of nodes are unique in the bot. */
export type CheckTarget<Target, Known extends Names> = Target extends string
  ? Target extends Known['targets']
    ? unknown
    : Refuse<Target, `no node "${Target}"`>
  : Target extends { readonly node: infer Id extends string }
    ? Fold<{ readonly node: Id extends Known['nodes'] ? unknown : Refuse<Id, `no node "${Id}"`> }>
    : Target extends { readonly flow: infer Id extends string }
      ? Fold<{ readonly flow: Id extends Known['flows'] ? unknown : Refuse<Id, `no flow "${Id}"`> }>
      : unknown;
