import type { Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { conditionTree, type Level, needsTree, type TreeWork } from './condition-tree.ts';
import { type Decisions, decisionsOf } from './decisions.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, settled, withBehind } from './made-node.ts';
import { inListedOperators, predicateFits } from './predicates.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';
import { routesForSameReply } from './same-reply.ts';

export const routeConditionCodes = {
  'condition-not-carried': 'The platform cannot decide this condition here.',
} as const;

/** Leaves conditions on routes only where they are listed, made of listed operators; condition nodes say the rest. */
export const lowerRouteConditions: Pass = (bot, context) => {
  const { capabilities, adapter } = context;
  const fits = predicateFits(capabilities, adapter);
  const anywhere = capabilities.routes.includes('if');
  const semantics = { ...neutralSemantics, ...bot.semantics };
  // What becomes of calls and waits where there are none is decided with the kind.
  const isElsewhere = ({ kind }: Node): boolean => (kind === 'api' || kind === 'wait') && !capabilities.nodes.includes(kind);
  const decisions = decisionsOf(context, semantics);
  return rewriteNodes(bot, context, (node, place) => {
    if (!node.routes.some((route) => route.if !== undefined) || isElsewhere(node)) return undefined;
    if (node.kind === 'condition' && !decisions.areMade && !anywhere) return undefined;
    const fitsHere = node.kind === 'condition' ? decisions.fits : fits;
    if (anywhere || node.kind === 'condition') {
      if (!needsTree(node.routes, fitsHere)) return undefined;
    }
    if (!decisions.areMade) return [withoutUnfit(node, anywhere ? fits : () => false, context)];
    const made: Node[] = [];
    const work = workOf({ node, context, semantics, decisions, made });
    return leavesAtOnce(node)
      ? silently(node, place, work, made, context)
      : replying(node, place, { work, made, semantics, context, fits: anywhere ? fits : () => false });
  });
};

const workOf = ({
  node,
  context,
  semantics,
  decisions,
  made,
}: {
  readonly node: Node;
  readonly context: LowerContext;
  readonly semantics: Semantics;
  readonly decisions: Decisions;
  readonly made: Node[];
}): TreeWork => ({
  fits: decisions.fits,
  said: (predicate) =>
    decisions.areScripts
      ? decisions.fits(predicate)
        ? predicate
        : undefined
      : inListedOperators(predicate, context.capabilities, context.adapter, semantics),
  make: (routes, next): Target => {
    const one = madeNode(context, node, 'if', { kind: 'condition', routes, next });
    made.push(one);
    return { node: one.id };
  },
  derive: context.provenance.derive,
  drop: (route) => reportDropped(route, context),
});

/** Whether a node is left by its conditions alone. */
const leavesAtOnce = (node: Node): boolean =>
  ['start', 'condition', 'assign', 'script', 'message'].includes(node.kind) &&
  node.waits !== true &&
  node.routes.every(({ when }) => when === undefined);

const silently = (node: Node, place: NodeContext, work: TreeWork, made: Node[], context: LowerContext): readonly Node[] => {
  const explicit = settled(context, node, place);
  const level = conditionTree(explicit.routes, place.onward, work);
  if (node.kind === 'condition') {
    context.rewritten(node);
    return [{ ...explicit, routes: level.routes, next: level.next }, ...made];
  }
  const decision = decisionOf(node, level, context);
  return [{ ...explicit, routes: [], next: { node: decision.id } }, decision, ...made];
};

const decisionOf = (node: Node, { routes, next }: Level, context: LowerContext): Node =>
  madeNode(context, node, 'if', { kind: 'condition', routes, next });

interface ReplyWork {
  readonly work: TreeWork;
  readonly made: Node[];
  readonly semantics: Semantics;
  readonly context: LowerContext;
  readonly fits: (predicate: Predicate) => boolean;
}

const replying = (node: Node, place: NodeContext, { work, made, semantics, context, fits }: ReplyWork): readonly Node[] => {
  const explicit = settled(context, node, place);
  const replaced = new Set<Route>();
  const routes = explicit.routes.flatMap((route) => {
    if (replaced.has(route)) return [];
    if (route.if === undefined || fits(route.if)) return [route];
    const same = routesForSameReply(explicit, route, semantics);
    if (same === undefined || readsReply(node, same) || work.said(route.if) === undefined) {
      reportDropped(route, context);
      return [];
    }
    for (const one of same) if (JSON.stringify(one.when) === JSON.stringify(route.when)) replaced.add(one);
    const decided = same.map(({ when: _when, ...rest }, index) => context.provenance.derive(rest, same[index] as Route));
    const level = conditionTree(decided, place.onward, work);
    const decision = decisionOf(node, level, context);
    made.push(decision);
    const { if: _if, say: _say, set: _set, ...bare } = route;
    return [context.provenance.derive({ ...bare, to: { node: decision.id } }, route)];
  });
  return withBehind(context, { ...explicit, routes }, place, made);
};

/** Conditions are decided before a reply is stored, though after a callback is, and before `onReply`; behind the node it would be after. */
const readsReply = (node: Node, decided: readonly Route[]): boolean =>
  node.hooks?.onReply !== undefined ||
  (node.kind !== 'wait' &&
    'variable' in node &&
    typeof node.variable === 'string' &&
    JSON.stringify(decided.map((route) => route.if ?? null)).includes(node.variable));

const withoutUnfit = (node: Node, fits: (predicate: Predicate) => boolean, context: LowerContext): Node => ({
  ...node,
  routes: node.routes.filter((route) => {
    if (route.if === undefined || fits(route.if)) return true;
    reportDropped(route, context);
    return false;
  }),
});

const reportDropped = (route: Route, context: LowerContext): void =>
  context.report({
    code: 'condition-not-carried',
    at: route,
    loss: 'dropped',
    reason: 'The platform cannot decide the condition of this route, so the route is never taken.',
    fix: 'Decide it in a condition node, with the operators the platform has.',
  });
