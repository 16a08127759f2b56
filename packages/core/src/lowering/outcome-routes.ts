import type { OutcomeCapability } from '../adapter/capabilities.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { OutcomeMatch, Route } from '../document/route.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { decisionsOf } from './decisions.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, withBehind } from './made-node.ts';
import { type Bucket, bucketsOf, type Meaning, statusTests, takesFrom } from './outcome-buckets.ts';
import { type Abilities, type RoutedBucket, type RoutedOutcomes, routedOutcomes, type Way } from './outcome-ways.ts';
import { predicateFits } from './predicates.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';
import { unroutedOutcome } from './unrouted.ts';

export const outcomeRouteCodes = {
  'outcome-not-distinguished': 'The platform cannot tell this outcome of a call apart.',
} as const;

/** Leaves api nodes with routes for the outcomes the platform tells apart; conditions behind them tell the rest apart. */
export const lowerOutcomeRoutes: Pass = (bot, context) => {
  if (!context.capabilities.nodes.includes('api')) return bot;
  const semantics = { ...neutralSemantics, ...bot.semantics };
  const integrations = new Map(bot.integrations.map((integration) => [integration.id, integration]));
  const can = abilitiesOf(context, semantics);
  const buckets = bucketsOf(new Set(context.capabilities.outcomes));
  const alone = valueAlone(context, semantics);
  return rewriteNodes(bot, context, (node, place) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    const response = integrations.get(api.integration)?.response;
    const judged = response !== undefined && response.outcome !== 'status' ? alone : undefined;
    if (api.routes.every((judged?.can ?? can).isListed) && (judged === undefined || isClosed(api))) return undefined;
    if (response === undefined) return undefined;
    const meaning: Meaning = { success: semantics.success, variable: response.variable, outcome: response.outcome };
    const work = { api, place, can: judged?.can ?? can, meaning, semantics, context, isTogether: judged !== undefined };
    return rewritten(api, routedOutcomes(api.routes, judged?.buckets ?? buckets, meaning, work.can), work);
  });
};

/** Whether conditions behind a call can tell statuses and their classes apart, where its routes do not. */
export const decidesStatuses = (context: LowerContext, semantics: Semantics): boolean => {
  const can = abilitiesOf(context, semantics);
  const test = statusTests({ success: ['2xx', '404'], variable: 'response', outcome: 'status' }, can);
  return context.capabilities.nodes.includes('api') && test !== undefined && can.canDecide(test);
};

interface OutcomeAbilities extends Abilities {
  /** Whether a route of an api node may have this condition. */
  fitsRoute(condition: Predicate): boolean;
}

/** What the platform tells apart of responses that are judged by a value, where that value is all it sees of them. */
const valueAlone = (context: LowerContext, semantics: Semantics) => {
  if (!context.capabilities.valueAlone) return undefined;
  const outcomes = new Set(context.capabilities.outcomes.filter((outcome) => !ofStatuses.has(outcome)));
  return { can: abilitiesOf(context, semantics, outcomes), buckets: bucketsOf(outcomes) };
};

const ofStatuses: ReadonlySet<OutcomeCapability> = new Set(['status', 'class', 'success', 'failure']);

/** Whether no response is left to where a success or a failure goes that no route takes. */
const isClosed = ({ routes }: ApiNode): boolean =>
  routes.length === 0 ||
  routes.some(({ when, if: condition }) => condition === undefined && (when === undefined || ('is' in when && when.is === 'other')));

const abilitiesOf = (
  context: LowerContext,
  semantics: Semantics,
  outcomes: ReadonlySet<OutcomeCapability> = new Set(context.capabilities.outcomes),
): OutcomeAbilities => {
  const { capabilities, adapter } = context;
  const fits = predicateFits(capabilities, adapter);
  const hasIf = capabilities.routes.includes('if');
  const decisions = decisionsOf(context, semantics);
  const fitsRoute = (condition: Predicate): boolean => hasIf && fits(condition);
  return {
    fitsRoute,
    isListed: (route) => isListedWhen(route, outcomes) && (route.if === undefined || fitsRoute(route.if)),
    canDecide: (condition) => fitsRoute(condition) || (decisions.areScripts ? decisions.fits(condition) : decisions.areMade),
    operators: decisions.operators,
    reads: new Set(capabilities.reads),
  };
};

const isListedWhen = ({ when }: Route, outcomes: ReadonlySet<OutcomeCapability>): boolean => {
  if (when === undefined) return true;
  if ('value' in when) return outcomes.has('value');
  if ('status' in when) return outcomes.has('status');
  if ('class' in when) return outcomes.has('class');
  return 'is' in when && outcomes.has(when.is);
};

interface Work {
  readonly api: ApiNode;
  readonly place: NodeContext;
  readonly can: OutcomeAbilities;
  readonly meaning: Meaning;
  readonly semantics: Semantics;
  readonly context: LowerContext;
  /** Whether successes and failures that no value takes go one way. */
  readonly isTogether: boolean;
}

const rewritten = (api: ApiNode, routed: RoutedOutcomes, work: Work): readonly Node[] => {
  const { context, place } = work;
  if (routed.lost.size === 0) context.rewritten(api);
  for (const route of routed.lost) reportLost(route, routed, work);
  const made: Node[] = [];
  const coarse = routed.buckets.flatMap((one) => {
    const isOpenTogether = work.isTogether && one.isOpen && one.bucket.atoms.includes('success');
    const ways = isTakenElsewhere(one, routed) || isOpenTogether ? [...one.ways, ...closing(one, work)] : one.ways;
    const { word } = one.bucket;
    if (ways.every((way) => way.if === undefined || work.can.fitsRoute(way.if))) return ways.map((way) => onOutcome(way, word, work));
    const decision = decisionOf([...one.ways, ...closing(one, work)], work);
    made.push(decision);
    return [onOutcome({ from: ways[0]?.from ?? api, act: { to: { node: decision.id } } }, word, work)];
  });
  const routes = [...api.routes.filter((route) => routed.direct.has(route)), ...coarse];
  const everywhere = onlyTarget(routes, work);
  if (everywhere !== undefined) return [{ ...api, routes: [], next: everywhere } as Node, ...made];
  return withBehind(context, { ...api, routes } as Node, place, made);
};

/**
 * Whether what none of a bucket's ways takes would not become of it what does of an outcome without a route: a route of
 * another bucket would take it, or, of a node that is left without routes, `next`.
 */
const isTakenElsewhere = ({ bucket }: RoutedBucket, { buckets, direct }: RoutedOutcomes): boolean =>
  (direct.size === 0 && buckets.every(({ ways }) => ways.length === 0)) ||
  buckets.some((other) => other.bucket !== bucket && other.ways.length > 0 && takesFrom(other.bucket, bucket));

/** What becomes of outcomes that no route takes, said in routes. */
const closing = ({ bucket: { atoms }, isOpen }: RoutedBucket, { api, place, meaning, semantics, can, context }: Work): readonly Way[] => {
  if (!isOpen) return [];
  const onward: Way = { from: api, act: { to: place.onward } };
  const ended: Way = { from: api, act: unroutedOutcome(api, 'failure', semantics, place.onward) };
  if (!atoms.includes('success')) return [ended];
  if (atoms.length === 1) return [onward];
  const succeeded = statusTests(meaning, can);
  if (succeeded !== undefined && can.canDecide(succeeded)) return [{ ...onward, if: succeeded }, ended];
  context.report({
    code: 'outcome-not-distinguished',
    at: api,
    loss: 'degraded',
    reason: 'The platform cannot tell whether this call succeeded, so failures that no route takes go on as a success does.',
    fix: 'Route on what the platform tells apart.',
  });
  return [onward];
};

/** A way as a route of the api node. What has no word of its own is what no other route takes. */
const onOutcome = ({ from, if: condition, act }: Way, word: Bucket['word'], { api, context }: Work): Route => {
  if (isRouteOf(api, from) && isSame(from.when, word) && from.if === condition) return from;
  return context.provenance.derive({ ...(word && { when: { is: word } }), ...(condition && { if: condition }), ...act }, from);
};

const isRouteOf = (api: ApiNode, from: Way['from']): from is Route => from !== api;

const isSame = (when: Route['when'], word: Bucket['word']): boolean =>
  when === undefined ? word === undefined : 'is' in when && when.is === word;

/** A condition node that tells the outcomes of a bucket apart. */
const decisionOf = (ways: readonly Way[], { api, place, context }: Work): Node => {
  const last = ways.at(-1);
  const isPlain = last !== undefined && last.if === undefined && last.act.say === undefined && last.act.set === undefined;
  const routes = (isPlain ? ways.slice(0, -1) : ways).map(({ from, if: condition, act }) =>
    context.provenance.derive({ ...act, ...(condition && { if: condition }), to: explicit(act.to, api, place) }, from),
  );
  const next = isPlain ? explicit(last.act.to, api, place) : place.onward;
  return madeNode(context, api, 'outcome', { kind: 'condition', routes, next });
};

const explicit = (to: Target, api: ApiNode, { following }: NodeContext): Target =>
  to === 'next' ? following : to === 'repeat' ? { node: api.id } : to;

/** Where every outcome leads, whatever it is: there `next` of a node without routes leads it as well, if nothing is said. */
const onlyTarget = ([only, ...others]: readonly Route[], { api, place, semantics }: Work): Target | undefined => {
  if (only === undefined || others.length > 0 || semantics.failureText !== '') return undefined;
  if (only.when !== undefined || only.if !== undefined || only.say !== undefined || only.set !== undefined) return undefined;
  return explicit(only.to, api, place);
};

const reportLost = (route: Route, { buckets }: RoutedOutcomes, { context }: Work): void => {
  const served = new Set(buckets.flatMap(({ ways }) => ways.map(({ from }) => from)));
  const isKept = served.has(route);
  context.report({
    code: 'outcome-not-distinguished',
    at: route,
    loss: served.size > 0 ? 'degraded' : 'dropped',
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
