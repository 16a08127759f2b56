import {
  type Bot,
  type BotInput,
  type Conversation,
  definePlugin,
  type Effect,
  type JsonObject,
  type NodeInput,
  type NodeKind,
  normaliseBot,
  type Plugin,
  type ScriptEngine,
} from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, startConversation } from '@dragoman/runtime';

/** A node of the kind, and what consumers say to it. */
export interface NodeKindExample {
  /** The fields of the kind, without id, routes and what else every node has. */
  readonly node: { readonly [field: string]: unknown };
  /** Each is what a consumer says, one text after another, once the node is reached. */
  readonly talks: readonly (readonly string[])[];
  /** What is known before. */
  readonly variables?: JsonObject;
}

export interface TalkOptions {
  readonly plugins: readonly Plugin[];
  readonly scripts?: ScriptEngine;
}

/** What is said behind the route of an outcome. */
export const leftBy = (outcome: string): string => `Left by ${outcome}.`;

/** A bot that begins with the node, and has a route for each of its outcomes. */
export const botWithNode = ({ kind, outcomes }: Pick<NodeKind, 'kind' | 'outcomes'>, { node }: NodeKindExample): BotInput => ({
  id: 'sample',
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'begin' }],
      nodes: [
        { ...node, id: 'tried', kind, routes: outcomes.map((outcome, index) => ({ when: { outcome }, to: `left-${index}` })) } as NodeInput,
        { id: 'nowhere', kind: 'message', text: 'Left by none of them.', next: { end: 'flow' } },
        ...outcomes.map(
          (outcome, index): NodeInput => ({ id: `left-${index}`, kind: 'message', text: leftBy(outcome), next: { end: 'flow' } }),
        ),
      ],
    },
  ],
});

/** What the bot says to each text of a talk: a list a turn, of a line a message. Behind the node the talk is over. */
export const talkWithNode = async (
  kind: NodeKind,
  example: NodeKindExample,
  talk: readonly string[],
  { plugins, scripts }: TalkOptions,
): Promise<readonly (readonly string[])[]> => {
  const all = [definePlugin({ name: '@dragoman/conformance', nodeKinds: [kind] }), ...plugins];
  const bot: Bot = normaliseBot(botWithNode(kind, example), { nodeKinds: all.flatMap(({ nodeKinds }) => nodeKinds) });
  const call = { call: async () => ({ outcome: { kind: 'timeout' as const }, headers: {} }), redact: (text: string) => text };
  const engine = createEngine({ call, plugins: all, ...(scripts && { scripts }) });
  const clock = createVirtualClock(1_700_000_000_000);
  const turns: (readonly string[])[] = [];
  let conversation: Conversation = startConversation(bot, { variables: example.variables ?? {} });
  for (const [index, text] of ['begin', ...talk].entries()) {
    const result = await runTurn(engine, bot, conversation, { kind: 'message', id: `m${index}`, text }, { clock, seed: 'kit' });
    conversation = result.conversation;
    turns.push(result.effects.flatMap(lineOf));
    if (turns.at(-1)?.some((line) => line.startsWith('Left by '))) break;
  }
  return turns;
};

const lineOf = (effect: Effect): readonly string[] => {
  if (effect.kind === 'handoff' || effect.kind === 'end') return [`<${effect.kind}>`];
  if (effect.kind !== 'message') return [];
  const { message } = effect;
  switch (message.kind) {
    case 'text':
      return [message.text];
    case 'options':
      return [`${message.text} [${message.options.map(({ label }) => label).join(' | ')}]`];
    case 'media':
      return [`<${message.type} ${message.url}>`];
    default:
      return [JSON.stringify(message)];
  }
};
