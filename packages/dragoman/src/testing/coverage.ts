import type { Bot, RunEvent } from '@dragoman/core';

/** A node that was entered, and each way out of it that was taken. */
export interface CoveredStep {
  readonly node: string;
  /** Label of the route that was taken; absent for the node itself. */
  readonly route?: string;
}

/** How much of a bot its tests have been through. */
export interface BotCoverage {
  readonly bot: string;
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

/** What the events of a run say it has been through, each once. */
export const coveredSteps = (events: readonly RunEvent[]): readonly CoveredStep[] => {
  const found = new Map<string, CoveredStep>();
  for (const event of events) {
    if (event.event === 'node-enter') found.set(event.node, { node: event.node });
    if (event.event === 'node-leave' && event.route !== undefined)
      found.set(`${event.node}\n${event.route}`, { node: event.node, route: event.route });
  }
  return [...found.values()];
};

/**
 * Counts the nodes and routes of a bot that were covered. What ran as another platform counts where a node of the same
 * id is in the bot: what a translation made beside it is not the author's to test.
 */
export const botCoverage = (bot: Bot, steps: readonly CoveredStep[]): BotCoverage => {
  const covered = new Set(steps.map(keyOf));
  const flows = bot.flows.map(({ name, nodes }) => ({
    name,
    nodes: nodes.map((node): NodeCoverage => {
      const routes = node.routes.map((route, index) => {
        const label = route.name ?? String(index + 1);
        return { label, isCovered: covered.has(keyOf({ node: node.id, route: label })) };
      });
      return { name: node.name, kind: node.kind, isCovered: covered.has(keyOf({ node: node.id })), routes };
    }),
  }));
  const nodes = flows.flatMap((flow) => flow.nodes);
  return { bot: bot.name, nodes: count(nodes), routes: count(nodes.flatMap(({ routes }) => routes)), flows };
};

const keyOf = ({ node, route }: CoveredStep): string => (route === undefined ? node : `${node}\n${route}`);

const count = (parts: readonly { readonly isCovered: boolean }[]): Coverage => ({
  covered: parts.filter(({ isCovered }) => isCovered).length,
  total: parts.length,
});
