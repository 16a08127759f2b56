import { type BotInput, type Capabilities, type NodeInput, neutralCapabilities } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { both, flow, message, poor } from './fitted-talk.fixture.ts';

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
