import type { Bot } from '../document/bot.ts';
import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import type { Json, JsonObject } from '../json.ts';
import { type BotNames, generatedGroup } from '../translation/generated-group.ts';
import { printMarker } from '../translation/marker.ts';
import { withTargets } from '../translation/with-targets.ts';
import { canonicalJson } from '../values/content-hash.ts';
import type { LowerContext } from './lower-context.ts';

/** Gives the first node of each group the marker that says what the group was made of. */
export const markGroups = (author: Bot, lowered: Bot, { groups, provenance }: LowerContext): Bot => {
  if (groups.roots.size === 0) return lowered;
  const authored = indexOf(author);
  const made = indexOf(lowered);
  const usedIntegrations = new Set(
    [...made.nodes.values()].flatMap(({ node }) => (node.kind === 'api' ? [node.integration as string] : [])),
  );

  // By name: import gives ids of its own.
  const named = (target: Target): Target => {
    if (typeof target === 'string') return target;
    if ('node' in target) {
      const there = made.nodes.get(target.node);
      if (there !== undefined) return { node: there.node.name };
      const instead = groups.insteadOf(target.node);
      return instead === undefined ? { end: 'flow' } : named(instead);
    }
    if ('flow' in target) return { flow: made.names.flow(target.flow) ?? target.flow };
    return target;
  };
  const marked = (node: Node): Node => {
    const source = groups.roots.has(node.id) && !groups.unmarked.has(node.id) ? authored.nodes.get(node.id) : undefined;
    if (source === undefined) return node;
    const others = groups.nodesOf(node.id).flatMap((id) => made.nodes.get(id)?.node ?? []);
    const integrations = groups.integrationsOf(node.id).flatMap((id) => made.integrations.get(id) ?? []);
    if (others.length === 0 && integrations.length === 0 && isSame(node, source.node)) return node;
    const payload = {
      node: withTargets(withIntegrationName(source.node, authored.names), named),
      following: named(source.following),
      ...(others.length > 0 && { nodes: others.map(({ name }) => name) }),
      ...(integrations.length > 0 && { integrations: integrations.map(({ name }) => name) }),
      ...lostIntegration(source.node, authored, usedIntegrations),
    };
    const marker = printMarker(payload as unknown as JsonObject, generatedGroup([node, ...others], integrations, made.names));
    return provenance.derive({ ...node, marker } as Node, node);
  };
  return { ...lowered, flows: lowered.flows.map((flow) => provenance.derive({ ...flow, nodes: flow.nodes.map(marked) }, flow)) };
};

interface BotIndex {
  readonly nodes: ReadonlyMap<string, { readonly node: Node; readonly following: Target }>;
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly names: BotNames;
}

const indexOf = (bot: Bot): BotIndex => {
  const nodes = new Map<string, { readonly node: Node; readonly following: Target }>();
  for (const flow of bot.flows) {
    for (const [index, node] of flow.nodes.entries()) {
      const next = flow.nodes[index + 1];
      nodes.set(node.id, { node, following: next === undefined ? { end: 'flow' } : { node: next.id } });
    }
  }
  const flows = new Map(bot.flows.map(({ id, name }) => [id, name]));
  const integrations = new Map(bot.integrations.map((integration) => [integration.id, integration]));
  const credentials = new Map(bot.credentials.map(({ id, name }) => [id, name]));
  return {
    nodes,
    integrations,
    names: {
      node: (id) => nodes.get(id)?.node.name,
      flow: (id) => flows.get(id),
      integration: (id) => integrations.get(id)?.name,
      credential: (id) => credentials.get(id),
      scope: (variable) => bot.variables.find(({ name }) => name === variable)?.scope ?? 'session',
      following: ({ id }) => nodes.get(id)?.following ?? { end: 'flow' },
    },
  };
};

const isSame = (a: Node, b: Node): boolean => a === b || canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);

const withIntegrationName = (node: Node, names: BotNames): Node =>
  node.kind === 'api' ? ({ ...node, integration: names.integration(node.integration as string) ?? node.integration } as Node) : node;

/** An integration that nothing uses any more may not be in the platform's document, so the marker keeps it. */
const lostIntegration = (node: Node, { integrations, names }: BotIndex, used: ReadonlySet<string>): { readonly integration?: Json } => {
  const integration =
    node.kind === 'api' && !used.has(node.integration as string) ? integrations.get(node.integration as string) : undefined;
  if (integration === undefined) return {};
  const credential =
    'credential' in integration && integration.credential !== undefined ? { credential: names.credential(integration.credential) } : {};
  return { integration: { ...integration, ...credential } as unknown as Json };
};
