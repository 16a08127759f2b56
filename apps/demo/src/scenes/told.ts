import type { Effect, OutboundMessage, OutboundOption } from '@dragoman/core';

/** What an effect tells the customer, in one line: `Shall I order it? [Yes, please | Something else]`. Undefined: nothing. */
export const told = (effect: Effect): string | undefined => {
  switch (effect.kind) {
    case 'message':
      return toldBy(effect.message);
    case 'handoff':
      return `(handed over to ${effect.queue ?? 'a person'})`;
    case 'end':
      return '(the end)';
    default:
      return undefined;
  }
};

const toldBy = (message: OutboundMessage): string => {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'options':
      return `${message.text} ${labels(message.options)}`;
    case 'media':
      return `(${message.type}) ${message.caption ?? message.url}`;
    case 'cards':
      return message.cards
        .map(({ title, subtitle, options }) => [title, subtitle, labels(options)].filter(Boolean).join(', '))
        .map((card) => `(card) ${card}`)
        .join(' ');
    case 'rich':
      return `(${message.platform})`;
  }
};

const labels = (options: readonly OutboundOption[]): string =>
  options.length === 0 ? '' : `[${options.map(({ label }) => label).join(' | ')}]`;
