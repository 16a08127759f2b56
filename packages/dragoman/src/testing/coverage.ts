import type { Bot, RunEvent } from '@dragoman/core';

/** A node that was entered, or a way out of it that was taken. */
export interface CoveredStep {
  readonly node: string;
  /** Label of the route that was taken. */
  readonly route?: string;
  /** The node it led to, where the routes are those of a platform's translation. */
  readonly to?: string;
}

/** How much of a bot its tests have been through. */
export interface BotCoverage {
  /** Its name. */
  readonly bot: string;
  readonly file: string;
  readonly nodes: Coverage;
  readonly routes: Coverage;
  readonly flows: readonly FlowCoverage[];
}

export interface Coverage {
  readonly covered: number;
  readonly total: number;
}

export interface FlowCoverage {
  readonly name: string;
  readonly nodes: readonly NodeCoverage[];
}

export interface NodeCoverage {
  readonly name: string;
  readonly kind: string;
  readonly isCovered: boolean;
  readonly routes: readonly { readonly label: string; readonly isCovered: boolean }[];
}

/**
 * What the events of a run say it has been through, each once. `authored` gives the author's id of a node, where it ran as
 * a platform made it: the routes there are not the author's, so the nodes they lead to are kept.
 */
export const coveredSteps = (events: readonly RunEvent[], authored?: (node: string) => string): readonly CoveredStep[] => {
  const steps = events.flatMap((event): readonly CoveredStep[] => {
    if (event.event === 'node-enter') return [{ node: event.node }];
    if (event.event !== 'node-leave') return [];
    if (authored !== undefined) return [{ node: event.node, to: event.to }];
    return event.route === undefined ? [] : [{ node: event.node, route: event.route }];
  });
  const found = new Map(steps.map((step) => [keyOf(step), step]));
  if (authored === undefined) return [...found.values()];
  return [...found.values()].map(({ node, to }) => ({ node: authored(node), ...(to !== undefined && { to: authored(to) }) }));
};

/**
 * Counts the nodes and routes of a bot that were covered. What ran as another platform counts where the author has such a
 * node, or a route from it to the same node: what a translation made beside them is not the author's to test.
 */
export const botCoverage = (bot: Bot, file: string, steps: readonly CoveredStep[]): BotCoverage => {
  const covered = new Set(steps.map(keyOf));
  const flows = bot.flows.map(({ name, nodes }) => ({
    name,
    nodes: nodes.map((node, position): NodeCoverage => {
      const routes = node.routes.map(({ name: label = '', to }, index) => {
        const target = to === 'next' ? nodes[position + 1]?.id : typeof to === 'object' && 'node' in to ? to.node : undefined;
        const ways = [{ route: label || String(index + 1) }, ...(target === undefined ? [] : [{ to: target }])];
        return { label: label || String(index + 1), isCovered: ways.some((way) => covered.has(keyOf({ node: node.id, ...way }))) };
      });
      return { name: node.name, kind: node.kind, isCovered: covered.has(keyOf({ node: node.id })), routes };
    }),
  }));
  const nodes = flows.flatMap((flow) => flow.nodes);
  return { bot: bot.name, file, nodes: count(nodes), routes: count(nodes.flatMap(({ routes }) => routes)), flows };
};

const keyOf = ({ node, route, to }: CoveredStep): string => JSON.stringify([node, route, to]);

const count = (parts: readonly { readonly isCovered: boolean }[]): Coverage => ({
  covered: parts.filter(({ isCovered }) => isCovered).length,
  total: parts.length,
});
