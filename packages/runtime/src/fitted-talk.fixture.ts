import {
  type BotInput,
  type Capabilities,
  type Effect,
  fit,
  type Json,
  type JsonObject,
  joinSplit,
  type NodeInput,
  neutralCapabilities,
  type OutboundMessage,
} from '@dragoman/core';
import { loweredBot } from './lowered-bot.fixture.ts';
import { lineOf, talk } from './talk.fixture.ts';

export const without = (...kinds: readonly string[]) => neutralCapabilities.nodes.filter((kind) => !kinds.includes(kind));

export const poor: Partial<Capabilities> = {
  nodes: without('choice', 'list'),
  choice: false,
  list: false,
  card: false,
  media: [],
  rich: false,
};

export const flow = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'bot',
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'start' }], nodes }],
  ...more,
});

export const message = (id: string, text = id): NodeInput => ({ id, kind: 'message', text, next: { end: 'flow' } });

/** What a bot says to each of some texts, as the platform shows it, and what a variable holds at the end. */
const transcript = async (
  bot: BotInput,
  said: readonly string[],
  { variables = {}, watch, can }: { readonly variables?: JsonObject; readonly watch?: string; readonly can: Partial<Capabilities> },
): Promise<readonly (string | Json)[]> => {
  const chat = talk(bot, { variables });
  const capabilities = { ...neutralCapabilities, ...can };
  const shown: (string | Json)[] = [];
  for (const text of said) {
    const effects = await chat.message(text);
    const messages = effects.flatMap((effect): readonly OutboundMessage[] =>
      effect.kind === 'message' ? fit(effect.message, capabilities) : [],
    );
    const others = effects.filter(({ kind }) => kind !== 'message');
    shown.push(
      [...joinSplit(messages, capabilities).map((one): Effect => ({ kind: 'message', message: one })), ...others].map(lineOf) as Json,
    );
  }
  return [...shown, ...(watch === undefined ? [] : [chat.variable(watch) ?? null])];
};

/** Says the same to a bot and to what is made of it. */
export const both = async (
  input: BotInput,
  can: Partial<Capabilities>,
  said: readonly string[],
  more: { readonly variables?: JsonObject; readonly watch?: string } = {},
) => {
  const { bot, diagnostics } = loweredBot(input, can);
  return {
    bot,
    codes: diagnostics.map(({ code }) => code),
    places: diagnostics.map(({ place }) => place),
    original: await transcript(input, said, { ...more, can }),
    lowered: await transcript(bot, said, { ...more, can }),
  };
};
