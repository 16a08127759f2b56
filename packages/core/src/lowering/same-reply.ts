import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import { compileTextMatch } from '../matching/compile-text-match.ts';
import { keepsOpen } from './made-node.ts';

/** What the engine would try after a route, for the same reply or outcome. */
export interface SameReply {
  readonly routes: readonly Route[];
  /** Whether, when all their conditions fail, the node goes on as with no route. */
  readonly goesOn: boolean;
}

/**
 * The routes a node would take for what one of its routes matches, in the order they are tried, from that route to the
 * first without a condition. Undefined where that depends on what the consumer says.
 */
export const routesForSameReply = (node: Node, route: Route, semantics: Semantics): SameReply | undefined => {
  const { when } = route;
  const own = node.routes.slice(node.routes.indexOf(route));
  if (when !== undefined && 'outcome' in when) {
    const same = own.filter((one) => one.when !== undefined && 'outcome' in one.when && one.when.outcome === when.outcome);
    if (when.outcome === 'no-match' && node.kind !== 'list' && !node.kind.includes('/'))
      return closed(same) ? { routes: upToFirst(same), goesOn: false } : undefined;
    return { routes: upToFirst([...same, ...node.routes.filter((one) => one.when === undefined)]), goesOn: true };
  }
  if (semantics.routeOrder !== 'document' && (when === undefined || 'intent' in when)) return undefined;
  const tried: Route[] = [];
  for (const later of own) {
    const relation = later === route ? 'same' : relationOf(route, later, semantics);
    if (relation === 'unknown') return undefined;
    if (relation === 'same') tried.push(later);
    if (closed(tried)) return { routes: tried, goesOn: true };
  }
  if (node.kind === 'choice') return when !== undefined && 'option' in when ? { routes: tried, goesOn: true } : undefined;
  if (!keepsOpen(node)) return { routes: tried, goesOn: true };
  // A reply that is no match leaves the variable as it is.
  if ('variable' in node && node.variable !== undefined) return undefined;
  const noMatch = node.routes.filter((one) => one.when !== undefined && 'outcome' in one.when && one.when.outcome === 'no-match');
  return closed(noMatch) ? { routes: upToFirst([...tried, ...noMatch]), goesOn: false } : undefined;
};

const closed = (routes: readonly Route[]): boolean => routes.some((route) => route.if === undefined);

const upToFirst = (routes: readonly Route[]): readonly Route[] => {
  const last = routes.findIndex((route) => route.if === undefined);
  return last === -1 ? routes : routes.slice(0, last + 1);
};

/** Whether a later route takes every reply an earlier one matches, none of them, or who knows. */
const relationOf = ({ when }: Route, { when: later }: Route, semantics: Semantics): 'same' | 'disjoint' | 'unknown' => {
  if (later === undefined) return 'same';
  if ('outcome' in later || 'is' in later) return 'disjoint';
  if (when === undefined) return 'unknown';
  if (JSON.stringify(when) === JSON.stringify(later)) return 'same';
  if ('option' in when && 'option' in later) return 'disjoint';
  if (!('equals' in when) || !('equals' in later || 'pattern' in later || 'regex' in later)) return 'unknown';
  return compileTextMatch(later, semantics)(when.equals) ? 'same' : 'disjoint';
};
