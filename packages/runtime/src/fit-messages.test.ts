import type { Capabilities, NodeInput } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { both, flow, message, poor } from './fitted-talk.fixture.ts';
import { talk } from './talk.fixture.ts';

describe('a message', () => {
  const contents: NodeInput = {
    id: 'hello',
    kind: 'message',
    content: [
      'Hello {{name}}.',
      { kind: 'media', type: 'image', url: 'https://shop.example/{{name}}.png', caption: 'Look' },
      {
        kind: 'cards',
        cards: [
          {
            title: 'Tea for {{name}}',
            imageUrl: 'https://shop.example/tea.png',
            options: ['Buy tea', { id: 'more', label: 'More', action: { kind: 'url', url: 'https://shop.example' } }],
          },
          { title: 'Coffee', subtitle: 'black', options: ['Buy coffee'] },
          { title: 'Milk', imageUrl: 'https://shop.example/milk.png', options: [] },
        ],
      },
    ],
    waits: true,
    routes: [
      { when: { option: 'buy-tea' }, to: 'tea' },
      { when: { equals: 'Buy coffee' }, to: 'coffee' },
      { when: { outcome: 'no-match' }, to: 'repeat' },
    ],
  };
  const input = flow([contents, message('tea'), message('coffee')]);

  test.each([{ contents: {} }, { contents: { count: 1 } }, { contents: { count: 2 } }])(
    'shows what it can, in as many messages as it takes: %j',
    async (more) => {
      for (const said of ['1', 'buy tea', '2', '3', 'Buy coffee', '4', 'x']) {
        const { original, lowered, codes } = await both(input, { ...poor, ...more }, ['start', said, '1'], { variables: { name: 'Ann' } });
        expect(lowered).toEqual(original);
        expect(codes).toEqual(['fit-media', 'fit-card']);
      }
    },
  );

  test('a caption that may be empty is not claimed to be the same', async () => {
    const media = flow([
      { id: 'hello', kind: 'message', content: [{ kind: 'media', type: 'audio', url: 'https://shop.example/a', caption: '{{text}}' }] },
    ]);
    expect((await both(media, poor, ['start'])).codes).toEqual(['media-as-link']);
  });

  test('numbers the options of all its cards in one row', async () => {
    const two = flow([
      {
        id: 'hello',
        kind: 'message',
        content: [
          { kind: 'card', title: 'Tea', options: [{ id: 'tea', label: 'Buy' }] },
          { kind: 'card', title: 'Coffee', options: [{ id: 'coffee', label: 'Buy' }] },
        ],
        waits: true,
        routes: [
          { when: { option: 'tea' }, to: 'tea' },
          { when: { option: 'coffee' }, to: 'coffee' },
        ],
      },
      message('tea'),
      message('coffee'),
    ]);
    for (const said of ['1', '2', 'buy', 'coffee', '3']) {
      const { original, lowered, codes } = await both(two, poor, ['start', said]);
      expect(lowered[1]).toEqual(original[1]);
      expect(lowered[0]).toEqual(['Tea\n1. Buy', 'Coffee\n2. Buy']);
      // What is shown twice is not what `fit` alone would number.
      expect(codes).toEqual(['fit-card', 'cards-as-text']);
    }
  });

  test('keeps pictures where the platform shows them', async () => {
    const { original, lowered, codes } = await both(input, { ...poor, media: ['image'] }, ['start', '3'], { variables: { name: 'Ann' } });
    expect(lowered).toEqual(original);
    expect(codes).toEqual(['fit-card']);
  });

  test('cards that would be buttons, or repeat, are said and reported as such', async () => {
    const { codes } = await both(input, { choice: { actions: ['reply', 'url'] }, card: { titleLength: 3 }, list: false }, ['start']);
    expect(codes).toEqual(['cards-as-text']);
    const rows = flow([
      { id: 'hello', kind: 'message', content: [{ kind: 'card', title: '{{item.name}}', options: [], repeat: '{{items}}' }] },
    ]);
    const { lowered, codes: repeated } = await both(rows, poor, ['start'], { variables: { items: [{ name: 'Tea' }] } });
    expect(lowered).toEqual([['Tea']]);
    expect(repeated).toEqual(['cards-as-text']);
  });

  test('a rich message of another platform is its texts and buttons', async () => {
    const rich = flow([
      {
        id: 'hello',
        kind: 'message',
        content: [
          { kind: 'rich', platform: 'web', json: '{"title":"For {{name}}","stars":{{stars}},"buttons":[{"title":"Yes {{name}}"}]}' },
        ],
      },
    ]);
    const { original, lowered, codes, places } = await both(rich, poor, ['start'], { variables: { name: 'Ann "A"', stars: 5 } });
    expect(lowered).toEqual(original);
    expect(lowered).toEqual([['For Ann "A"\n1. Yes Ann "A"']]);
    expect(codes).toEqual(['rich-as-text']);
    expect(places).toEqual(['/flows/0/nodes/0/content/0']);
    const broken = flow([{ id: 'hello', kind: 'message', content: ['Hi', { kind: 'rich', platform: 'web', json: '{"title":' }] }]);
    expect((await both(broken, poor, ['start'])).codes).toEqual(['rich-unreadable']);
  });

  test('a long text is sent in parts, which is no loss', async () => {
    const long = flow([{ id: 'hello', kind: 'message', text: `${'word '.repeat(30)}{{name}}` }]);
    const { original, lowered, codes } = await both(long, { text: { length: 100 } }, ['start']);
    expect(lowered).toEqual(original);
    expect(codes).toEqual(['fit-text']);
    expect((await both(long, { text: { length: 150 } }, ['start'])).codes).toEqual([]);
  });

  test('a bot that fits comes out as it went in', async () => {
    const { codes, bot } = await both(input, {}, ['start']);
    expect(codes).toEqual([]);
    expect(bot.flows?.[0]?.nodes).toEqual(talk(input).bot.flows[0]?.nodes);
  });
});

describe('any message', () => {
  const words = fc.constantFrom('a', 'Tea', '{{name}}', '{{empty}}', 'For {{name}}', 'x{{empty}}', 'one two three four');
  const option = fc.record({ label: words, description: fc.option(words, { nil: undefined }), isLink: fc.boolean() });
  const options = fc.array(option, { maxLength: 3 });
  const card = fc.record({ title: words, subtitle: fc.option(words, { nil: undefined }), hasImage: fc.boolean(), options });
  const content = fc.oneof(
    words,
    fc.record({
      kind: fc.constant('media' as const),
      type: fc.constantFrom('image' as const, 'audio' as const),
      caption: fc.option(words, { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('cards' as const), cards: fc.array(card, { maxLength: 3 }) }),
  );
  const limit = fc.constantFrom(0, 1, 2, 5, 20, undefined);
  const actions = fc.constantFrom(['reply'] as const, ['reply', 'url'] as const);
  const can = fc.record({
    text: fc.constantFrom({}, { length: 12 }),
    choice: fc.oneof(fc.constant(false as const), fc.record({ options: limit, labelLength: limit, descriptionLength: limit, actions })),
    list: fc.oneof(fc.constant(false as const), fc.record({ rows: limit, labelLength: limit, descriptionLength: limit })),
    card: fc.oneof(
      fc.constant(false as const),
      fc.record({ cards: fc.constantFrom(1, 2, undefined), options: limit, labelLength: limit, titleLength: limit, subtitleLength: limit }),
    ),
    media: fc.subarray(['image', 'audio'] as const),
    contents: fc.constantFrom({}, { count: 1 }, { count: 2 }),
  });

  test('is shown as `fit` shows it, unless it is said to be degraded otherwise', async () => {
    let compared = 0;
    const optionOf = ({ label, description, isLink }: { label: string; description: string | undefined; isLink: boolean }, id: string) => ({
      id,
      label,
      ...(description !== undefined && { description }),
      ...(isLink && { action: { kind: 'url' as const, url: 'https://shop.example/{{name}}' } }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 3 }), options, can, async (contents, choices, capabilities) => {
        let next = 0;
        const fresh = (): string => `o${++next}`;
        const input = flow([
          {
            id: 'hello',
            kind: 'message',
            content: contents.map((one) => {
              if (typeof one === 'string') return one;
              if (one.kind === 'media')
                return {
                  kind: 'media' as const,
                  type: one.type,
                  url: 'https://shop.example/m',
                  ...(one.caption !== undefined && { caption: one.caption }),
                };
              return {
                kind: 'cards' as const,
                cards: one.cards.map(({ title, subtitle, hasImage, options: some }) => ({
                  title,
                  ...(subtitle !== undefined && { subtitle }),
                  ...(hasImage && { imageUrl: 'https://shop.example/{{name}}.png' }),
                  options: some.map((each) => optionOf(each, fresh())),
                })),
              };
            }),
          },
          ...(choices.length > 0
            ? [{ id: 'pick', kind: 'choice' as const, text: 'Which?', options: choices.map((each) => optionOf(each, fresh())) }]
            : []),
        ]);
        const shown = Object.fromEntries(
          Object.entries(capabilities).map(([name, value]) => [
            name,
            value && typeof value === 'object' && !Array.isArray(value)
              ? Object.fromEntries(Object.entries(value).filter(([, some]) => some !== undefined))
              : value,
          ]),
        ) as Partial<Capabilities>;
        const { original, lowered, codes } = await both(input, shown, ['start'], { variables: { name: 'Ann' } });
        if (!codes.every((code) => code.startsWith('fit-'))) return;
        compared += 1;
        expect(lowered).toEqual(original);
      }),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(10);
  }, 60_000);
});
