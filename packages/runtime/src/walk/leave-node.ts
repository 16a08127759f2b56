import type { ApiNode, Outcome, Target } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { CompiledRoute } from '../compile/compiled-route.ts';
import type { Prepared } from '../nodes/behaviour.ts';
import { isSuccess, routeOfOutcome } from '../routing/outcome-route.ts';
import { report } from '../turn/report.ts';
import { sayText } from '../turn/say.ts';
import type { Turn } from '../turn/turn.ts';
import { assign } from '../turn/variables.ts';
import { follow } from './frames.ts';

/** Step ⑦ for a node that did not wait: chooses the route and goes. */
export const leaveNode = (
  turn: Turn,
  compiled: CompiledNode,
  { outcome, target }: Pick<Prepared, 'outcome' | 'target'>,
): CompiledNode | undefined => {
  if (target !== undefined) {
    reportLeave(turn, compiled, target, compiled.node.kind === 'script' ? 'jump' : undefined);
    return follow(turn, target, compiled);
  }
  const route = routeOf(turn, compiled, outcome);
  if (route) return takeRoute(turn, compiled, route);
  const plain = typeof outcome === 'object' ? unrouted(turn, compiled, outcome) : (compiled.node.next ?? 'next');
  reportLeave(turn, compiled, plain);
  return follow(turn, plain, compiled);
};

/** The node's route for an outcome of its kind, or `undefined`. */
export const routeOfName = (turn: Turn, routes: readonly CompiledRoute[], outcome: string): CompiledRoute | undefined =>
  routes.find(({ match, predicate }) => match.kind === 'outcome' && match.outcome === outcome && (predicate?.test(turn.lookup) ?? true));

/** Says and sets what a route says and sets, and goes where it goes. */
const takeRoute = (turn: Turn, compiled: CompiledNode, route: CompiledRoute): CompiledNode | undefined => {
  applyRoute(turn, route);
  reportLeave(turn, compiled, route.to, route);
  return follow(turn, route.to, compiled);
};

export const applyRoute = (turn: Turn, { say, set }: CompiledRoute): void => {
  if (say) sayText(turn, say.render(turn.lookup, turn.bot.semantics));
  assign(turn, set);
};

export const reportLeave = (turn: Turn, compiled: CompiledNode, to: Target, why?: CompiledRoute | 'jump'): void => {
  turn.host.emit?.({
    event: 'node-leave',
    atMs: turn.host.now(),
    turn: turn.number,
    flow: compiled.flow,
    node: compiled.node.id,
    visit: turn.visits,
    ...(why === 'jump' ? { jump: true } : why && { route: why.label }),
    to: describe(to),
  });
};

const routeOf = (turn: Turn, { routes }: CompiledNode, outcome: Prepared['outcome']): CompiledRoute | undefined => {
  if (typeof outcome === 'object') return routeOfOutcome(turn, routes, outcome);
  const named = outcome === undefined ? undefined : routeOfName(turn, routes, outcome);
  return named ?? routes.find(({ match, predicate }) => match.kind === 'always' && (predicate?.test(turn.lookup) ?? true));
};

// `next` serves success, and every outcome of a node that has no routes at all.
const unrouted = (turn: Turn, { node, routes, place, path }: CompiledNode, outcome: Outcome): Target => {
  const onward = node.next ?? 'next';
  if (isSuccess(outcome, turn.bot.semantics)) return onward;
  if (node.kind === 'api' && !isCarried(turn, node, outcome)) sayText(turn, turn.bot.semantics.failureText);
  if (routes.length === 0) return onward;
  report(turn, {
    code: 'unrouted-outcome',
    severity: 'warning',
    place,
    path,
    reason: `No route takes the outcome ${outcome.kind === 'response' ? outcome.status : outcome.kind}; the flow ends.`,
    fix: 'Add a route for it, or one for other.',
  });
  return { end: 'flow' };
};

/** Whether nobody executed what is only carried: then there is nothing to say. */
const isCarried = (turn: Turn, { integration }: ApiNode, outcome: Outcome): boolean =>
  outcome.kind === 'error' && outcome.reason === 'unsupported' && turn.bot.integrations.get(integration)?.kind === 'platform';

const describe = (target: Target): string => {
  if (typeof target === 'string') return target;
  if ('node' in target) return target.node;
  if ('flow' in target) return `flow ${target.flow}`;
  if ('end' in target) return `end of ${target.end}`;
  return 'unresolved' in target ? `unresolved ${target.unresolved}` : target.adapter;
};
