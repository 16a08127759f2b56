import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import { compileTextMatch } from '../matching/compile-text-match.ts';
import { keepsOpen } from './made-node.ts';
import { asTried, isNoMatch, noMatchIsRoute } from './no-match.ts';

/**
 * The routes a node would take for what one of its routes matches, in the order they are tried, from that route to the
 * first without a condition; when all their conditions fail, the node goes on as with no route. Undefined where that
 * depends on what the consumer says.
 */
export const routesForSameReply = (node: Node, route: Route, semantics: Semantics): readonly Route[] | undefined => {
  const { when } = route;
  const isOfReply = isNoMatch(route) && node.kind !== 'list' && !node.kind.includes('/');
  const own = node.routes.slice(node.routes.indexOf(route));
  if (when !== undefined && 'outcome' in when && !isOfReply) {
    const same = own.filter((one) => one.when !== undefined && 'outcome' in one.when && one.when.outcome === when.outcome);
    return upToFirst([...same, ...node.routes.filter((one) => one.when === undefined)]);
  }
  if (isOfReply && !noMatchIsRoute(semantics)) return sure(own.filter(isNoMatch));
  if (when !== undefined && 'intent' in when && noMatchIsRoute(semantics)) return undefined;
  const tried: Route[] = [];
  const ordered = asTried(node.routes, semantics);
  for (const later of ordered.slice(ordered.indexOf(route))) {
    const relation = later === route ? 'same' : relationOf(route, later, semantics);
    if (relation === 'unknown') return undefined;
    if (relation === 'same') tried.push(later);
    if (later.if === undefined && relation === 'same') return tried;
  }
  if (node.kind === 'choice') return when !== undefined && 'option' in when ? tried : undefined;
  if (!keepsOpen(node)) return tried;
  // A reply that is no match leaves the variable as it is.
  if (noMatchIsRoute(semantics) || ('variable' in node && node.variable !== undefined)) return undefined;
  return sure([...tried, ...node.routes.filter(isNoMatch)]);
};

/** Undefined where all of them may fail. */
const sure = (routes: readonly Route[]): readonly Route[] | undefined =>
  routes.some((route) => route.if === undefined) ? upToFirst(routes) : undefined;

const upToFirst = (routes: readonly Route[]): readonly Route[] => {
  const last = routes.findIndex((route) => route.if === undefined);
  return last === -1 ? routes : routes.slice(0, last + 1);
};

/** Whether a later route takes every reply an earlier one matches, none of them, or who knows. */
const relationOf = ({ when }: Route, { when: later }: Route, semantics: Semantics): 'same' | 'disjoint' | 'unknown' => {
  if (later === undefined) return 'same';
  if ('outcome' in later && noMatchIsRoute(semantics)) return 'same';
  if ('outcome' in later || 'is' in later) return 'disjoint';
  if (when === undefined) return 'unknown';
  if (JSON.stringify(when) === JSON.stringify(later)) return 'same';
  if ('option' in when && 'option' in later) return 'disjoint';
  if (!('equals' in when) || !('equals' in later || 'pattern' in later || 'regex' in later)) return 'unknown';
  return compileTextMatch(later, semantics)(when.equals) ? 'same' : 'disjoint';
};
