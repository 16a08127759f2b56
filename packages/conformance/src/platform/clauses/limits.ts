import { type BotInput, type Capabilities, capabilitiesOn, exportBot, type ListCapability, type PlatformAdapter } from '@dragoman/core';
import { type Clause, clause } from '../../kit/clause.ts';
import { expectSame, expectThat } from '../../kit/expectation.ts';
import { fitsSchema, type PlatformAdapterSubject } from '../platform-adapter-subject.ts';
import { nodesOf, sampleBot, say } from '../samples/sample.ts';
import { expectRoundTrip } from './round-trips.ts';

/** A number of the capabilities, and a bot that has as much of it as is wanted. */
interface Limit {
  readonly title: string;
  readonly at: number | undefined;
  readonly kind: string;
  /** Whether going beyond is said: a text that is split says the same as before. */
  readonly isReported: boolean;
  bot(amount: number): BotInput;
}

/** Up to the limit all comes back and nothing is reported; one more is rewritten, reported once, and nothing throws. */
const hold = (limitsOf: (adapter: PlatformAdapter, capabilities: Capabilities) => readonly Limit[]): Clause<PlatformAdapterSubject> => {
  const known = (adapter: PlatformAdapter, channel?: string) =>
    limitsOf(adapter, capabilitiesOn(adapter.capabilities, channel)).filter(({ at }) => at !== undefined && at > 0 && at <= largest);
  return clause(
    async ({ create, plugins }) => {
      const adapter = create();
      for (const channel of [undefined, ...Object.keys(adapter.capabilities.channels)]) {
        const where = channel === undefined ? '' : ` on ${channel}`;
        for (const { title, at = 0, kind, isReported, bot } of known(adapter, channel)) {
          expectRoundTrip(adapter, { title: `${title} of ${at}${where}`, bot: bot(at), probe: nodesOf(kind) }, channel);
          const { value, diagnostics } = exportBot(adapter, bot(at + 1), { plugins, ...(channel !== undefined && { channel }) });
          expectSame(
            await fitsSchema(adapter, value),
            undefined,
            `${title} of ${at + 1}${where}: what is printed fits the artifact's own schema.`,
          );
          const found = diagnostics.map(({ code, reason }) => `${code}: ${reason}`);
          expectThat(
            isReported ? found.length === 1 : found.length <= 1,
            `${title} of ${at + 1}${where}: one finding says that it is too much. Found: ${found.join(' · ') || 'none'}`,
          );
        }
      }
    },
    ({ create }) => {
      const adapter = create();
      return [undefined, ...Object.keys(adapter.capabilities.channels)].some((channel) => known(adapter, channel).length > 0)
        ? undefined
        : 'the capabilities set no limit to it.';
    },
  );
};

// Beyond this a limit is there for show, and its bot would only cost time.
const largest = 10_000;

const letters = (length: number): string => Array.from({ length }, (_, index) => 'abcdefghij'[index % 10]).join('');
const labels = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `No ${index + 1}`);

export const limitClauses = {
  'holds-the-limit-of-texts': hold((adapter, { text, nodes }) =>
    nodes.includes('message')
      ? [
          {
            title: 'A text',
            at: text.length,
            kind: 'message',
            isReported: false,
            bot: (amount) => sampleBot(adapter, [say(adapter.capabilities, 'first', letters(amount))]),
          },
        ]
      : [],
  ),

  'holds-the-limits-of-choices': hold((adapter, { choice, list, nodes }) => {
    if (choice === false || !nodes.includes('choice')) return [];
    // What is too much for buttons is shown as a list, where the platform has one.
    const rows: ListCapability = list === false ? { rows: 0, labelLength: 0, descriptionLength: 0 } : list;
    const most = (button: number | undefined, row: number | undefined): number | undefined =>
      button === undefined || row === undefined ? undefined : Math.max(button, row);
    const menu = (options: readonly (string | { readonly label: string; readonly description: string })[]): BotInput =>
      sampleBot(adapter, [{ id: 'first', kind: 'choice', text: 'Which?', options }, say(adapter.capabilities, 'last', 'The end.')]);
    return [
      {
        title: 'A number of options',
        at: most(choice.options, rows.rows),
        kind: 'choice',
        isReported: true,
        bot: (amount) => menu(labels(amount)),
      },
      {
        title: 'A label of an option',
        at: most(choice.labelLength, rows.labelLength),
        kind: 'choice',
        isReported: true,
        bot: (amount) => menu([letters(amount)]),
      },
      {
        title: 'A description of an option',
        at: most(choice.descriptionLength, rows.descriptionLength),
        kind: 'choice',
        isReported: true,
        bot: (amount) => menu([{ label: 'One', description: letters(amount) }]),
      },
    ];
  }),

  'holds-the-limits-of-cards': hold((adapter, { card, nodes }) => {
    if (card === false || !nodes.includes('message')) return [];
    const message = (cards: readonly object[]): BotInput =>
      sampleBot(adapter, [
        { id: 'first', kind: 'message', content: [{ kind: 'cards', cards: cards as readonly { readonly title: string }[] }] },
        say(adapter.capabilities, 'last', 'The end.'),
      ]);
    const one = (fields: object): BotInput => message([{ title: 'One', ...fields }]);
    return [
      {
        title: 'A number of cards',
        at: card.cards,
        kind: 'message',
        isReported: true,
        bot: (amount) => message(labels(amount).map((title) => ({ title }))),
      },
      {
        title: 'A number of options of a card',
        at: card.options,
        kind: 'message',
        isReported: true,
        bot: (amount) => one({ options: labels(amount) }),
      },
      {
        title: 'A label of an option of a card',
        at: card.labelLength,
        kind: 'message',
        isReported: true,
        bot: (amount) => one({ options: [letters(amount)] }),
      },
      {
        title: 'A title of a card',
        at: card.titleLength,
        kind: 'message',
        isReported: true,
        bot: (amount) => one({ title: letters(amount) }),
      },
      {
        title: 'A subtitle of a card',
        at: card.subtitleLength,
        kind: 'message',
        isReported: true,
        bot: (amount) => one({ subtitle: letters(amount) }),
      },
    ];
  }),

  'holds-the-limit-of-contents': hold((adapter, { contents, nodes }) =>
    nodes.includes('message')
      ? [
          {
            title: 'A number of contents',
            at: contents.count,
            kind: 'message',
            isReported: false,
            bot: (amount) => sampleBot(adapter, [{ id: 'first', kind: 'message', content: labels(amount) }]),
          },
        ]
      : [],
  ),
};
