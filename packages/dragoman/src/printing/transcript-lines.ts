import {
  type Effect,
  type Input,
  type OutboundCard,
  type OutboundMessage,
  type OutboundOption,
  optionsOf,
  plainMessage,
} from '@dragoman/core';
import { noPaint, type Paint } from './paint.ts';
import { oneLine, printable } from './printable.ts';

export interface TranscriptOptions {
  /** Default: no colours. */
  readonly paint?: Paint;
  /** Number of the first option. Default 1. */
  readonly firstNumber?: number;
}

/** What came in, as lines of a transcript. Timers and events of the session are not part of one. */
export const inputLines = (input: Input, { paint = noPaint }: TranscriptOptions = {}): readonly string[] => {
  switch (input.kind) {
    case 'message':
      return speech('you', 'cyan', [input.text], paint);
    case 'callback':
      return [paint('dim', printable(`     callback ${input.reference}: ${input.result}`))];
    case 'handoff-end':
      return [paint('dim', `     the handoff ends: ${input.reason}`)];
    default:
      return [];
  }
};

/** What the bot did, as lines of a transcript. Options are numbered as they can be picked. */
export const effectLines = (effect: Effect, { paint = noPaint, firstNumber = 1 }: TranscriptOptions = {}): readonly string[] => {
  switch (effect.kind) {
    case 'message':
      return speech('bot', 'green', messageLines(effect.message, paint, firstNumber), paint);
    case 'private-message':
      return [paint('dim', printable(`     (only for agents) ${effect.text}`))];
    case 'handoff':
      return [
        paint('dim', printable(`     handed over${effect.queue === undefined ? ' to a person' : ` to ${effect.queue}`}`)),
        ...effect.context.map(({ name, value }) => paint('dim', printable(`       ${name}: ${value}`))),
      ];
    case 'end':
      return [paint('dim', `     the conversation ends${effect.survey ? ', with a survey' : ''}`)];
    case 'event':
      return [];
  }
};

/** The options of a message, in the order in which they are numbered. */
export const effectOptions = (effect: Effect): readonly OutboundOption[] => {
  return effect.kind === 'message' ? optionsOf(effect.message) : [];
};

const speech = (speaker: string, ink: 'cyan' | 'green', texts: readonly string[], paint: Paint): readonly string[] => {
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.map((line, index) => (index === 0 ? `${paint(['bold', ink], speaker)}  ${line}` : `     ${line}`).trimEnd());
};

const messageLines = (message: OutboundMessage, paint: Paint, firstNumber: number): readonly string[] => {
  switch (message.kind) {
    case 'text':
      return [printable(message.text)];
    case 'options':
      return [printable(message.text), ...optionLines(message.options, paint, firstNumber)];
    case 'media':
      return [`[${message.type}] ${printable(message.url)}`, ...(message.caption === undefined ? [] : [printable(message.caption)])];
    case 'cards':
      return message.cards.flatMap((card, index) => cardLines(card, paint, firstNumber + optionsBefore(message.cards, index)));
    case 'rich': {
      // A terminal cannot show it, so its texts and buttons are said; of one without texts, what it is made of.
      const { text, options } = plainMessage(message);
      return [
        ...(text === ''
          ? [paint('dim', oneLine(`[${message.platform}] ${JSON.stringify(message.json)}`, longestRich))]
          : [printable(text)]),
        ...optionLines(options, paint, firstNumber),
      ];
    }
  }
};

const longestRich = 300;

const cardLines = ({ title, subtitle, imageUrl, options }: OutboundCard, paint: Paint, firstNumber: number): readonly string[] => [
  ...(title === undefined ? [] : [paint('bold', printable(title))]),
  ...(subtitle === undefined ? [] : [printable(subtitle)]),
  ...(imageUrl === undefined ? [] : [`[image] ${printable(imageUrl)}`]),
  ...optionLines(options, paint, firstNumber),
];

const optionLines = (options: readonly OutboundOption[], paint: Paint, firstNumber: number): readonly string[] =>
  options.map((option, index) => {
    const { label, description, action } = option;
    const target = action.kind === 'url' ? ` → ${action.url}` : action.kind === 'phone' ? ` → ${action.number}` : '';
    const note = `${target}${description === undefined ? '' : `  ${description}`}`;
    return `  ${paint('yellow', `${firstNumber + index}`)}  ${printable(label)}${note === '' ? '' : paint('dim', printable(note))}`;
  });

const optionsBefore = (cards: readonly OutboundCard[], index: number): number =>
  cards.slice(0, index).reduce((count, { options }) => count + options.length, 0);
