import { type Bot, type Effect, type Input, importBot, type ScriptEngine } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, type Stub, startConversation, stubCall } from '@dragoman/runtime';
import { createClickatellAdapter } from '../src/adapter.ts';

/** One endpoint that answers with its status. */
export const endpoint = {
  id: 'example',
  name: 'EXAMPLE',
  url: 'https://api.example/products',
  method: 'GET',
  elementValidation: 'HTTP_RESPONSE_CODE',
} as const;

export const text = (id: string, says: string, fields: object = {}): object => ({
  id,
  type: 'Text Display',
  text: says,
  goTo: { end: true },
  ...fields,
});

/** A document of one workflow that whatever is said starts. */
export const documentOf = (nodes: readonly object[], apis: readonly object[] = [endpoint]): object => ({
  clickatell: 1,
  apis,
  workflows: [{ id: 'main', routed: true, nodes }],
});

export const botOf = (document: object): Bot => importBot(createClickatellAdapter(), document).value;

/** What a document answers to what is said in turn, when its calls end so. */
export const talk = async (
  document: object,
  said: readonly (string | Input)[],
  { stub, scripts }: { readonly stub?: Stub; readonly scripts?: ScriptEngine } = {},
): Promise<readonly (readonly string[])[]> => {
  const bot = botOf(document);
  const none = {
    call: async () => ({ outcome: { kind: 'error' as const, reason: 'refused' as const }, headers: {} }),
    redact: (value: string) => value,
  };
  const stubs = stub === undefined ? {} : Object.fromEntries(bot.integrations.map(({ id }) => [id, stub]));
  const engine = createEngine({ call: stubCall(stubs, none), ...(scripts && { scripts }) });
  const clock = createVirtualClock();
  let conversation = startConversation(bot);
  const heard: (readonly string[])[] = [];
  for (const [index, one] of said.entries()) {
    const input: Input = typeof one === 'string' ? { kind: 'message', id: `m${index}`, text: one } : one;
    const turn = await runTurn(engine, bot, conversation, input, { clock, seed: 'talk' });
    conversation = turn.conversation;
    heard.push(turn.effects.flatMap(textOf));
  }
  return heard;
};

const textOf = (effect: Effect): readonly string[] => {
  if (effect.kind !== 'message') return [];
  const { message } = effect;
  if (message.kind === 'options') return [[message.text, ...message.options.map(({ label }) => label)].join(' | ')];
  return message.kind === 'text' ? [message.text] : [];
};
