import type { Node } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import { isCoreNode } from '../../reading/node-sites.ts';
import { replaceElements } from './replace-elements.ts';
import { sameJson } from './same-json.ts';
import type { Observation, SemanticsEntry } from './semantics-entry.ts';
import { isNoMatch } from './takes-any-reply.ts';

export const routeOrder: SemanticsEntry = {
  says: ({ to }) =>
    to.routeOrder === 'document'
      ? 'The routes of this node are tried in their own order there.'
      : 'Of the routes of this node those on intents are tried first there, and no-match before those without a condition.',
  fix: 'Put routes on intents first, and use either no-match or a route without a condition.',
  observe: ({ waiting }, { from }) =>
    waiting.flatMap(({ node }) => (sameJson(inOrder(node, from.routeOrder), node.routes) ? [] : [{ at: node }])),
  compile: ({ bot }, seen, { from, context }) => {
    const rewritten = new Map<object, Node>();
    const left: Observation[] = [];
    for (const observation of seen) {
      const node = observation.at as Node;
      const routes = inOrder(node, from.routeOrder);
      if (routes === undefined) left.push(observation);
      else rewritten.set(node, { ...node, routes });
    }
    return { bot: replaceElements(bot, rewritten, context.provenance), left };
  },
};

/** Routes that mean in either order what the node's mean in this one; undefined when there are none. */
const inOrder = (node: Node, order: 'document' | 'intent-first-no-match-last'): readonly Route[] | undefined =>
  order === 'document' ? forIntentFirst(node) : forDocument(node);

/**
 * Intents before the rest is an order that both keep, and so is a no-match that stands in for nothing else. Where
 * no-match is a route like the others, it also stores the reply.
 */
const forIntentFirst = (node: Node): readonly Route[] | undefined => {
  const { routes } = node;
  const sure = routes.findIndex(isSure);
  // Behind a route that is always taken nothing of a reply is tried, and no-match never.
  const living = sure === -1 ? routes : routes.filter((route, index) => index <= sure || (isNamed(route) && !isNoMatch(route.when)));
  const ranks = living.filter((route) => !isNamed(route)).map(rankOf);
  if (ranks.some((rank, index) => rank < (ranks[index - 1] ?? 0))) return undefined;
  const isShadowed = ranks.includes(alwaysRank) || takesPlainly(node) || 'variable' in node;
  return isShadowed && living.some(({ when }) => isNoMatch(when)) ? undefined : living.length === routes.length ? routes : living;
};

const forDocument = (node: Node): readonly Route[] | undefined => {
  const { routes } = node;
  const isLast = routes.some(({ when }) => isNoMatch(when));
  if (isLast && (takesPlainly(node) || 'variable' in node || routes.some(({ when }) => when === undefined))) return undefined;
  const sorted = routes.toSorted((a, b) => rankOf(a) - rankOf(b));
  return sorted.every((route, index) => route === routes[index]) ? routes : sorted;
};

const alwaysRank = 2;

const rankOf = ({ when }: Route): number => (when === undefined ? alwaysRank : 'intent' in when ? 0 : 1);

const isSure = ({ when, if: condition }: Route): boolean => when === undefined && condition === undefined;

/** Routes on outcomes of the kind are chosen by name. */
const isNamed = ({ when }: Route): boolean => when !== undefined && 'outcome' in when;

/** Whether the node may take a reply that none of its routes does. */
const takesPlainly = (node: Node): boolean =>
  !isCoreNode(node) || node.kind === 'choice' || node.kind === 'list' || node.routes.length === 0 || node.next !== undefined;
