import type { Capabilities } from '../adapter/capabilities.ts';
import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { JumpNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { isPassedOver, keepsOpen, madeNode, reportPassedOver } from './made-node.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';

export const routeTargetCodes = {
  'target-unresolved': 'A route leads to something that is not there.',
  'target-not-carried': 'The platform cannot go there.',
  'survey-not-carried': 'The platform ends a conversation without a survey.',
} as const;

/** Leaves only targets that are listed, beside nodes of the same flow. */
export const lowerRouteTargets: Pass = (bot, context) => {
  const { capabilities, adapter } = context;
  const listed = new Set(capabilities.targets);
  const flowOf = new Map(bot.flows.flatMap((flow) => flow.nodes.map((node) => [node.id, flow] as const)));
  const flows = new Map(bot.flows.map((flow) => [flow.id, flow]));
  let keepsFlowValues: boolean | undefined;
  const work: TargetWork = {
    listed,
    flowOf,
    flows,
    adapter,
    context,
    hasEnd: capabilities.nodes.includes('end'),
    silent: (['condition', 'assign'] as const).find((kind) => capabilities.nodes.includes(kind)),
    tails: new Map(),
    keepsFlowValues: () => {
      keepsFlowValues ??= hasFlowValues(bot);
      return keepsFlowValues;
    },
  };
  const lowered = rewriteNodes(bot, context, (node, place) => {
    const from: TargetPlace = { at: node, node, place, ends: {} };
    const routes = node.routes.map((route) => withTarget(route, loweredTarget(route.to, { ...from, at: route }, work), context));
    const next = node.next === undefined ? undefined : loweredTarget(node.next, from, work);
    const jump = node.kind === 'jump' ? (node as JumpNode).to : undefined;
    const to = jump === undefined ? undefined : loweredTarget(jump, from, work);
    const made = Object.values(from.ends);
    if (made.length === 0 && next === node.next && to === jump && routes.every((route, index) => route === node.routes[index]))
      return undefined;
    const changed = { ...node, ...(to !== undefined && { to }), ...(next !== undefined && { next }), routes } as Node;
    return made.length === 0 ? [changed] : passing(changed, from, work);
  });
  return withTails(lowered, work);
};

const withTarget = (route: Route, to: Target, { provenance }: LowerContext): Route =>
  to === route.to ? route : provenance.derive({ ...route, to }, route);

/** A node that goes on past the ends made for it, with those behind it. */
const passing = (node: Node, from: TargetPlace, work: TargetWork): readonly Node[] => {
  const past = (to: Target): Target => (to === 'next' ? ('end' in from.place.following ? endNode(from, work) : from.place.following) : to);
  const routes = node.routes.map((route) => withTarget(route, past(route.to), work.context));
  const passed = keepsOpen(node) ? { ...node, routes } : { ...node, routes, next: past(node.next ?? 'next') };
  const bypass = isPassedOver(node) ? bypassOf(past('next'), from, work) : [];
  return [passed, ...bypass, ...Object.values(from.ends).filter((end) => !bypass.includes(end))];
};

/** What stands behind a question that is passed over. */
const bypassOf = (to: Target, { node, ends }: TargetPlace, { silent, context }: TargetWork): readonly Node[] => {
  if (ends.flow !== undefined && typeof to === 'object' && 'node' in to && to.node === ends.flow.id) return [ends.flow];
  if (silent !== undefined)
    return [madeNode(context, node, 'on', silent === 'assign' ? { kind: silent, set: [], next: to } : { kind: silent, next: to })];
  reportPassedOver(node, context);
  return [];
};

const endNode = (from: TargetPlace, { context }: TargetWork): Target => {
  from.ends.flow ??= madeNode(context, from.node, 'end', { kind: 'end' });
  return { node: from.ends.flow.id };
};

/** Appends the silent nodes that flows end behind. */
const withTails = (bot: Bot, { tails, context }: TargetWork): Bot => {
  if (tails.size === 0) return bot;
  const flows = bot.flows.map((flow) => {
    const tail = tails.get(flow.id);
    return tail ? context.provenance.derive({ ...flow, nodes: [...flow.nodes, tail] }, flow) : flow;
  });
  return { ...bot, flows };
};

interface TargetWork {
  readonly listed: ReadonlySet<Capabilities['targets'][number]>;
  readonly flowOf: ReadonlyMap<string, Flow>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly adapter: string;
  readonly context: LowerContext;
  /** Whether nodes that end are listed. */
  readonly hasEnd: boolean;
  /** A listed kind that does nothing: as the last node of a flow it ends it. */
  readonly silent: 'condition' | 'assign' | undefined;
  readonly tails: Map<string, Node>;
  /** Whether values live in flows, so that entering a flow anew is something else than going to its first node. */
  keepsFlowValues(): boolean;
}

interface TargetPlace {
  /** What the target is reported at. */
  readonly at: object;
  readonly node: Node;
  readonly place: NodeContext;
  /** Nodes that end, made for this node. */
  readonly ends: { flow?: Node; conversation?: Node };
}

const loweredTarget = (to: Target, from: TargetPlace, work: TargetWork): Target => {
  if (to === 'next') return to;
  if (to === 'repeat') return work.listed.has('repeat') ? to : instead({ node: from.node.id }, from, work);
  if ('node' in to) return toNode(to, from, work);
  if ('flow' in to) return toFlow(to, from, work);
  if ('unresolved' in to) {
    report(
      'target-unresolved',
      'none',
      `There is no ${JSON.stringify(to.unresolved)} to go to, so the flow ends here, as it does without a platform.`,
      from,
      work,
    );
    return endOfFlow(to, from, work);
  }
  if ('end' in to) {
    if (to.end === 'flow') return endOfFlow(to, from, work);
    if (work.listed.has('end-conversation')) return to;
    if (work.hasEnd) {
      if (to.survey) report('survey-not-carried', 'degraded', 'The conversation ends without a survey here.', from, work);
      from.ends.conversation ??= madeNode(work.context, from.node, 'end', { kind: 'end', conversation: true });
      return { node: from.ends.conversation.id };
    }
    report('target-not-carried', 'degraded', 'The platform cannot end a conversation; only the flow ends.', from, work);
    return endOfFlow({ end: 'flow' }, from, work);
  }
  if (to.adapter === work.adapter) return to;
  report('target-not-carried', 'dropped', `A target of ${to.adapter} means nothing here; the flow ends.`, from, work);
  return endOfFlow({ end: 'flow' }, from, work);
};

const toNode = (to: { readonly node: string }, from: TargetPlace, work: TargetWork): Target => {
  const flow = work.flowOf.get(to.node);
  if (flow === undefined || flow.id === from.place.flow.id || work.listed.has('node-of-other-flow')) return to;
  if (work.listed.has('flow')) {
    if (flow.nodes[0]?.id !== to.node) {
      report(
        'target-not-carried',
        'degraded',
        'The platform cannot go into the middle of another flow; it starts that flow from the top.',
        from,
        work,
      );
    }
    return instead({ flow: flow.id }, from, work);
  }
  report('target-not-carried', 'dropped', 'The platform cannot go to another flow; this flow ends.', from, work);
  return endOfFlow({ end: 'flow' }, from, work);
};

const toFlow = (to: { readonly flow: string }, from: TargetPlace, work: TargetWork): Target => {
  if (work.listed.has('flow')) return to;
  const first = work.flows.get(to.flow)?.nodes[0];
  if (first === undefined) return endOfFlow({ end: 'flow' }, from, work);
  const isOwn = to.flow === from.place.flow.id;
  if (isOwn || work.listed.has('node-of-other-flow')) {
    if (isOwn && work.keepsFlowValues()) {
      report(
        'target-not-carried',
        'degraded',
        'The platform cannot enter a flow anew; the values that live in the flow remain.',
        from,
        work,
      );
    }
    return instead({ node: first.id }, from, work);
  }
  report('target-not-carried', 'dropped', 'The platform cannot go to another flow; this flow ends.', from, work);
  return endOfFlow({ end: 'flow' }, from, work);
};

const endOfFlow = (to: Target, from: TargetPlace, work: TargetWork): Target => {
  if (work.listed.has('end-flow')) return typeof to === 'object' && 'end' in to && to.end === 'flow' ? to : { end: 'flow' };
  // The last node of a flow ends it by going on.
  if ('end' in from.place.following) return instead('next', from, work);
  if (work.hasEnd) return endNode(from, work);
  if (work.silent) return instead(tailOf(from.place.flow, work.silent, work), from, work);
  report('target-not-carried', 'degraded', 'The platform cannot end a flow here; it goes on with the following node.', from, work);
  return 'next';
};

/** The node now says it in other words. */
const instead = (to: Target, { node }: TargetPlace, { context }: TargetWork): Target => {
  context.rewritten(node);
  return to;
};

/** One for all nodes of a flow, so it is made for none of them. */
const tailOf = (flow: Flow, kind: 'condition' | 'assign', { tails, context }: TargetWork): Target => {
  const known = tails.get(flow.id);
  if (known) return { node: known.id };
  const made = { ...context.freshAlone({ id: `${flow.id}-end`, name: `${flow.name} end` }), routes: [] };
  const tail: Node = kind === 'assign' ? { ...made, kind, set: [] } : { ...made, kind };
  tails.set(flow.id, context.provenance.derive(tail, flow));
  return { node: tail.id };
};

const hasFlowValues = (bot: Bot): boolean =>
  bot.variables.some(({ scope }) => scope === 'flow') || JSON.stringify(bot.flows).includes('"scope":"flow"');

const report = (
  code: keyof typeof routeTargetCodes,
  loss: 'none' | 'degraded' | 'dropped',
  reason: string,
  { at }: TargetPlace,
  { context }: TargetWork,
): void => context.report({ code, at, loss, ...(code === 'target-unresolved' && { severity: 'warning' as const }), reason });
