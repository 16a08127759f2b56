import type { Bot, Json, Node } from '@dragoman/core';
import { canonicalBot } from '../../platform/canonical-bot.ts';

/**
 * What a bot means, as data: without ids and names; each call with its integration in place, as some platforms write it,
 * so that integrations nothing calls mean nothing; a reply that is taken whatever it is goes on by `next`.
 */
export const meaningOf = (bot: Bot): Json => {
  const { integrations, flows, ...rest } = canonicalBot({
    ...bot,
    flows: bot.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map(plainlyLeft) })),
  });
  const integrationOf = (words: unknown): unknown => integrations[Number(/\d+$/.exec(String(words))?.[0]) - 1] ?? words;
  const inPlace = flows.map((flow) => ({
    ...flow,
    nodes: flow.nodes.map((node) => ('integration' in node ? { ...node, integration: integrationOf(node.integration) } : node)),
  }));
  return JSON.parse(JSON.stringify({ ...rest, flows: inPlace })) as Json;
};

/** A question left by whatever is said: by a route without condition, or by `next`. Behind such a route nothing is tried. */
const plainlyLeft = (node: Node): Node => {
  if (node.kind !== 'question' || node.waits === false) return node;
  const last = node.routes.findIndex(
    ({ when, if: condition, set, say }) => when === undefined && condition === undefined && set === undefined && say === undefined,
  );
  const route = node.routes[last];
  return route ? ({ ...node, routes: node.routes.slice(0, last), next: route.to } as Node) : node;
};
