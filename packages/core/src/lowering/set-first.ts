import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Assignment } from '../document/variable.ts';
import type { LowerContext } from './lower-context.ts';
import { madeNode } from './made-node.ts';
import { routesSet } from './route-sets.ts';

/**
 * A route that sets variables before anything else it does. What it says may read them, and is said before the route
 * sets; so then a node between sets, which is added to `made`. The route's target must be explicit.
 */
export const setFirst = (context: LowerContext, node: Node, route: Route, set: readonly Assignment[], made: Node[]): Route => {
  const { derive } = context.provenance;
  const { say, set: own, to, ...rest } = route;
  if (say === undefined) return derive({ ...route, set: [...set, ...(own ?? [])] }, route);
  const acts = derive({ say, ...(own && { set: own }), to }, route);
  const store = madeNode(context, node, 'store', { kind: 'assign', set, routes: [acts], next: to }, route);
  made.push(store);
  return derive({ ...rest, to: { node: store.id } }, route);
};

/** Whether routes can set first: what is said needs a node between. */
export const canSetFirst = ({ capabilities }: LowerContext, routes: readonly Route[]): boolean =>
  capabilities.nodes.includes('assign') || (routesSet(capabilities) && routes.every(({ say }) => say === undefined));
