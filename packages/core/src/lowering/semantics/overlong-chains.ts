import { flowGraph } from '../../reading/flow-graph.ts';
import type { NodeSite } from '../../reading/site.ts';
import type { ObservedBot } from './observed-bot.ts';

/** What of a chain is counted. */
export type ChainUnit = 'nodes' | 'flow-changes';

/**
 * Nodes of which every chain without input meets one before it counts more than the limit: where loops come round, and
 * where a chain is too long. None when there is no such chain. What scripts do cannot be seen. Linear time.
 */
export const overlongChains = (bot: ObservedBot, unit: ChainUnit, limit: number): ReadonlySet<NodeSite> => {
  const graph = chainGraph(bot);
  const { finished, heads } = walked(graph);
  const found = unit === 'nodes' ? heads : changing(graph, finished, heads);
  const counted = new Map<NodeSite, number>();
  // A chain begins with the change of flow by which a node that waited is left.
  for (const [site, next] of unit === 'flow-changes' ? graph.beginnings : []) if (changesFlow(site, next)) counted.set(next, 1);
  for (const site of finished.toReversed()) {
    const count = (counted.get(site) ?? 0) + (unit === 'nodes' && graph.isCounted(site) ? 1 : 0);
    const isOver = count > limit;
    if (isOver) found.add(site);
    for (const next of graph.successorsOf(site)) {
      const step = unit === 'flow-changes' && changesFlow(site, next) ? 1 : 0;
      // Nodes are counted in one flow.
      const before = isOver || (unit === 'nodes' && site.flow !== next.flow) ? 0 : count;
      counted.set(next, Math.max(counted.get(next) ?? 0, before + step));
    }
  }
  return found;
};

interface Graph {
  readonly sites: readonly NodeSite[];
  /** Whether it is one of the nodes in a row: not the beginning of a flow, and not a node that waits. */
  isCounted(site: NodeSite): boolean;
  /** Where a chain goes on from a node: nowhere from one that waits. */
  successorsOf(site: NodeSite): readonly NodeSite[];
  /** From nodes that wait to where chains begin. */
  readonly beginnings: readonly (readonly [NodeSite, NodeSite])[];
}

const chainGraph = ({ bot, sites, waiting }: ObservedBot): Graph => {
  const targets = flowGraph(bot, sites.node);
  const waits = new Set(waiting.map(({ node }) => node));
  const isLast = ({ node }: NodeSite): boolean => waits.has(node) || node.kind === 'wait' || node.kind === 'handoff';
  const targetsOf = (site: NodeSite): readonly NodeSite[] => targets(site).filter((next) => next !== 'stop');
  const successors = new Map(sites.node.map((site) => [site, isLast(site) ? [] : targetsOf(site)] as const));
  return {
    sites: sites.node,
    isCounted: (site) => site.node.kind !== 'start' && !isLast(site),
    successorsOf: (site) => successors.get(site) ?? [],
    beginnings: sites.node.filter(isLast).flatMap((site) => targetsOf(site).map((next) => [site, next] as const)),
  };
};

/** Going to the first node of its own flow may be a new beginning of the flow. */
const changesFlow = (from: NodeSite, to: NodeSite): boolean => from.flow !== to.flow || (to.index === 0 && from !== to);

/** The sites in the order in which a walk in depth is done with them, and those at which it comes round. */
const walked = ({ sites, successorsOf }: Graph): { readonly finished: readonly NodeSite[]; readonly heads: Set<NodeSite> } => {
  const finished: NodeSite[] = [];
  const heads = new Set<NodeSite>();
  const state = new Map<NodeSite, 'open' | 'done'>();
  for (const start of sites) {
    if (state.has(start)) continue;
    const path = [{ site: start, next: 0 }];
    state.set(start, 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = successorsOf(top.site)[top.next];
      top.next += 1;
      if (next === undefined) {
        state.set(top.site, 'done');
        finished.push(top.site);
        path.pop();
      } else if (!state.has(next)) {
        state.set(next, 'open');
        path.push({ site: next, next: 0 });
      } else if (state.get(next) === 'open') heads.add(next);
    }
  }
  return { finished, heads };
};

/** Of the sites at which loops come round, those whose loops may change the flow. */
const changing = (graph: Graph, finished: readonly NodeSite[], heads: ReadonlySet<NodeSite>): Set<NodeSite> => {
  const partOf = loopParts(graph, finished);
  const parts = new Set<NodeSite | undefined>();
  for (const site of graph.sites) {
    for (const next of graph.successorsOf(site)) {
      if (partOf.get(site) === partOf.get(next) && changesFlow(site, next)) parts.add(partOf.get(site));
    }
  }
  return new Set([...heads].filter((head) => parts.has(partOf.get(head))));
};

/** Sites that lie on a loop with each other have the same part. */
const loopParts = ({ sites, successorsOf }: Graph, finished: readonly NodeSite[]): ReadonlyMap<NodeSite, NodeSite> => {
  const predecessors = new Map<NodeSite, NodeSite[]>(sites.map((site) => [site, []]));
  for (const site of sites) for (const next of successorsOf(site)) predecessors.get(next)?.push(site);
  const partOf = new Map<NodeSite, NodeSite>();
  for (const part of finished.toReversed()) {
    if (partOf.has(part)) continue;
    const members = [part];
    partOf.set(part, part);
    for (let site = members.pop(); site !== undefined; site = members.pop()) {
      for (const before of predecessors.get(site) ?? []) {
        if (partOf.has(before)) continue;
        partOf.set(before, part);
        members.push(before);
      }
    }
  }
  return partOf;
};
