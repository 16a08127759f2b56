import {
  type Bot,
  botVersion,
  DragomanError,
  type EventName,
  type Flow,
  formatPointer,
  type Integration,
  type JsonObject,
  type Node,
  type NodeKind,
  neutralSemantics,
  runnableBot,
  type Semantics,
  type Trigger,
  type Variable,
} from '@dragoman/core';
import { type CompiledIntegration, compileIntegration } from '../call/compiled-integration.ts';
import { type Behaviour, compileBehaviour } from '../nodes/behaviour.ts';
import { type PlacedScript, scriptsOf } from '../scripts/scripts-of.ts';
import { type CompiledRoute, compileRoute } from './compiled-route.ts';
import { type CompiledTrigger, compileTriggers } from './compiled-trigger.ts';

/** A bot with everything in it parsed, so that a turn only looks up and renders. */
export interface CompiledBot {
  /** As its author wrote it. */
  readonly bot: Bot;
  /** Of the bot as its author wrote it. */
  readonly version: string;
  readonly semantics: Semantics;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly nodesByName: ReadonlyMap<string, CompiledNode>;
  readonly integrations: ReadonlyMap<string, CompiledIntegration>;
  /** What integrations say to one platform alone, by the variable of their response: its scripts may read it. */
  readonly platformOptions: JsonObject;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly sensitive: ReadonlySet<string>;
  /** By how far they reach. */
  readonly triggers: { readonly [Reach in Trigger['reach']]: readonly CompiledTrigger[] };
  readonly fallback?: string;
  /** The flow that starts on an event. */
  readonly events: ReadonlyMap<EventName, string>;
  /** Whatever a script engine has to run. */
  readonly scripts: readonly PlacedScript[];
}

export interface CompiledFlow {
  readonly flow: Flow;
  readonly first?: CompiledNode;
}

export interface CompiledNode {
  readonly node: Node;
  readonly flow: string;
  /** JSON pointer into the bot: of the author's node where this one was made for it. */
  readonly place: string;
  /** The same for people: `flows.track.nodes.look-up`. */
  readonly path: string;
  readonly following?: string;
  readonly waits: boolean;
  readonly routes: readonly CompiledRoute[];
  readonly behaviour: Behaviour;
}

/** What compiling needs beside the bot. */
export interface CompileContext {
  readonly bot: Bot;
  readonly semantics: Semantics;
  readonly nodeKinds: ReadonlyMap<string, NodeKind>;
  readonly integrations: ReadonlyMap<string, CompiledIntegration>;
}

/** What plugins bring to a bot. */
export interface BotParts {
  readonly nodeKinds: readonly NodeKind[];
  readonly integrations: readonly Integration[];
}

/**
 * Parses everything in a bot once. Throws `validation` for what `readBot` would have reported, and `unsupported` for a
 * node kind nobody brought.
 */
const compileBot = (bot: Bot, options: BotParts): CompiledBot => {
  const semantics: Semantics = { ...neutralSemantics, ...bot.semantics };
  const credentials = new Map(bot.credentials.map((credential) => [credential.id, credential]));
  const integrations = new Map(
    [...options.integrations, ...bot.integrations].map((integration) => [
      integration.id,
      compileIntegration(
        integration,
        semantics,
        'credential' in integration && integration.credential !== undefined ? credentials.get(integration.credential) : undefined,
      ),
    ]),
  );
  const runnable = runnableBot(bot, options.nodeKinds, options.integrations);
  const context: CompileContext = { bot, semantics, nodeKinds: new Map(options.nodeKinds.map((kind) => [kind.kind, kind])), integrations };
  const flows = new Map<string, CompiledFlow>();
  const nodes = new Map<string, CompiledNode>();
  const nodesByName = new Map<string, CompiledNode>();
  bot.flows.forEach((authored, flowIndex) => {
    const flow = runnable.bot.flows[flowIndex] ?? authored;
    const positions = new Map(authored.nodes.map(({ id }, index) => [id, index]));
    const compiled = flow.nodes.map((node, index) => {
      const author = runnable.authorOf.get(node.id) ?? node.id;
      const place = formatPointer(['flows', String(flowIndex), 'nodes', String(positions.get(author) ?? index)]);
      return compileNode(node, flow, index, { place, path: `flows.${flow.id}.nodes.${author}` }, context);
    });
    for (const node of compiled) {
      nodes.set(node.node.id, node);
      nodesByName.set(node.node.name, node);
    }
    const [first] = compiled;
    flows.set(flow.id, { flow, ...(first && { first }) });
  });
  const fallback = bot.flows.find(({ kind }) => kind === 'fallback')?.id;
  return {
    bot,
    version: botVersion(bot),
    semantics,
    flows,
    nodes,
    nodesByName,
    integrations,
    platformOptions: Object.fromEntries(
      bot.integrations.flatMap(({ response, platformOptions }) =>
        platformOptions === undefined ? [] : [[response.variable, { ...platformOptions }]],
      ),
    ),
    variables: new Map(bot.variables.map((variable) => [variable.name, variable])),
    sensitive: new Set(bot.variables.filter(({ sensitive }) => sensitive).map(({ name }) => name)),
    triggers: { bot: compileTriggers(bot.flows, 'bot', semantics), flow: compileTriggers(bot.flows, 'flow', semantics) },
    ...(fallback !== undefined && { fallback }),
    events: eventFlows(bot.flows),
    scripts: scriptsOf(runnable.bot),
  };
};

/** The same, made once for a bot and the parts of plugins, whichever engine asks. A bot that was compiled must not change. */
export const sharedCompiledBot = (bot: Bot, parts: BotParts): CompiledBot => {
  const known = shared.get(bot);
  if (known !== undefined && isSame(known.parts.nodeKinds, parts.nodeKinds) && isSame(known.parts.integrations, parts.integrations))
    return known.compiled;
  const compiled = compileBot(bot, parts);
  shared.set(bot, { parts, compiled });
  return compiled;
};

const shared = new WeakMap<Bot, { readonly parts: BotParts; readonly compiled: CompiledBot }>();

const isSame = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index]);

const waitingKinds: ReadonlySet<string> = new Set(['question', 'choice', 'list']);

const compileNode = (
  node: Node,
  flow: Flow,
  index: number,
  { place, path }: Pick<CompiledNode, 'place' | 'path'>,
  context: CompileContext,
): CompiledNode => {
  const following = flow.nodes[index + 1]?.id;
  try {
    return {
      node,
      flow: flow.id,
      place,
      path,
      ...(following !== undefined && { following }),
      waits: node.waits ?? waitingKinds.has(node.kind),
      routes: node.routes.map((route, position) => compileRoute(route, position, context.semantics)),
      behaviour: compileBehaviour(node, context),
    };
  } catch (cause) {
    if (cause instanceof DragomanError)
      throw new DragomanError(`${path}: ${cause.message}`, { code: cause.code, source: 'runtime', cause });
    throw cause;
  }
};

const eventFlows = (flows: readonly Flow[]): ReadonlyMap<EventName, string> => {
  const events = new Map<EventName, string>();
  for (const flow of flows) {
    for (const trigger of flow.triggers) {
      if (trigger.kind === 'event' && !events.has(trigger.event)) events.set(trigger.event, flow.id);
    }
  }
  return events;
};
