import type { TextCommand } from '../../document/semantics.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import type { ObservedBot } from './observed-bot.ts';
import { sameJson } from './same-json.ts';
import type { Observation, SemanticsEntry } from './semantics-entry.ts';

export const textLength: SemanticsEntry = {
  says: ({ to }) =>
    to.textLength === 0
      ? 'A text this long is one message there.'
      : `A text this long is sent as messages of ${to.textLength} characters there.`,
  // The words are the same, and in the same order.
  observe: (bot, { from, to }) => {
    const limit = Math.min(...[from.textLength, to.textLength].filter((length) => length > 0));
    return saidTexts(bot).flatMap(({ at, words }) => (words.length > limit ? [{ at, loss: 'none' as const }] : []));
  },
};

export const cardLimit: SemanticsEntry = {
  says: ({ to }) =>
    to.cardLimit === 0 ? 'All of these cards are shown there.' : `Of these cards the first ${to.cardLimit} are shown there.`,
  fix: 'Show fewer cards in one message.',
  observe: ({ nodes }, { from, to }) => {
    const limit = Math.min(...[from.cardLimit, to.cardLimit].filter((count) => count > 0));
    return nodes
      .flatMap((node) => (node.kind === 'message' ? node.content : []))
      .flatMap((content): readonly Observation[] => {
        const cards = content.kind === 'card' ? [content] : content.kind === 'cards' ? content.cards : [];
        if (cards.length > limit) return [{ at: content }];
        // How many rows there will be, nobody knows.
        return cards.some(({ repeat }) => repeat !== undefined) ? [{ at: content, loss: 'assumed' }] : [];
      });
  },
};

export const textCommands: SemanticsEntry = {
  says: () => 'A text that is said here is a command there, or the other way round.',
  fix: 'Say it in other words, or end the conversation by a target.',
  observe: (bot, { from, to }) => {
    const differing = [...missingIn(to.textCommands, from.textCommands), ...missingIn(from.textCommands, to.textCommands)];
    return saidTexts(bot).flatMap(({ at, words }): readonly Observation[] =>
      differing.some(({ text, does }) => (does === 'pause' ? words.includes(text) : words.trim() === text)) ? [{ at }] : [],
    );
  },
};

const missingIn = (some: readonly TextCommand[], others: readonly TextCommand[]): readonly TextCommand[] =>
  others.filter((command) => !some.some((one) => sameJson(one, command)));

/** What can be seen of the texts a bot says; what a placeholder will say cannot. */
const saidTexts = (bot: ObservedBot): readonly { readonly at: object; readonly words: string }[] =>
  bot.sites.template.flatMap(({ role, path, text }) =>
    role === 'text' && path[0] === 'flows'
      ? [
          {
            at: bot.elementAt(path),
            words: parseTemplate(text)
              .tree.map((part) => (part.kind === 'text' ? part.text : ''))
              .join(''),
          },
        ]
      : [],
  );
