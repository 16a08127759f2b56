import { type Effect, type Input, type OutboundMessage, type OutboundOption, plainMessage, type RunEvent } from '@dragoman/core';

/** One line of `--json`, before it is made text. */
export type JsonLine = { readonly [name: string]: unknown };

/** What came in; undefined for what is no part of a transcript. */
export const inputJson = (input: Input): JsonLine | undefined => {
  switch (input.kind) {
    case 'message':
      return { from: 'user', text: input.text };
    case 'callback':
      return { from: 'callback', reference: input.reference, result: input.result };
    default:
      return undefined;
  }
};

/** What the consumer gets to see of an effect; undefined when that is nothing. */
export const effectJson = (effect: Effect): JsonLine | undefined => {
  switch (effect.kind) {
    case 'message':
      return { from: 'bot', ...messageJson(effect.message) };
    case 'handoff':
      return {
        from: 'bot',
        kind: 'handoff',
        text: '',
        ...(effect.queue === undefined ? {} : { queue: effect.queue }),
        context: effect.context,
      };
    case 'end':
      return { from: 'bot', kind: 'end', text: '', survey: effect.survey };
    case 'private-message':
    case 'event':
      return undefined;
  }
};

/** An event, its name first. */
export const eventJson = ({ event, atMs, turn, ...rest }: RunEvent): JsonLine => ({ event, ...rest, turn, atMs });

const messageJson = (message: OutboundMessage): JsonLine => {
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text: message.text };
    case 'options':
      return { kind: 'options', text: message.text, options: message.options.map(optionJson) };
    case 'media':
      return { kind: 'media', text: message.caption ?? message.url, media: { type: message.type, url: message.url } };
    case 'cards':
      return {
        kind: 'card',
        text: message.cards.flatMap(({ title, subtitle }) => [title, subtitle].filter((text) => text !== undefined)).join('\n'),
        options: message.cards.flatMap(({ options }) => options.map(optionJson)),
        cards: message.cards.map((card) => ({ ...card, options: card.options.map(optionJson) })),
      };
    case 'rich': {
      // Whoever reads this cannot show it, so its texts and buttons are said.
      const { text, options } = plainMessage(message);
      return { kind: 'card', text, options: options.map(optionJson), platform: message.platform, json: message.json };
    }
  }
};

const optionJson = ({ label, value, description, action }: OutboundOption): JsonLine => ({
  label,
  ...(value === undefined ? {} : { value }),
  ...(description === undefined ? {} : { description }),
  ...(action.kind === 'url' ? { url: action.url } : {}),
  ...(action.kind === 'phone' ? { phone: action.number } : {}),
});
