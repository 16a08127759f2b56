import { neutralCapabilities } from '../adapter/neutral-capabilities.ts';
import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { Integration } from '../document/integration.ts';
import type { Node, PluginNode } from '../document/node.ts';
import { neutralSemantics } from '../document/semantics.ts';
import { DragomanError, isDragomanError } from '../dragoman-error.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { quote } from '../reading/quote.ts';
import { nodeSchema } from '../schema/bot-schema.ts';
import { type Expander, type Expansion, expandPluginNode, type GroupPlace, isPluginNode } from './expand-plugin-node.ts';
import { createLowerContext, type LowerContext, type Pass } from './lower-context.ts';
import { type Provenance, provenanceOf } from './provenance.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

export const pluginKindCodes = {
  'plugin-loss': 'What a node of a plugin’s kind is made of does not do all the node does.',
  'plugin-not-carried': 'A node of a plugin’s kind cannot be said in other nodes.',
  'plugin-lowered-wrongly': 'What a plugin makes of its node is no part of a bot.',
  'plugin-route-lost': 'A route of a plugin’s node waits for what its outcomes do not say.',
  'hook-lost': 'A script around a plugin’s node has no place in what the node is made of.',
} as const;

/** Says nodes of plugin kinds that the platform does not know in the words of their `lower`. */
export const lowerPluginKinds: Pass = (bot, context) => {
  const {
    capabilities,
    report,
    provenance: { placeOf },
  } = context;
  if (!bot.flows.some(({ nodes }) => nodes.some((node) => isPluginNode(node) && !capabilities.nodes.includes(node.kind)))) return bot;
  const expander = expanderOf(bot, context, [...(context.integrations ?? []), ...bot.integrations]);
  const made = replace(bot, context, (node, place) => {
    if (capabilities.nodes.includes(node.kind)) return undefined;
    context.rewritten(node);
    if (expander.nodeKinds.get(node.kind)?.lower === undefined) {
      const reason = `Nothing says a node of the kind ${quote(node.kind)} in other nodes; ${insteadOf(context)}`;
      report({ code: 'plugin-not-carried', loss: 'dropped', at: node, reason, fix: 'Give the node kind a `lower`.' });
      return [standIn(node, context)];
    }
    try {
      const { nodes, findings } = expandPluginNode(node, place, expander);
      // What stands inside a group has no place of its own in the author's bot.
      for (const finding of findings)
        report({ ...finding, at: finding.at === undefined || placeOf(finding.at) === '' ? node : finding.at });
      for (const made of nodes) deriveAll(made, node, context.provenance);
      return nodes;
    } catch (cause) {
      if (!isDragomanError(cause)) throw cause;
      const reason = `${cause.message} ${sentence(insteadOf(context))}`;
      report({ code: 'plugin-lowered-wrongly', loss: 'dropped', at: node, reason, fix: 'Correct the plugin.' });
      return [standIn(node, context)];
    }
  });
  return withCalled(made, context.integrations);
};

/** A bot as the engine runs it. */
export interface RunnableBot {
  readonly bot: Bot;
  /** Id of the author's node that a node was made for. */
  readonly authorOf: ReadonlyMap<string, string>;
}

/**
 * The bot with every node whose kind has `lower` but no `enter` said in other nodes. A bot without such nodes comes out as
 * it went in. Throws `internal` for a kind that is lowered wrongly.
 */
export const runnableBot = (bot: Bot, nodeKinds: readonly NodeKind[], integrations: readonly Integration[] = []): RunnableBot => {
  const authorOf = new Map<string, string>();
  const lowered = new Set(
    nodeKinds.filter(({ enter, lower }) => enter === undefined && lower !== undefined).map(({ kind }): string => kind),
  );
  if (!bot.flows.some(({ nodes }) => nodes.some(({ kind }) => lowered.has(kind)))) return { bot, authorOf };
  const context = createLowerContext(bot, {
    adapter: '',
    capabilities: {
      ...neutralCapabilities,
      nodes: [...neutralCapabilities.nodes, ...nodeKinds.filter(({ enter }) => enter !== undefined).map(({ kind }) => kind)],
    },
    semantics: { ...neutralSemantics, ...bot.semantics },
    nodeKinds,
    provenance: provenanceOf({}),
    report: () => undefined,
  });
  const expander = expanderOf(bot, context, [...integrations, ...bot.integrations]);
  const made = replace(bot, context, (node, place, flow) => {
    if (!lowered.has(node.kind)) return undefined;
    const { nodes } = expandAt(`flows.${flow.id}.nodes.${node.id}`, node, place, expander);
    for (const { id } of nodes) authorOf.set(id, node.id);
    return nodes;
  });
  return { bot: made, authorOf };
};

/** What a plugin makes has no place of its own in the author's bot: it all comes from the node. */
const deriveAll = (made: unknown, from: Node, provenance: Provenance): void => {
  if (typeof made !== 'object' || made === null) return;
  provenance.derive(made, from);
  for (const field of Object.values(made)) deriveAll(field, from, provenance);
};

const expandAt = (path: string, ...expanded: Parameters<typeof expandPluginNode>): Expansion => {
  try {
    return expandPluginNode(...expanded);
  } catch (cause) {
    if (!isDragomanError(cause)) throw cause;
    throw new DragomanError(`${path}: ${cause.message}`, { code: cause.code, source: cause.source, cause });
  }
};

const expanderOf = (bot: Bot, context: LowerContext, integrations: readonly Integration[]): Expander => ({
  capabilities: context.capabilities,
  nodeKinds: new Map(context.nodeKinds.map((kind) => [kind.kind, kind])),
  schema: nodeSchema(context.nodeKinds),
  flows: new Set(bot.flows.map(({ id }) => id)),
  integrations: new Set(integrations.map(({ id }) => id)),
  fresh: context.fresh,
  derive: context.provenance.derive,
});

const replace = (
  bot: Bot,
  context: LowerContext,
  made: (node: PluginNode, place: GroupPlace, flow: Flow) => readonly Node[] | undefined,
): Bot =>
  rewriteNodes(bot, context, (node, { following, onward, flow }) =>
    isPluginNode(node) ? made(node, { following, onward }, flow) : undefined,
  );

/** A plugin's own integrations come with the nodes that call them. */
const withCalled = (bot: Bot, readyMade: readonly Integration[] = []): Bot => {
  const known = new Set(bot.integrations.map(({ id }) => id));
  const called = new Set(bot.flows.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'api' ? [node.integration] : []))));
  const added = readyMade.filter(({ id }) => called.has(id) && !known.has(id));
  return added.length === 0 ? bot : { ...bot, integrations: [...bot.integrations, ...added] };
};

const standIn = ({ id, name }: PluginNode, { capabilities }: LowerContext): Node => ({
  id,
  name,
  kind: capabilities.nodes.includes('handoff') ? 'handoff' : 'end',
  routes: [],
});

const insteadOf = ({ capabilities }: LowerContext): string =>
  capabilities.nodes.includes('handoff') ? 'a person takes over there.' : 'the flow ends there.';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
