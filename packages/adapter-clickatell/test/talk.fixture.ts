import {
  type Bot,
  type Effect,
  type Input,
  type IntegrationCall,
  importBot,
  type RenderedRequest,
  type ScriptEngine,
} from '@dragoman/core';
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

export interface TalkOptions {
  /** How its calls end: always so, or one after another. */
  readonly stub?: Stub | readonly Stub[];
  readonly scripts?: ScriptEngine;
  /** Takes what is called. */
  readonly requests?: RenderedRequest[];
}

/** Nobody says anything for so long. */
export interface Silence {
  readonly silenceMs: number;
}

/** What a document answers to what is said in turn. */
export const talk = async (
  document: object,
  said: readonly (string | Input | Silence)[],
  { stub, scripts, requests }: TalkOptions = {},
): Promise<readonly (readonly string[])[]> => {
  const bot = botOf(document);
  const stubs = stub === undefined ? {} : Object.fromEntries(bot.integrations.map(({ id }) => [id, stub]));
  const stubbed = stubCall(stubs, {
    call: async () => ({ outcome: { kind: 'error' as const, reason: 'refused' as const }, headers: {} }),
    redact: (value: string) => value,
  });
  const call: IntegrationCall = {
    ...stubbed,
    call: (request, options) => {
      requests?.push(request);
      return stubbed.call(request, options);
    },
  };
  const engine = createEngine({ call, ...(scripts && { scripts }) });
  const clock = createVirtualClock();
  let conversation = startConversation(bot);
  const take = async (input: Input): Promise<readonly string[]> => {
    const turn = await runTurn(engine, bot, conversation, input, { clock, seed: 'talk' });
    conversation = turn.conversation;
    return turn.effects.flatMap(textOf);
  };
  const stayQuiet = async ({ silenceMs }: Silence): Promise<readonly string[]> => {
    const untilMs = clock.now() + silenceMs;
    const heard: string[] = [];
    for (;;) {
      const [due] = conversation.timers.filter(({ atMs }) => atMs <= untilMs).toSorted((one, other) => one.atMs - other.atMs);
      if (due === undefined) break;
      await clock.advance(Math.max(0, due.atMs - clock.now()));
      heard.push(...(await take({ kind: 'timer', name: due.name, generation: due.generation })));
    }
    await clock.advance(untilMs - clock.now());
    return heard;
  };
  const heard: (readonly string[])[] = [];
  for (const [index, one] of said.entries()) {
    if (typeof one === 'string') heard.push(await take({ kind: 'message', id: `m${index}`, text: one }));
    else heard.push(await ('silenceMs' in one ? stayQuiet(one) : take(one)));
  }
  return heard;
};

const textOf = (effect: Effect): readonly string[] => {
  if (effect.kind !== 'message') return [];
  const { message } = effect;
  if (message.kind === 'options') return [[message.text, ...message.options.map(({ label }) => label)].join(' | ')];
  return message.kind === 'text' ? [message.text] : [];
};
