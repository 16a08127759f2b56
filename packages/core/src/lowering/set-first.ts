import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Template } from '../document/template.ts';
import type { Assignment } from '../document/variable.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { referencesOf } from '../template/template-tree.ts';
import { withValues } from './fit/with-values.ts';
import type { LowerContext } from './lower-context.ts';
import { madeNode } from './made-node.ts';
import { routesSet } from './route-sets.ts';

/**
 * A route that sets variables before anything else it does. What it says is said before the route sets; so what it would
 * read of them stands in it instead, or a node between sets, which is added to `made`. The route's target must be explicit.
 */
export const setFirst = (context: LowerContext, node: Node, route: Route, set: readonly Assignment[], made: Node[]): Route => {
  const { derive } = context.provenance;
  const { say, set: own = [], to, ...rest } = route;
  const spoken = say === undefined ? undefined : saidWith(say, set);
  if (spoken !== undefined || say === undefined || !context.capabilities.nodes.includes('assign'))
    return derive({ ...rest, ...(say !== undefined && { say: spoken ?? say }), set: [...set, ...own], to }, route);
  const acts = derive({ say, ...(own.length > 0 && { set: own }), to }, route);
  const store = madeNode(context, node, 'store', { kind: 'assign', set, routes: [acts], next: to }, route);
  made.push(store);
  return derive({ ...rest, to: { node: store.id } }, route);
};

/** Whether routes can set first these variables: what reads more of them than a text needs a node between. */
export const canSetFirst = ({ capabilities }: LowerContext, routes: readonly Route[], set: readonly Assignment[]): boolean =>
  capabilities.nodes.includes('assign') ||
  (routesSet(capabilities) && routes.every(({ say }) => say === undefined || saidWith(say, set) !== undefined));

/** A text that reads nothing of what is set, because it stands there. Undefined: it reads fields of it, or looks where it says. */
const saidWith = (say: Template, set: readonly Assignment[]): Template | undefined => {
  const spoken = withValues(say, set);
  const names = new Set(set.map(({ variable }) => variable));
  const reads = referencesOf(parseTemplate(spoken).tree).some(({ root, segments: [first] }) =>
    names.has(root === 'var' && first !== undefined && 'name' in first ? first.name : root),
  );
  return reads ? undefined : spoken;
};
