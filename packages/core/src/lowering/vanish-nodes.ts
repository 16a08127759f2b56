import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import { withTargets } from '../translation/with-targets.ts';
import { goesOn } from './goes-on.ts';
import type { LowerContext } from './lower-context.ts';
import { isPassedOver, reportPassedOver } from './made-node.ts';

export const vanishCodes = {
  'endless-jump': 'Jumps lead to each other, and to nothing else.',
  'skip-not-carried': 'A question that may be passed over would need a node behind it that the platform does not have.',
  'entry-lost': 'A flow began with a way elsewhere, and the platform has nothing that could stand for it there.',
} as const;

/** Where a node stood that is taken out. */
export interface VanishPlace {
  readonly flow: Flow;
  /** The node below, else the end of the flow. */
  readonly following: Target;
}

/**
 * Takes nodes out: those for which `leadOf` says where they lead, never by `next` or `repeat`. What led to them leads
 * there instead, from node to node as long as those are taken out too.
 */
export const vanishNodes = (bot: Bot, context: LowerContext, leadOf: (node: Node, place: VanishPlace) => Target | undefined): Bot => {
  const leads = new Map<string, Target>();
  const belows = new Map<string, Target>();
  const nodes = new Map<string, Node>();
  for (const flow of bot.flows) {
    for (const [index, node] of flow.nodes.entries()) {
      const following = targetOf(flow.nodes[index + 1]);
      const lead = leadOf(node, { flow, following });
      belows.set(node.id, following);
      nodes.set(node.id, node);
      if (lead !== undefined) leads.set(node.id, lead);
    }
  }
  if (leads.size === 0) return bot;

  const order = new Map([...nodes.keys()].map((id, index) => [id, index] as const));
  // By position of the first node of each circle.
  const endless = new Set<number>();
  const resolve = (target: Target): Target => {
    const seen = new Set<string>();
    let to = target;
    while (typeof to === 'object' && 'node' in to && leads.has(to.node)) {
      const { node } = to;
      if (seen.has(node)) {
        const circle = [...seen].slice([...seen].indexOf(node)).map((id) => order.get(id) ?? 0);
        endless.add(Math.min(...circle));
        return { end: 'flow' };
      }
      seen.add(node);
      to = leads.get(node) ?? to;
    }
    return to;
  };
  for (const [id, lead] of leads) {
    const node = nodes.get(id);
    if (node !== undefined) context.gone(node, resolve(lead));
  }

  const flows = bot.flows.map((flow) => plan(flow, leads, resolve, context));
  const moved = new Map(flows.flatMap(({ flow, elsewhere }) => (elsewhere === undefined ? [] : [[flow.id, elsewhere] as const])));
  const follow = (target: Target): Target => {
    const to = resolve(target);
    return typeof to === 'object' && 'flow' in to ? (moved.get(to.flow) ?? to) : to;
  };
  const made = flows.map(({ flow, kept }) => {
    const rewritten = kept.map((node, index) =>
      rewire(node, belows.get(node.id) ?? { end: 'flow' }, targetOf(kept[index + 1]), follow, context),
    );
    const isSame = rewritten.length === flow.nodes.length && rewritten.every((node, index) => node === flow.nodes[index]);
    return isSame ? flow : context.provenance.derive({ ...flow, nodes: rewritten }, flow);
  });
  for (const node of [...nodes.values()].filter((_, index) => endless.has(index))) {
    const reason = 'These jumps lead to each other, so the flow ends here, as it does when the conversation runs in a circle.';
    context.report({
      code: 'endless-jump',
      at: node,
      loss: 'none',
      severity: 'warning',
      reason,
      fix: 'Let one of them lead elsewhere.',
    });
  }
  return { ...bot, flows: withMovedTriggers(made, moved, context) };
};

const targetOf = (node: Node | undefined): Target => (node === undefined ? { end: 'flow' } : { node: node.id });

interface FlowPlan {
  readonly flow: Flow;
  /** In their new order. */
  readonly kept: readonly Node[];
  /** Where the flow leads that no longer begins with anything. */
  readonly elsewhere?: Target;
}

/** A flow must begin where its first node led. */
const plan = (flow: Flow, leads: ReadonlyMap<string, Target>, resolve: (target: Target) => Target, context: LowerContext): FlowPlan => {
  const kept = flow.nodes.filter(({ id }) => !leads.has(id));
  const [first] = flow.nodes;
  if (first === undefined || !leads.has(first.id)) return { flow, kept };
  const entry = resolve({ node: first.id });
  const start = typeof entry === 'object' && 'node' in entry ? kept.find(({ id }) => id === entry.node) : undefined;
  if (start !== undefined) return { flow, kept: [start, ...kept.filter((node) => node !== start)] };
  const endsAtOnce = typeof entry === 'object' && 'end' in entry && entry.end === 'flow';
  if (endsAtOnce && kept.length === 0) return { flow, kept };
  const stub = silentNode(first, entry, context);
  return stub === undefined ? { flow, kept, elsewhere: entry } : { flow, kept: [stub, ...kept] };
};

/** A node that does nothing but lead on, of a kind that is listed, in the place of another. */
const silentNode = (node: Node, next: Target, context: LowerContext): Node | undefined => {
  const made = silentKind({ id: node.id, name: node.name, routes: [], next }, context);
  return made && context.provenance.derive(made, node);
};

const silentKind = (
  base: { readonly id: string; readonly name: string; readonly routes: readonly []; readonly next: Target },
  { capabilities: { nodes, scripts } }: LowerContext,
): Node | undefined => {
  if (nodes.includes('condition')) return { ...base, kind: 'condition' };
  if (nodes.includes('assign')) return { ...base, kind: 'assign', set: [] };
  if (nodes.includes('script') && scripts.includes('es5')) return { ...base, kind: 'script', dialect: 'es5', source: '' };
  return nodes.includes('start') ? { ...base, kind: 'start' } : undefined;
};

const rewire = (node: Node, below: Target, nowBelow: Target, follow: (target: Target) => Target, context: LowerContext): Node => {
  const wanted = follow(below);
  const isNatural = isSame(wanted, nowBelow);
  const lead = (target: Target): Target => (target === 'next' ? (isNatural ? target : wanted) : follow(target));
  const keepsNext = isNatural || (node.next !== undefined && node.next !== 'next') || !goesOn(node) || isPassedOver(node);
  if (!isNatural && isPassedOver(node)) reportPassedOver(node, context);
  const isUntouched =
    keepsNext &&
    node.routes.every(({ to }) => lead(to) === to) &&
    (node.next === undefined || lead(node.next) === node.next) &&
    (node.kind !== 'jump' || lead(node.to as Target) === node.to);
  if (isUntouched) return node;
  const moved = withTargets(node, lead);
  const routes = moved.routes.map((route, index) => context.provenance.derive(route, node.routes[index] ?? node));
  return context.provenance.derive({ ...moved, routes, ...(!keepsNext && { next: wanted }) } as Node, node);
};

const isSame = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What started a flow that begins with a way into another one starts that one. */
const withMovedTriggers = (
  flows: readonly Flow[],
  moved: ReadonlyMap<string, Target>,
  { provenance, report }: LowerContext,
): readonly Flow[] => {
  if (moved.size === 0) return flows;
  const heir = (id: string): Flow | undefined => {
    const target = moved.get(id);
    if (typeof target !== 'object') return undefined;
    const found = flows.find(
      (flow) => ('flow' in target && flow.id === target.flow) || ('node' in target && flow.nodes[0]?.id === target.node),
    );
    return found !== undefined && !moved.has(found.id) ? found : undefined;
  };
  const inherited = new Map<Flow, Flow['triggers']>();
  for (const flow of flows) {
    if (!moved.has(flow.id) || (flow.triggers.length === 0 && flow.kind !== 'fallback')) continue;
    const to = flow.kind === 'fallback' ? undefined : heir(flow.id);
    if (to !== undefined) inherited.set(to, [...(inherited.get(to) ?? []), ...flow.triggers]);
    else {
      const reason =
        'This flow begins with a way elsewhere, which the platform cannot say at the beginning of a flow, so nothing starts it.';
      report({ code: 'entry-lost', at: flow, loss: 'dropped', reason, fix: 'Let the flow begin with a message.' });
    }
  }
  return flows.map((flow) => {
    const added = inherited.get(flow);
    if (added !== undefined) return provenance.derive({ ...flow, triggers: [...flow.triggers, ...added] }, flow);
    return moved.has(flow.id) && flow.triggers.length > 0 ? provenance.derive({ ...flow, triggers: [] }, flow) : flow;
  });
};
