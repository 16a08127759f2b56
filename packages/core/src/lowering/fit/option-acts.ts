import type { Node } from '../../document/node.ts';
import type { Predicate } from '../../document/predicate.ts';
import type { Route } from '../../document/route.ts';
import type { Target } from '../../document/target.ts';
import type { Assignment } from '../../document/variable.ts';
import type { LowerContext } from '../lower-context.ts';
import { carriesSet } from '../route-sets.ts';

/** What choosing an option does beside going somewhere. */
export interface OptionAct {
  readonly to: Target;
  readonly set: readonly Assignment[];
  /** Holds when the option is there at all. */
  readonly presence?: Predicate;
}

/** Says an act on a route as far as routes can, the rest in nodes that the route leads to. */
export interface OptionActs {
  on(act: OptionAct): Pick<Route, 'to' | 'set' | 'if'>;
  /** In the order they were made; each says itself where it goes on. */
  readonly made: readonly Node[];
}

/**
 * However many names an option has, it has one node for what choosing it does. `ask`: where the conversation goes when the
 * option is not there, if only a node can see that. `settled` gives targets that mean the same from another place.
 */
export const createOptionActs = (
  node: Node,
  { ask, settled }: { readonly ask: Target; settled(to: Target): Target },
  { capabilities, fresh, provenance }: LowerContext,
): OptionActs => {
  const made: Node[] = [];
  const { nodes, routes } = capabilities;
  const make = (suffix: string, fields: object): Target => {
    const one = { ...fresh(node, suffix), routes: [], ...fields } as unknown as Node;
    made.push(provenance.derive(one, node));
    return { node: one.id };
  };
  return {
    made,
    on: ({ to, set, presence }) => {
      // `onReply` runs between a route and what it leads to, and may read what is written.
      const isWritten = set.length > 0 && !carriesSet(capabilities, set) && nodes.includes('assign') && node.hooks?.onReply === undefined;
      const isSeen = presence !== undefined && !routes.includes('if') && nodes.includes('condition');
      const after = isWritten || isSeen ? settled(to) : to;
      const written = isWritten ? make('chosen', { kind: 'assign', set, next: after }) : after;
      const seen = isSeen ? make('check', { kind: 'condition', routes: [{ if: presence, to: written }], next: ask }) : written;
      return {
        to: seen,
        ...(!isWritten && set.length > 0 && { set }),
        ...(presence && routes.includes('if') && { if: presence }),
      };
    },
  };
};
