import type { Bot } from '@dragoman/core';
import { routeWords } from './route-words.ts';

/** What the parts of a bot are called in a trace. What is not known stays what the events call it. */
export interface BotWords {
  /** A node, by what its author calls it. */
  node(id: string): string;
  flow(id: string): string;
  /** What a route of a node waits for; `label`: its name, or its position from 1. Empty where nobody knows. */
  route(node: string, label: string): string;
}

/** The ids and names that events carry, as they are. */
export const plainWords: BotWords = { node: (id) => id, flow: (id) => id, route: () => '' };

export const botWords = ({ flows }: Bot): BotWords => {
  const nodes = new Map(flows.flatMap((flow) => flow.nodes.map((node) => [node.id, node] as const)));
  const names = new Map(flows.map(({ id, name }) => [id, name]));
  return {
    node: (id) => nodes.get(id)?.name ?? id,
    flow: (id) => names.get(id) ?? id,
    route: (id, label) => {
      const node = nodes.get(id);
      const route = node?.routes.find((one, index) => (one.name ?? String(index + 1)) === label);
      return node === undefined || route === undefined ? '' : routeWords(route, node);
    },
  };
};
