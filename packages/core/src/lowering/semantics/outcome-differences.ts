import type { ApiNode, Node } from '../../document/node.ts';
import type { OutcomeMatch, Route, StatusClass } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import { decidesStatuses } from '../outcome-routes.ts';
import { unroutedOutcome } from '../unrouted.ts';
import { isApiNode } from './observed-bot.ts';
import { replaceElements } from './replace-elements.ts';
import { sameJson } from './same-json.ts';
import type { Difference, Observation, SemanticsEntry } from './semantics-entry.ts';

type Result = 'success' | 'failure';

/** Statuses named one by one; beyond that only whole classes are. */
const mostStatuses = 8;

export const success: SemanticsEntry = {
  says: ({ from, to }) => `The successes among statuses are ${list(to.success)} there, not ${list(from.success)}.`,
  fix: 'Route the statuses that are meant by number or by class.',
  observe: ({ nodes }, difference) =>
    nodes.filter((node) => isApiNode(node) && changedStatuses(node, difference).length > 0).map((at) => ({ at })),
  compile: ({ bot }, seen, difference) => {
    const { context } = difference;
    const rewritten = new Map<object, Node>();
    const left: Observation[] = [];
    for (const observation of seen) {
      const node = observation.at as ApiNode;
      const added = statusRoutes(node, difference);
      if (added === undefined) left.push(...changedWays(node, difference).map((at) => ({ at })));
      else rewritten.set(node, { ...node, routes: [...node.routes, ...added] });
    }
    return { bot: replaceElements(bot, rewritten, context.provenance), left };
  },
};

export const failureText: SemanticsEntry = {
  says: ({ to }) =>
    to.failureText === ''
      ? 'When this call fails and no route takes it, nothing is said there.'
      : `When this call fails and no route takes it, "${to.failureText}" is said there.`,
  fix: 'Route the outcome failure.',
  observe: ({ nodes }) => nodes.filter((node) => isApiNode(node) && !routesFailure(node)).map((at) => ({ at })),
  compile: ({ bot }, seen, { from, context }) => {
    if (!canRouteFailure(context.capabilities.outcomes)) return { bot, left: seen };
    const rewritten = new Map(
      seen.map(({ at }) => {
        const node = at as ApiNode;
        const own = routesOn(node, 'failure').length;
        const added = handling(node, 'failure', from)
          .slice(own)
          .map((route) => context.provenance.derive(on({ is: 'failure' }, route), sourceOf(route, node)));
        return [at, { ...node, routes: [...node.routes, ...added] }] as const;
      }),
    );
    return { bot: replaceElements(bot, rewritten, context.provenance), left: [] };
  },
};

const canRouteFailure = (outcomes: readonly string[]): boolean => outcomes.includes('failure') || outcomes.includes('other');

/** Whether every failure is taken by a route, whatever the conditions say. */
const routesFailure = ({ routes }: ApiNode): boolean =>
  routes.some((route) => route.if === undefined && (route.when === undefined || takes(route, 'failure') || takes(route, 'other')));

const takes = ({ when }: Route, word: string): boolean => when !== undefined && 'is' in when && when.is === word;

const routesOn = ({ routes }: ApiNode, word: string): readonly Route[] => routes.filter((route) => takes(route, word));

/** The routes that a success or failure of no finer route tries in turn; the last is what becomes of one that none takes. */
const handling = (node: ApiNode, result: Result, semantics: Semantics): readonly Route[] => {
  const tried = [...routesOn(node, result), ...routesOn(node, 'other'), ...node.routes.filter(({ when }) => when === undefined)];
  const sure = tried.findIndex((route) => route.if === undefined);
  return sure === -1 ? [...tried, unroutedOutcome(node, result, semantics, node.next ?? 'next')] : tried.slice(0, sure + 1);
};

/** The same route for another outcome. Its name stays with the author's. */
const on = (when: OutcomeMatch, { name: _, ...route }: Route): Route => ({ ...route, when });

const sourceOf = (route: Route, node: ApiNode): object => (node.routes.includes(route) ? route : node);

const statuses = Array.from({ length: 500 }, (_, index) => index + 100);

const classOf = (status: number): StatusClass => `${Math.floor(status / 100)}xx` as StatusClass;

const resultOf = (status: number, patterns: Semantics['success']): Result =>
  patterns.some((pattern) => pattern === String(status) || pattern === classOf(status)) ? 'success' : 'failure';

/** The statuses that a node would treat otherwise. */
const changedStatuses = (node: ApiNode, difference: Difference): readonly number[] => {
  const { from, to } = difference;
  const changes = (before: Result): boolean =>
    !sameJson(handling(node, before, from), handling(node, before === 'success' ? 'failure' : 'success', to));
  const isChanged = { success: changes('success'), failure: changes('failure') };
  return differingStatuses(difference).filter((status) => isChanged[resultOf(status, from.success)] && !isNamed(node, status));
};

/** By what the statuses that a node would treat otherwise leave it now: routes, `next`, or the node where neither takes them. */
const changedWays = (node: ApiNode, difference: Difference): readonly object[] => {
  const { from, context } = difference;
  const results = new Set(changedStatuses(node, difference).map((status) => resultOf(status, from.success)));
  const ways = [...results].flatMap((result): readonly object[] => {
    const routes = handling(node, result, from);
    if (routes.every((route) => node.routes.includes(route))) return routes;
    return node.routes.length > 0 && result === 'success' ? [...routes.slice(0, -1), context.provenance.fieldOf(node, 'next')] : [node];
  });
  return ways.includes(node) ? [node] : [...new Set(ways)];
};

const differingStatuses = (difference: Difference): readonly number[] => {
  const known = differing.get(difference);
  if (known !== undefined) return known;
  const { from, to } = difference;
  const found = statuses.filter((status) => resultOf(status, from.success) !== resultOf(status, to.success));
  differing.set(difference, found);
  return found;
};

// Every api node asks.
const differing = new WeakMap<Difference, readonly number[]>();

/** Whether a route takes the status by its number or class, whatever its conditions say. */
const isNamed = ({ routes }: ApiNode, status: number): boolean =>
  routes.some(({ when, if: condition }) => {
    if (when === undefined || condition !== undefined) return false;
    return ('status' in when && when.status === status) || ('class' in when && when.class === classOf(status));
  });

/** Routes that treat statuses as the author's bot does, or undefined when nothing there tells them apart. */
const statusRoutes = (node: ApiNode, difference: Difference): readonly Route[] | undefined => {
  const { from, to, context } = difference;
  const { outcomes } = context.capabilities;
  const tells = (word: 'status' | 'class'): boolean => outcomes.includes(word) || decidesStatuses(context, to);
  const made: Route[] = [];
  const add = (when: OutcomeMatch, result: Result): void => {
    for (const route of handling(node, result, from)) made.push(context.provenance.derive(on(when, route), sourceOf(route, node)));
  };
  const changed = Map.groupBy(changedStatuses(node, difference), classOf);
  for (const [name, inClass] of changed) {
    const hasOwn = node.routes.some(({ when }) => when !== undefined && 'class' in when && when.class === name);
    const canName = (named: readonly number[]): boolean =>
      named.length === 0 || (tells('status') && named.length <= mostStatuses && !hasOwn);
    if (canName(inClass)) {
      for (const status of inClass) add({ status }, resultOf(status, from.success));
      continue;
    }
    const byResult = Map.groupBy(
      statuses.filter((status) => classOf(status) === name && !isNamed(node, status)),
      (status) => resultOf(status, from.success),
    );
    const [many, few] = (['success', 'failure'] as const).toSorted(
      (a, b) => (byResult.get(b)?.length ?? 0) - (byResult.get(a)?.length ?? 0),
    );
    const named = byResult.get(few as Result) ?? [];
    if (!tells('class') || !canName(named)) return undefined;
    add({ class: name }, many as Result);
    for (const status of named) add({ status }, few as Result);
  }
  if (node.routes.length > 0) return made;
  // With routes, what none of them takes would no longer go on to `next`.
  if (!canRouteFailure(outcomes)) return undefined;
  add({ is: 'failure' }, 'failure');
  return made;
};

const list = (patterns: readonly string[]): string => (patterns.length === 0 ? 'none' : patterns.join(', '));
