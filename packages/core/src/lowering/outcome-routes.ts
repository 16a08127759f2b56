import type { OutcomeCapability } from '../adapter/capabilities.ts';
import type { HttpIntegration, Integration } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { OutcomeMatch, Route } from '../document/route.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, withBehind } from './made-node.ts';
import { type Bucket, bucketsOf, coversAll, type Meaning, meets, rankOf, statusTests, testOf } from './outcome-buckets.ts';
import { predicateFits } from './predicates.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';

export const outcomeRouteCodes = {
  'outcome-not-distinguished': 'The platform cannot tell this outcome of a call apart.',
} as const;

/** Leaves api nodes with routes for the outcomes the platform tells apart; conditions behind them tell the rest apart. */
export const lowerOutcomeRoutes: Pass = (bot, context) => {
  if (!context.capabilities.nodes.includes('api')) return bot;
  const semantics = { ...neutralSemantics, ...bot.semantics };
  const integrations = new Map(bot.integrations.map((integration) => [integration.id, integration]));
  const can = abilitiesOf(context);
  return rewriteNodes(bot, context, (node, place) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    if (api.routes.every((route) => isListed(route, can))) return undefined;
    const integration = integrations.get(api.integration);
    return integration && rewritten({ api, integration, place, can, semantics, context });
  });
};

interface Abilities {
  readonly outcomes: ReadonlySet<OutcomeCapability>;
  /** Whether a route of an api node may have this condition. */
  readonly ifs: (predicate: Predicate) => boolean;
  /** Whether a condition node can be made. */
  readonly conditions: boolean;
  readonly operators: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

const abilitiesOf = ({ capabilities, adapter }: LowerContext): Abilities => ({
  outcomes: new Set(capabilities.outcomes),
  ifs: capabilities.routes.includes('if') ? predicateFits(capabilities, adapter) : () => false,
  conditions: capabilities.nodes.includes('condition'),
  operators: new Set(capabilities.conditions),
  reads: new Set(capabilities.reads),
});

const isListed = (route: Route, can: Abilities): boolean => isListedWhen(route, can.outcomes) && mayHave(route, can);

const mayHave = (route: Route, can: Abilities): boolean => route.if === undefined || can.ifs(route.if);

const isListedWhen = ({ when }: Route, outcomes: ReadonlySet<OutcomeCapability>): boolean => {
  if (when === undefined) return true;
  if ('value' in when) return outcomes.has('value');
  if ('status' in when) return outcomes.has('status');
  if ('class' in when) return outcomes.has('class');
  return 'is' in when && outcomes.has(when.is);
};

interface Work {
  readonly api: ApiNode;
  readonly integration: Integration | HttpIntegration;
  readonly place: NodeContext;
  readonly can: Abilities;
  readonly semantics: Semantics;
  readonly context: LowerContext;
}

/** A route of a bucket, and the condition that tells its outcomes from the bucket's others, if one is needed. */
interface Choice {
  readonly route: Route;
  readonly test?: Predicate;
}

const rewritten = (work: Work): readonly Node[] => {
  const { api, can, semantics, context, place } = work;
  const meaning: Meaning = {
    success: semantics.success,
    variable: work.integration.response.variable,
    outcome: work.integration.response.outcome,
  };
  const ordered = api.routes.toSorted((left, right) => rankOf(right) - rankOf(left));
  const direct = new Set<Route>();
  const lost = new Set<Route>();
  const served = new Set<Route>();
  const made: Node[] = [];
  const coarse: Route[] = [];
  const untaken: Bucket[] = [];
  const buckets = bucketsOf(can.outcomes);
  for (const bucket of buckets) {
    const choices = choicesOf(ordered, bucket, meaning, work, { direct, lost });
    for (const { route } of choices) served.add(route);
    const [first] = choices;
    if (first === undefined) {
      untaken.push(bucket);
      continue;
    }
    const isPlain = choices.length === 1 && first.test === undefined && mayHave(first.route, can);
    // Nothing tells what has no word from the rest, so it is what no other route takes.
    const when = bucket.word === undefined ? {} : { when: { is: bucket.word } };
    if (isPlain && isSame(first.route, bucket.word)) coarse.push(first.route);
    else if (isPlain) coarse.push(context.provenance.derive({ ...withoutWhen(first.route), ...when }, first.route));
    else {
      const decision = decisionOf(choices, bucket, meaning, work);
      made.push(decision);
      coarse.push(context.provenance.derive({ ...when, to: { node: decision.id } }, first.route));
    }
  }
  if (lost.size === 0) context.rewritten(api);
  for (const route of lost) if (!direct.has(route)) reportLost(route, served, work);
  const routes = [...api.routes.filter((route) => direct.has(route)), ...coarse];
  const takesRest = coarse.some(({ when }) => when === undefined);
  const [only] = routes;
  // Where one way out is all there is, `next` serves every outcome of a node without routes.
  if (
    only &&
    takesRest &&
    buckets.length === 1 &&
    routes.length === 1 &&
    only.say === undefined &&
    only.set === undefined &&
    only.if === undefined
  ) {
    const onward = only.to === 'next' ? place.following : only.to === 'repeat' ? { node: api.id } : only.to;
    return [{ ...api, routes: [], next: onward } as Node, ...made];
  }
  // What no route takes must not be taken by the rest, nor by `next` now that there is no route.
  if (takesRest || (only === undefined && buckets.length > 1)) {
    for (const { word, atoms } of untaken) {
      const say = semantics.failureText === '' ? {} : { say: semantics.failureText };
      const when = word === undefined ? {} : { when: { is: word } };
      const fallback: Route = atoms.includes('success') ? { ...when, to: place.onward } : { ...when, ...say, to: { end: 'flow' } };
      routes.push(context.provenance.derive(fallback, api));
    }
  }
  return withBehind(context, { ...api, routes } as Node, place, made);
};

/** What a bucket's outcomes may be routed by, finest first, up to the one that takes all that are left. */
const choicesOf = (
  ordered: readonly Route[],
  bucket: Bucket,
  meaning: Meaning,
  { can }: Work,
  { direct, lost }: { readonly direct: Set<Route>; readonly lost: Set<Route> },
): readonly Choice[] => {
  const choices: Choice[] = [];
  const vague: Route[] = [];
  for (const route of ordered) {
    if (!bucket.atoms.some((atom) => meets(route, atom, meaning))) continue;
    const isWhole = coversAll(route, bucket.atoms, meaning);
    if (!isWhole && isFine(route) && isListed(route, can) && choices.length === 0) {
      direct.add(route);
      continue;
    }
    const test = isWhole ? undefined : testOf(route, bucket.atoms, meaning, can);
    const canBranch = can.conditions && (isWhole || test !== undefined);
    if (!mayHave(route, can) && !can.conditions) lost.add(route);
    else if (!isWhole && !canBranch) {
      if (isFine(route) && isListed(route, can)) direct.add(route);
      else {
        lost.add(route);
        vague.push(route);
      }
    } else {
      choices.push({ route, ...(test && { test }) });
      if (isWhole && route.if === undefined) break;
    }
  }
  const usual =
    bucket.atoms.includes('success') && !choices.some(({ route }) => route.when && 'is' in route.when && route.when.is === 'success')
      ? usualOf(vague)
      : undefined;
  // Most successes are this one, so the whole bucket goes where it goes.
  return usual ? [{ route: usual }] : choices;
};

const isFine = ({ when }: Route): boolean => when !== undefined && !('is' in when);

const usualOf = (routes: readonly Route[]): Route | undefined =>
  routes.find(({ when }) => when !== undefined && 'status' in when && when.status === 200) ??
  routes.find(({ when }) => when !== undefined && (('class' in when && when.class === '2xx') || ('status' in when && when.status < 300)));

/** A condition node that tells the outcomes of a bucket apart. */
const decisionOf = (choices: readonly Choice[], bucket: Bucket, meaning: Meaning, { api, place, semantics, context, can }: Work): Node => {
  const routes = choices.map(({ route, test }) => {
    const tests = [test, route.if].filter((one) => one !== undefined);
    const to = route.to === 'next' ? place.following : route.to === 'repeat' ? { node: api.id } : route.to;
    const { if: _if, ...rest } = withoutWhen(route);
    return context.provenance.derive(
      { ...rest, ...(tests.length > 0 && { if: tests.length === 1 ? (tests[0] as Predicate) : { all: tests } }), to },
      route,
    );
  });
  if (bucket.atoms.includes('success')) {
    const succeeded = bucket.atoms.length === 1 ? undefined : statusTests(meaning, can);
    const failed = bucket.atoms.length === 1 ? [] : [context.provenance.derive(unrouted(semantics), api)];
    return madeNode(context, api, 'outcome', {
      kind: 'condition',
      routes: [...routes, ...(succeeded ? [context.provenance.derive({ if: succeeded, to: place.onward }, api), ...failed] : [])],
      next: place.onward,
    });
  }
  const say = context.provenance.derive(unrouted(semantics), api);
  return madeNode(context, api, 'outcome', { kind: 'condition', routes: say.say === undefined ? routes : [...routes, say], next: say.to });
};

const unrouted = ({ failureText }: Semantics): Route => ({ ...(failureText !== '' && { say: failureText }), to: { end: 'flow' } });

const withoutWhen = ({ when: _when, ...rest }: Route): Route => rest;

const isSame = ({ when }: Route, word: Bucket['word']): boolean =>
  when === undefined ? word === undefined : 'is' in when && when.is === word;

const reportLost = (route: Route, served: ReadonlySet<Route>, { context }: Work): void => {
  const others = [...served].some((other) => other !== route);
  const isKept = served.has(route);
  context.report({
    code: 'outcome-not-distinguished',
    at: route,
    loss: isKept || others ? 'degraded' : 'dropped',
    reason: `The platform cannot tell ${described(route.when)} from other outcomes; ${isKept ? 'they take this route as well' : 'it goes where they go'}.`,
    fix: 'Route on what the platform tells apart.',
  });
};

const described = (when: Route['when']): string => {
  const match = when as OutcomeMatch | undefined;
  if (match === undefined) return 'this outcome';
  if ('status' in match) return `the status ${match.status}`;
  if ('class' in match) return `the class ${match.class}`;
  return 'value' in match ? `the value ${JSON.stringify(match.value)}` : match.is;
};
