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
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loweredBot } from './lowered-bot.fixture.ts';
import { lineOf, talk } from './talk.fixture.ts';

const without = (...kinds: readonly string[]) => neutralCapabilities.nodes.filter((kind) => !kinds.includes(kind));

const poor: Partial<Capabilities> = { nodes: without('choice', 'list'), choice: false, list: false, card: false, media: [], rich: false };

const flow = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'bot',
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'start' }], nodes }],
  ...more,
});

const message = (id: string, text = id): NodeInput => ({ id, kind: 'message', text, next: { end: 'flow' } });

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
const both = async (
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

describe('a choice', () => {
  const choice: NodeInput = {
    id: 'pick',
    kind: 'choice',
    text: 'Which {{thing}}?',
    options: [
      { id: 'tea', label: 'Green tea', value: 'TEA' },
      { id: 'shop', label: 'Shop', action: { kind: 'url', url: 'https://shop.example/{{thing}}' } },
      { id: 'coffee', label: 'Coffee (black)', description: 'strong' },
      'Water|Milk',
    ],
    variable: 'drink',
    routes: [
      { when: { option: 'tea' }, to: 'for-tea' },
      { when: { pattern: '*black*|*dark*' }, set: [{ variable: 'dark', value: true }], say: 'Strong!', to: 'for-coffee' },
      { when: { equals: 'nothing' }, to: 'for-nothing' },
      { when: { outcome: 'no-match' }, to: 'for-nobody' },
    ],
    next: 'for-water',
  };
  const ends = ['for-tea', 'for-coffee', 'for-nothing', 'for-nobody', 'for-water'].map((id) => message(id, `${id} {{drink}} {{dark}}`));
  const input = flow([choice, ...ends]);

  test.each([
    '1',
    '1.',
    '1)',
    'green TEA',
    'tea',
    'Tea ',
    '2',
    'Shop',
    '3',
    '3)',
    'coffee (BLACK)',
    'coffee',
    'something dark',
    '4',
    'water|milk',
    'nothing',
    'whatever',
    '5',
    '11',
  ])('is numbered, and takes %j as it did', async (said) => {
    const { original, lowered, codes } = await both(input, poor, ['start', said], { variables: { thing: 'drink' }, watch: 'drink' });
    expect(lowered).toEqual(original);
    expect(original[0]).toEqual(['Which drink?\n1. Green tea\nShop: https://shop.example/drink\n3. Coffee (black): strong\n4. Water|Milk']);
    expect(codes).toEqual(['fit-choice']);
  });

  test.each([
    { replies: ['equals', 'option', 'no-match', 'intent'] as const },
    { replies: ['equals', 'pattern', 'option', 'no-match', 'intent'] as const },
    { replies: ['regex', 'equals', 'pattern'] as const },
  ])('with what the platform can match: $replies', async ({ replies }) => {
    for (const said of ['1)', 'GREEN tea', 'tea', '3', 'COFFEE (black)', 'milk', 'Water|Milk']) {
      const asked = flow([{ ...choice, routes: [{ when: { option: 'tea' }, to: 'for-tea' }] } as NodeInput, ...ends]);
      const { original, lowered } = await both(asked, { ...poor, replies }, ['start', said], { watch: 'drink' });
      expect(lowered).toEqual(original);
    }
  });

  test('without routes goes on with an option only', async () => {
    const plain = flow([
      { id: 'pick', kind: 'choice', text: 'Which?', options: ['A', 'B'], variable: 'drink' },
      message('for-water', 'Got {{drink}}'),
    ]);
    for (const said of ['a', '2', 'C']) {
      const { original, lowered } = await both(plain, poor, ['start', said]);
      expect(lowered).toEqual(original);
    }
  });

  test('follows the author’s words for options, and the type of the variable', async () => {
    const typed: BotInput = {
      ...flow([
        {
          id: 'pick',
          kind: 'choice',
          text: 'How many?',
          options: [
            { id: 'one', label: 'One', value: '1' },
            { id: 'ten', label: 'Ten', value: '10' },
          ],
          variable: 'count',
        },
        message('got', 'Got {{count}}'),
      ]),
      variables: [{ name: 'count', type: 'number' }],
      semantics: { optionMatch: ['letter', 'label'], tapText: 'value-or-label' },
    };
    for (const said of ['a', 'B)', 'ten', '2', '10', 'one']) {
      const { original, lowered } = await both(typed, poor, ['start', said], { watch: 'count' });
      expect(lowered).toEqual(original);
    }
    expect((await both(typed, poor, ['start', 'b'], { watch: 'count' })).lowered.at(-1)).toBe(10);
  });

  test('taps that count as the label are stored as the label', async () => {
    const labelled = { ...input, semantics: { tapText: 'label' as const } };
    for (const said of ['1', 'TEA', '3', 'dark']) {
      const { original, lowered } = await both(labelled, poor, ['start', said], { watch: 'drink' });
      expect(lowered).toEqual(original);
    }
  });

  test('a route with a condition leaves the option to the ones behind it', async () => {
    const asked = flow([
      {
        id: 'pick',
        kind: 'choice',
        text: 'Which?',
        options: ['A', 'B'],
        routes: [
          { when: { option: 'a' }, if: { left: 'vip', op: 'equals', right: 'yes' }, to: 'for-tea' },
          { when: { option: 'a' }, to: 'for-coffee' },
          { to: 'for-nothing' },
        ],
      },
      ...ends,
    ]);
    for (const vip of ['yes', 'no']) {
      for (const said of ['1', '2', 'a', 'x']) {
        const { original, lowered } = await both(asked, poor, ['start', said], { variables: { vip } });
        expect(lowered).toEqual(original);
      }
    }
  });

  test('where routes write nothing, an option has one node that does, whatever its names', async () => {
    const can: Partial<Capabilities> = { ...poor, routes: [], replies: ['equals', 'no-match'] };
    const asked = flow([
      {
        id: 'pick',
        kind: 'choice',
        text: 'Which?',
        options: ['Tea', 'Coffee'],
        variable: 'drink',
        routes: [
          { when: { option: 'tea' }, set: [{ variable: 'dark', value: '{{drink}}!' }], to: 'next' },
          { when: { outcome: 'no-match' }, to: 'repeat' },
        ],
      },
      ...ends,
    ]);
    for (const said of ['1', '1)', 'TEA', '2', 'coffee', 'x']) {
      const { bot, original, lowered } = await both(asked, can, ['start', said], { watch: 'drink' });
      expect(lowered).toEqual(original);
      expect(bot.flows?.[0]?.nodes.map(({ kind }) => kind).slice(0, 4)).toEqual(['question', 'assign', 'assign', 'message']);
    }
  });

  test('what a route says already knows what is chosen', async () => {
    const asked = flow([
      {
        id: 'pick',
        kind: 'choice',
        text: 'Which?',
        options: [{ id: 'tea', label: 'Tea', value: 'T{{name}}' }, 'Coffee'],
        variable: 'drink',
        routes: [{ when: { option: 'tea' }, say: 'You said {{drink}}, {{var["drink"]}}, {{name}}.', to: 'next' }],
      },
      message('got', 'Got {{drink}}'),
    ]);
    const { original, lowered } = await both(asked, poor, ['start', '1'], { variables: { name: '{{x}}' } });
    expect(lowered).toEqual(original);
    expect(lowered[1]).toEqual(['You said T{{x}}, T{{x}}, {{x}}.', 'Got T{{x}}']);
  });

  test('a placeholder in a label is reported at the option', async () => {
    const asked = flow([{ id: 'pick', kind: 'choice', text: 'Which?', options: ['A', 'For {{name}}'] }, message('got')]);
    const { original, lowered, codes, places } = await both(asked, poor, ['start', '2'], { variables: { name: 'Ann' } });
    expect(lowered).toEqual(original);
    expect(codes).toEqual(['choice-as-question']);
    expect(places).toEqual(['/flows/0/nodes/0/options/1']);
  });

  test('what a placeholder may leave empty, or looks at case, is not claimed to be the same', async () => {
    const codesOf = async (more: object, can = poor) =>
      (await both(flow([{ id: 'pick', kind: 'choice', text: 'Which?', options: ['A', 'B'], ...more } as NodeInput]), can, ['start'])).codes;
    expect(await codesOf({})).toEqual(['fit-choice']);
    expect(await codesOf({ text: '{{text}}' })).toEqual(['choice-as-question']);
    expect(await codesOf({ options: [{ id: 'a', label: 'A', description: '{{text}}' }] })).toEqual(['choice-as-question']);
    expect(await codesOf({ routes: [{ when: { regex: '^a' }, to: 'repeat' }] })).toEqual(['choice-as-question']);
    expect(await codesOf({ routes: [{ when: { intent: 'a' }, to: 'repeat' }], variable: 'v' })).toEqual(['choice-as-question']);
    const buttons: Partial<Capabilities> = { choice: { descriptionLength: 0, actions: ['reply'] }, list: false };
    expect(await codesOf({ options: [{ id: 'a', label: 'A', description: '{{text}}' }] }, buttons)).toEqual(['options-as-text']);
  });

  test('keeps its buttons where only links and descriptions do not fit', async () => {
    const buttons: Partial<Capabilities> = { choice: { options: 3, descriptionLength: 0, actions: ['reply'] }, list: false };
    const { bot, original, lowered, codes } = await both(input, buttons, ['start', 'tea'], { watch: 'drink', variables: { thing: 'x' } });
    expect(lowered).toEqual(original);
    expect(codes).toEqual(['fit-options']);
    expect(bot.flows?.[0]?.nodes[0]).toMatchObject({
      kind: 'choice',
      text: 'Which {{thing}}?\nShop: https://shop.example/{{thing}}\nCoffee (black): strong',
    });
  });

  test('a label that a list cuts is said whole below, and named by it as before', async () => {
    const long = flow([
      { id: 'pick', kind: 'choice', text: 'Which?', options: ['Everything that came after it', 'B'], variable: 'drink' },
      message('got', 'Got {{drink}}'),
    ]);
    const can: Partial<Capabilities> = { choice: false, list: { rows: 10, labelLength: 10, descriptionLength: 72 } };
    for (const said of ['Everything that came after it', '1', 'b']) {
      const { original, lowered, codes } = await both(long, can, ['start', said], { watch: 'drink' });
      expect(lowered).toEqual(original);
      expect(codes).toEqual(['options-as-text']);
    }
  });

  test('one option more than the buttons makes a numbered question, and none where a list takes them', async () => {
    const four = flow([{ id: 'pick', kind: 'choice', text: 'Which?', options: ['A', 'B', 'C', 'D'] }]);
    const buttons: Partial<Capabilities> = { choice: { options: 3, actions: ['reply'] }, list: false };
    expect((await both(four, { ...buttons, choice: { options: 4, actions: ['reply'] } }, ['start'])).codes).toEqual([]);
    expect((await both(four, buttons, ['start'])).codes).toEqual(['fit-choice']);
    expect((await both(four, { ...buttons, list: { rows: 4 } }, ['start'])).codes).toEqual([]);
    expect((await both(four, { ...buttons, list: { rows: 3 } }, ['start'])).codes).toEqual(['fit-choice']);
  });

  test('options that repeat are written out for the first rows', async () => {
    const asked = flow([
      {
        id: 'pick',
        kind: 'choice',
        text: 'Which?',
        options: [{ id: 'p', label: '{{item.name}}', repeat: '{{items}}' }],
        variable: 'drink',
      },
      message('got', 'Got {{drink}}'),
    ]);
    const items = Array.from({ length: 9 }, (_, index) => ({ name: `n${index + 1}` }));
    const { original, lowered, codes } = await both(asked, poor, ['start', '3'], { variables: { items } });
    expect(lowered).toEqual(original);
    expect(codes).toEqual(['choice-as-question']);
  });
});

describe('a list', () => {
  const list: NodeInput = {
    id: 'pick',
    kind: 'list',
    text: 'Which one?',
    rows: '{{products}}',
    label: '{{item.name}}',
    description: '{{item.price}} EUR',
    value: '{{item.sku}}',
    variable: 'chosen',
    routes: [
      { when: { outcome: 'chosen' }, to: 'got' },
      { when: { outcome: 'empty' }, say: 'We have nothing.', to: 'none' },
      { when: { outcome: 'no-match' }, to: 'what' },
    ],
  };
  const input = flow([
    list,
    message('got', 'You took {{chosen.label}} {{chosen.value}} {{chosen.index}}.'),
    message('none'),
    message('what'),
  ]);
  const products = (count: number): JsonObject => ({
    products: Array.from({ length: count }, (_, index) => ({ name: `Tea ${index + 1}`, price: index, sku: `t${index}` })),
  });

  test.each([0, 1, 2, 9])('of %i rows is the question it was', async (count) => {
    for (const said of ['1', '2.', 'row-0', '9', 'whatever']) {
      const { original, lowered, codes } = await both(input, poor, ['start', said], { variables: products(count), watch: 'chosen' });
      expect(lowered).toEqual(original);
      expect(codes).toEqual(['list-as-question']);
    }
  });

  test('goes on, and comes back, as it did', async () => {
    const { routes: _routes, ...plain } = list as { routes: unknown } & NodeInput;
    const asked = flow([
      { id: 'before', kind: 'message', text: 'Hello' },
      {
        ...plain,
        routes: [
          { when: { equals: 'again' }, set: [{ variable: 'products', value: '{{fewer}}' }], to: 'repeat' },
          { when: { outcome: 'no-match' }, to: 'what' },
        ],
      } as NodeInput,
      message('got', 'You took {{chosen.label}}.'),
      message('what'),
    ]);
    for (const said of [
      ['start', 'again', '2'],
      ['start', '2'],
      ['start', 'x'],
    ]) {
      const { original, lowered } = await both(asked, poor, said, { variables: { ...products(3), fewer: products(2).products as Json } });
      expect(lowered).toEqual(original);
    }
    const { original, lowered } = await both(asked, poor, ['start'], { variables: products(0) });
    expect(lowered).toEqual(original);
  });

  test('where routes have no conditions, nodes see whether a row is there', async () => {
    const can: Partial<Capabilities> = { ...poor, routes: [], replies: ['equals', 'no-match'] };
    for (const said of ['1', '2.', 'row-0', 'whatever']) {
      const { original, lowered } = await both(input, can, ['start', said], { variables: products(3), watch: 'chosen' });
      expect(lowered).toEqual(original);
    }
    // A number that no row has asks again.
    const { lowered } = await both(input, can, ['start', '5', '2'], { variables: products(3), watch: 'chosen' });
    expect(lowered[1]).toEqual(lowered[0]);
    expect(lowered.at(-1)).toEqual({ value: 't1', label: 'Tea 2', index: 1 });
  });

  test('what a route says of a row already knows it', async () => {
    const told = flow([
      {
        ...list,
        routes: [{ when: { outcome: 'chosen' }, say: '{{chosen.label}} {{chosen.value}} {{chosen.index}}', to: 'got' }],
      } as NodeInput,
      message('got', 'ok'),
    ]);
    const { original, lowered } = await both(told, poor, ['start', '2'], { variables: products(3) });
    expect(lowered).toEqual(original);
    expect(lowered[1]).toEqual(['Tea 2 t1 1', 'ok']);
  });

  test('is plain text with every row of a page where there are no conditions', async () => {
    const can = { ...poor, nodes: without('choice', 'list', 'condition'), conditions: [] };
    const { original, lowered, codes } = await both(input, can, ['start', '3'], { variables: products(9) });
    expect(lowered).toEqual(original);
    expect(codes).toContain('list-as-question');
  });

  test('turns shorter pages where the platform shows fewer rows', async () => {
    const can: Partial<Capabilities> = { list: { rows: 4 } };
    const { bot, codes } = await both(input, can, ['start'], { variables: products(9) });
    expect(bot.flows?.[0]?.nodes[0]).toMatchObject({ kind: 'list', pageSize: 3 });
    expect(codes).toEqual(['fit-list']);
    expect((await both(input, { list: { rows: 10 } }, ['start'], { variables: products(9) })).codes).toEqual([]);
  });
});

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

describe('any choice', () => {
  const word = fc.constantFrom('a', 'A', 'b', 'c d', '1', '2.', '(x)', 'y|z', '*', 'opt', 'tea', '10', '7');
  const option = fc.record({ label: word, value: fc.option(word, { nil: undefined }), isLink: fc.boolean() });
  const when = fc.oneof(
    fc.nat({ max: 3 }).map((index) => ({ option: `o${index}` })),
    word.map((equals) => ({ equals })),
    fc.constantFrom('a*', '*1*', 'tea|b', '*').map((pattern) => ({ pattern })),
    fc.constantFrom('(?i)^[a-c]$', '(?i)T').map((regex) => ({ regex })),
    fc.constant({ outcome: 'no-match' }),
    fc.constant(undefined),
  );
  const route = fc.record({ when, isGuarded: fc.boolean(), isSet: fc.boolean(), target: fc.constantFrom('x', 'y', 'repeat', 'next') });
  const semantics = fc.record({
    optionMatch: fc
      .subarray(['id', 'label', 'value', 'number', 'letter'] as const)
      .chain((some) => fc.shuffledSubarray(some, { minLength: some.length })),
    tapText: fc.constantFrom('value-or-label' as const, 'label' as const),
    routeOrder: fc.constantFrom('document' as const, 'intent-first-no-match-last' as const),
    unmatchedReply: fc.constantFrom('decline' as const, 'repeat' as const),
  });
  // What else there is would be rewritten by others.
  const replies = fc
    .constantFrom(['regex', 'equals', 'pattern'] as const, ['regex', 'pattern', 'equals'] as const)
    .map((some) => [...some, 'option', 'no-match', 'intent'] as const);

  test('answers as it did once it is a numbered question', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(option, { minLength: 1, maxLength: 4 }).filter((some) => some.some(({ isLink }) => !isLink)),
        fc.array(route, { maxLength: 4 }),
        semantics,
        replies,
        fc.constantFrom('text' as const, 'number' as const, 'boolean' as const, 'json' as const),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.oneof(word, fc.constantFrom('3', '1)', 'o0', 'O1', 'b.', 'x')), { minLength: 1, maxLength: 3 }),
        async (options, routes, words, can, type, hasNext, isVip, hasSet, said) => {
          const isOption = (id: string): boolean => options.some((_, index) => `o${index}` === id);
          const input: BotInput = {
            ...flow([
              {
                id: 'pick',
                kind: 'choice',
                text: 'Which?',
                options: options.map(({ label, value, isLink }, index) => ({
                  id: `o${index}`,
                  label,
                  ...(value !== undefined && { value }),
                  ...(isLink && { action: { kind: 'url' as const, url: 'https://shop.example' } }),
                })),
                variable: 'v',
                routes: routes
                  .filter((one) => !(one.when && 'option' in one.when && !isOption(one.when.option)))
                  .map((one) => ({
                    ...(one.when && { when: one.when }),
                    ...(one.isGuarded && { if: { left: 'vip', op: 'equals' as const, right: 'yes' } }),
                    ...(one.isSet && { say: 'so {{v}} {{w}}', set: [{ variable: 'w', value: '{{v}}!' }] }),
                    to: one.target,
                  })),
                ...(hasNext && { next: 'x' }),
              },
              message('following', 'following {{v}} {{w}}'),
              message('x', 'x {{v}} {{w}}'),
              message('y', 'y {{v}} {{w}}'),
            ]),
            variables: [{ name: 'v', type }],
            semantics: words,
          };
          const { original, lowered } = await both(
            input,
            { ...poor, replies: can, routes: hasSet ? neutralCapabilities.routes : ['if', 'say', 'exclude'] },
            ['start', ...said],
            {
              watch: 'v',
              variables: { vip: isVip ? 'yes' : 'no' },
            },
          );
          expect(lowered).toEqual(original);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
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
