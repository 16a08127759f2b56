import { type BotInput, definePlugin, type Executor, type NodeInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const flow = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'bot',
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: '*start*' }], nodes }],
  ...more,
});

describe('message', () => {
  test('sends each content in order, with its placeholders filled in', async () => {
    const chat = talk(
      flow([
        {
          id: 'hello',
          kind: 'message',
          content: [
            'Hello {{name}}.',
            { kind: 'media', type: 'image', url: 'https://shop.example/{{name}}.png' },
            { kind: 'card', title: 'For {{name}}', options: ['Buy'] },
            { kind: 'rich', platform: 'web', json: '{"title": "For {{name}}", "stars": {{stars}}}' },
          ],
        },
      ]),
      { variables: { name: 'Ann "A"', stars: 5 } },
    );
    expect(await chat.say('start')).toEqual([
      'Hello Ann "A".',
      '<image https://shop.example/Ann "A".png>',
      '<card For Ann "A": Buy>',
      '<rich {"title":"For Ann \\"A\\"","stars":5}>',
    ]);
  });

  test('a value is never read as a template', async () => {
    const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'You are {{name}}.' }]), {
      variables: { name: '{{secret.KEY}} {{env.HOME}}' },
      env: { HOME: 'x' },
    });
    expect(await chat.say('start')).toEqual(['You are {{secret.KEY}} {{env.HOME}}.']);
  });

  test('a text that is empty once filled in is not sent', async () => {
    const chat = talk(flow([{ id: 'hello', kind: 'message', content: ['{{nothing}}', 'Still here.'] }]));
    expect(await chat.say('start')).toEqual(['Still here.']);
  });

  test('cards repeat over the rows of a list, options with distinct ids', async () => {
    const chat = talk(
      flow([
        {
          id: 'cards',
          kind: 'message',
          content: [{ kind: 'cards', cards: [{ title: '{{item.name}}', options: ['Buy {{item.name}}'], repeat: '{{items}}' }] }],
          waits: true,
        },
      ]),
      {
        variables: { items: [{ name: 'tea' }, { name: 'coffee' }] },
      },
    );
    expect(await chat.say('start')).toEqual(['<card tea: Buy tea> <card coffee: Buy coffee>']);
    const ids = chat.conversation.frames[0]?.waiting?.options.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(2);
  });

  test('a pause before a message is left to the outbox', async () => {
    const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'Hello.', delayMs: 500 }]));
    expect(await chat.message('start')).toMatchObject([{ kind: 'message', delayMs: 500 }]);
  });

  test('rich content that is not JSON once filled in is reported, not sent', async () => {
    const chat = talk(flow([{ id: 'rich', kind: 'message', content: [{ kind: 'rich', platform: 'web', json: '{"a": }' }] }]));
    expect(await chat.say('start')).toEqual([]);
    expect(chat.diagnostics()).toContain('rich-content-invalid');
  });
});

describe('question', () => {
  const ask = { id: 'ask', kind: 'question', text: 'Your name?', variable: 'name' } as const;
  const greet = { id: 'greet', kind: 'message', text: 'Hello {{name}}.' } as const;

  test('stores any reply when it has no routes', async () => {
    const chat = talk(flow([ask, greet]));
    expect(await chat.say('start')).toEqual(['Your name?']);
    expect(chat.conversation.status).toBe('waiting');
    expect(await chat.say('Ann')).toEqual(['Hello Ann.']);
    expect(chat.conversation.status).toBe('active');
  });

  test('a route that matches is taken, with its say and its set', async () => {
    const chat = talk(
      flow([
        {
          ...ask,
          routes: [
            { when: { equals: 'nobody' }, say: 'As you like.', set: [{ variable: 'name', value: 'stranger' }], to: 'greet' },
            { when: { regex: '^[A-Z]' }, to: 'greet' },
          ],
          retryText: 'With a capital, please.',
        },
        greet,
      ]),
    );
    await chat.say('start');
    expect(await chat.say('ann')).toEqual(['With a capital, please.']);
    expect(await chat.say('nobody')).toEqual(['As you like.', 'Hello stranger.']);
  });

  test('a reply no route takes goes to the no-match route last, wherever it stands', async () => {
    const chat = talk(
      flow([
        {
          ...ask,
          routes: [
            { when: 'no-match', to: 'ask' },
            { when: { equals: 'Ann' }, to: 'greet' },
          ],
        },
        greet,
      ]),
    );
    await chat.say('start');
    expect(await chat.say('Bob')).toEqual(['Your name?']);
    expect(await chat.say('Ann')).toEqual(['Hello Ann.']);
  });

  test('says nothing where its placeholders leave nothing to say, and waits', async () => {
    const chat = talk(flow([{ ...ask, text: '{{greeting}}' }, greet]));
    expect(await chat.say('start')).toEqual([]);
    expect(await chat.say('Ada')).toEqual(['Hello Ada.']);
  });

  test('a reply no route takes and nothing else accepts gets the no-match text, and the question stays open', async () => {
    const chat = talk(flow([{ ...ask, routes: [{ when: { equals: 'Ann' }, to: 'greet' }] }, greet]));
    await chat.say('start');
    expect(await chat.say('Bob')).toEqual(['Sorry, I did not understand that.']);
    expect(await chat.say('Ann')).toEqual(['Hello Ann.']);
  });

  test('is passed over when its variable is set and it may be', async () => {
    const chat = talk(flow([{ ...ask, skipIfSet: true }, greet]), { variables: { name: 'Ann' } });
    expect(await chat.say('start')).toEqual(['Hello Ann.']);
  });

  test('a declared type makes a number of what reads as one', async () => {
    const chat = talk(
      flow([{ id: 'ask', kind: 'question', text: 'How many?', variable: 'count' }], { variables: [{ name: 'count', type: 'number' }] }),
    );
    await chat.say('start');
    await chat.say('3');
    expect(chat.variable('count')).toBe(3);
  });
});

describe('choice', () => {
  const choose: NodeInput = {
    id: 'choose',
    kind: 'choice',
    text: 'Tea or coffee?',
    variable: 'drink',
    options: [{ id: 'tea', label: 'Green tea', value: 'tea' }, 'Coffee'],
    routes: [{ when: { option: 'tea' }, to: 'leaf' }],
    next: 'bean',
  };
  const bot = flow([
    choose,
    { id: 'bean', kind: 'message', text: 'Beans: {{drink}}.', next: { end: 'flow' } },
    { id: 'leaf', kind: 'message', text: 'Leaves: {{drink}}.' },
  ]);

  test.each([
    ['a tap', '', { option: 'tea' }, 'Leaves: tea.'],
    ['its label in any case', 'GREEN tea', {}, 'Leaves: tea.'],
    ['its value', 'tea', {}, 'Leaves: tea.'],
    ['its number', '1', {}, 'Leaves: tea.'],
    ['an option without a route goes to next', '2', {}, 'Beans: Coffee.'],
  ])('takes its option by %s', async (_how, text, more, answer) => {
    const chat = talk(bot);
    expect(await chat.say('start')).toEqual(['Tea or coffee? [Green tea | Coffee]']);
    expect(await chat.say(text, more)).toEqual([answer]);
  });

  test('free text is not an answer', async () => {
    const chat = talk(bot);
    await chat.say('start');
    expect(await chat.say('water')).toEqual(['Sorry, I did not understand that.']);
    expect(await chat.say('2')).toEqual(['Beans: Coffee.']);
  });

  test('what only opens a link is not an answer', async () => {
    const chat = talk(
      flow([
        {
          id: 'choose',
          kind: 'choice',
          text: 'Pick.',
          options: [{ label: 'Site', action: { kind: 'url', url: 'https://shop.example' } }, 'Chat'],
        },
      ]),
    );
    await chat.say('start');
    expect(await chat.say('1')).toEqual(['Sorry, I did not understand that.']);
  });
});

describe('list', () => {
  const list = (more: Partial<Extract<NodeInput, { kind: 'list' }>> = {}): BotInput =>
    flow([
      {
        id: 'pick',
        kind: 'list',
        text: 'Which?',
        rows: '{{products}}',
        label: '{{item.name}}',
        value: '{{item.id}}',
        variable: 'picked',
        routes: [
          { when: 'chosen', to: 'chosen' },
          { when: 'empty', to: 'empty' },
          { when: 'no-match', to: 'lost' },
        ],
        ...more,
      },
      { id: 'chosen', kind: 'message', text: '{{picked.label}} ({{picked.value}}) at {{picked.index}}.', next: { end: 'flow' } },
      { id: 'empty', kind: 'message', text: 'Nothing there.', next: { end: 'flow' } },
      { id: 'lost', kind: 'message', text: 'Not in the list.' },
    ]);
  const products = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 100, name: `P${index + 1}` }));

  test('shows a page, turns it, and gives the row with its type and place', async () => {
    const chat = talk(list(), { variables: { products: products(12) } });
    expect(await chat.say('start')).toEqual(['Which? [P1 | P2 | P3 | P4 | P5 | P6 | P7 | P8 | P9 | Next]']);
    expect(await chat.say('next')).toEqual(['Which? [P10 | P11 | P12]']);
    expect(await chat.say('2')).toEqual(['P11 (110) at 10.']);
    expect(chat.variable('picked')).toEqual({ value: 110, label: 'P11', index: 10 });
  });

  test('ten rows need no second page for the last', async () => {
    const chat = talk(list(), { variables: { products: products(10) } });
    expect(await chat.say('start')).toEqual(['Which? [P1 | P2 | P3 | P4 | P5 | P6 | P7 | P8 | P9 | P10]']);
  });

  test('filters and excludes by label, the index from before', async () => {
    const chat = talk(list({ filter: '[2-5]$', exclude: 'P4' }), { variables: { products: products(6) } });
    expect(await chat.say('start')).toEqual(['Which? [P2 | P3 | P5]']);
    expect(await chat.say('P5')).toEqual(['P5 (104) at 4.']);
  });

  test('rows are frozen when first shown', async () => {
    const chat = talk({ ...list({ routes: [], next: 'chosen' }) }, { variables: { products: products(3) } });
    await chat.say('start');
    expect(chat.conversation.frames[0]?.waiting?.rows).toHaveLength(3);
  });

  test('no rows is the outcome empty; a text that names none is no-match', async () => {
    expect(await talk(list(), { variables: { products: [] } }).say('start')).toEqual(['Nothing there.']);
    const chat = talk(list(), { variables: { products: products(2) } });
    await chat.say('start');
    expect(await chat.say('elephant')).toEqual(['Not in the list.']);
  });
});

describe('silent nodes', () => {
  test('condition takes the first route whose predicate holds, else next', async () => {
    const nodes: NodeInput[] = [
      { id: 'check', kind: 'condition', routes: [{ if: { left: 'total', op: 'greater', right: 100 }, to: 'rich' }], next: 'poor' },
      { id: 'rich', kind: 'message', text: 'Much.', next: { end: 'flow' } },
      { id: 'poor', kind: 'message', text: 'Little.' },
    ];
    expect(await talk(flow(nodes), { variables: { total: 101 } }).say('start')).toEqual(['Much.']);
    expect(await talk(flow(nodes), { variables: { total: 99 } }).say('start')).toEqual(['Little.']);
  });

  test('assign keeps the type of a placeholder alone and makes text of any other', async () => {
    const chat = talk(
      flow([
        {
          id: 'set',
          kind: 'assign',
          set: [
            { variable: 'copy', value: '{{total}}' },
            { variable: 'text', value: 'is {{total}}' },
            { variable: 'object', value: { total: '{{total}}', list: [1, '{{missing}}'] } },
          ],
        },
      ]),
      { variables: { total: 7 } },
    );
    await chat.say('start');
    expect([chat.variable('copy'), chat.variable('text'), chat.variable('object')]).toEqual([7, 'is 7', { total: 7, list: [1, null] }]);
  });

  test('start is silent, jump jumps, end ends the flow or the conversation', async () => {
    const chat = talk(
      flow([
        { id: 'begin', kind: 'start' },
        { id: 'leap', kind: 'jump', to: 'last' },
        { id: 'never', kind: 'message', text: 'Never.' },
        { id: 'last', kind: 'message', text: 'Last.' },
        { id: 'bye', kind: 'end', conversation: true },
      ]),
    );
    expect(await chat.say('start')).toEqual(['Last.', '<end>']);
    expect(chat.conversation).toMatchObject({ status: 'closed', frames: [], timers: [] });
    expect(chat.conversation.session).toBeUndefined();
  });

  test('a loop of silent nodes is stopped and nothing stays open', async () => {
    const chat = talk(
      flow([
        { id: 'a', kind: 'jump', to: 'b' },
        { id: 'b', kind: 'jump', to: 'a' },
      ]),
    );
    expect(await chat.say('start')).toEqual([]);
    expect(chat.diagnostics()).toContain('chain-limit');
    expect(chat.conversation.frames).toEqual([]);
  });

  test('an unresolved target ends the flow with a diagnostic', async () => {
    const chat = talk(
      flow([
        { id: 'a', kind: 'message', text: 'A.', next: { unresolved: 'gone' } },
        { id: 'b', kind: 'message', text: 'B.' },
      ]),
    );
    expect(await chat.say('start')).toEqual(['A.']);
    expect(chat.diagnostics()).toEqual(['unresolved-target']);
  });

  test('a platform node is carried: its outcome is an error unless stubbed or executed', async () => {
    const nodes: NodeInput[] = [
      {
        id: 'kb',
        kind: 'platform',
        adapter: 'acme',
        raw: { ask: 1 },
        variable: 'found',
        routes: [
          { when: { is: 'success' }, to: 'found' },
          { when: { is: 'failure' }, to: 'lost' },
        ],
      },
      { id: 'found', kind: 'message', text: 'Found {{found.$body.title}}.', next: { end: 'flow' } },
      { id: 'lost', kind: 'message', text: 'Lost {{found.$outcome}}.' },
    ];
    expect(await talk(flow(nodes)).say('start')).toEqual(['Lost error.']);
    const stub = { kb: { status: 200, body: { title: 'tea' } } };
    expect(await talk(flow(nodes), { stub }).say('start')).toEqual(['Found tea.']);
    const executor: Executor = {
      contract: 'v1',
      adapter: 'acme',
      execute: async () => ({ outcome: { kind: 'response', status: 200 }, headers: {}, body: { title: 'milk' } }),
    };
    const plugins = [definePlugin({ name: 'acme', executors: [executor] })];
    expect(await talk(flow(nodes), { plugins }).say('start')).toEqual(['Found milk.']);
  });
});
