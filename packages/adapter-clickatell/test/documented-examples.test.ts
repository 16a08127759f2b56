import { createSandbox } from '@dragoman/sandbox';
import { afterAll, describe, expect, test } from 'vitest';
import { calculateDialect } from '../src/scripts/calculate-dialect.ts';
import { botOf, documentOf, endpoint, talk, text } from './talk.fixture.ts';

const scripts = createSandbox({ dialects: [calculateDialect] });
afterAll(() => scripts.dispose());

const products = [
  { id: 1, desc: 'Lamp', unitPrice: 20, category: 'light' },
  { id: 2, desc: 'Chair', unitPrice: 45.5, category: 'seat' },
  { id: 3, desc: 'Sofa', unitPrice: 300, category: 'seat' },
  { id: 4, desc: 'Candle', unitPrice: 3, category: 'light' },
];
const defaults = ['other', 'error', 'timeout', 'max-connection'];
const call = (fields: object = {}, own: readonly string[] = ['200']): object => ({
  id: 'call',
  type: 'API Integration',
  api: 'example',
  results: [...own, ...defaults].map((name) => ({ name, goTo: { step: `by-${name}` } })),
  ...fields,
});
const ways = (own: readonly string[] = ['200']): readonly object[] =>
  [...own, ...defaults].map((name) => text(`by-${name}`, `It was ${name}.`));

describe('variables of a response', () => {
  test('are its leaves, by paths that count from 1', async () => {
    const nodes = [
      call({ results: [{ name: '200' }, ...defaults.map((name) => ({ name }))] }),
      text('say', '[[EXAMPLE:products.1.desc]], [[EXAMPLE:products.4.category]], [[EXAMPLE:products.5.desc]].'),
    ];
    expect(await talk(documentOf(nodes), ['hi'], { stub: { status: 200, body: { products } } })).toEqual([['Lamp, light, .']]);
  });

  test('are below the base element', async () => {
    const nodes = [
      call({ results: [{ name: '200' }, ...defaults.map((name) => ({ name }))] }),
      text('say', '[[EXAMPLE:products.2.unitPrice]]'),
    ];
    const document = documentOf(nodes, [{ ...endpoint, baseElement: '$.data' }]);
    expect(await talk(document, ['hi'], { stub: { status: 200, body: { data: { products } } } })).toEqual([['45.5']]);
  });

  test('have functions', async () => {
    const nodes = [
      { id: 'set', type: 'Set Variable', variables: [{ name: 'name', value: 'Ada' }] },
      text('say', '[[lower:name]] [[upper:name]]'),
    ];
    expect(await talk(documentOf(nodes), ['hi'])).toEqual([['ada ADA']]);
  });
});

describe('results', () => {
  test.each([
    ['a listed status', { status: 200, body: {} }, '200'],
    ['a listed failure', { status: 404, body: {} }, '404'],
    ['a status that is not listed', { status: 503, body: {} }, 'other'],
    ['a listed failure of the server', { status: 502, body: {} }, '502'],
    ['a success that is not listed', { status: 204, body: {} }, 'other'],
    ['no answer in time', 'timeout', 'timeout'],
    ['a full pool', 'max-connection', 'max-connection'],
    ['no connection', 'error', 'error'],
  ] as const)('%s', async (_what, stub, result) => {
    const own = ['200', '404', '502'];
    expect(await talk(documentOf([call({}, own), ...ways(own)]), ['hi'], { stub })).toEqual([[`It was ${result}.`]]);
  });

  test.each([
    ['a text', { state: 'sent' }, 'sent'],
    ['a number, as text', { state: 200 }, '200'],
    ['another case', { state: 'SENT' }, 'other'],
    ['nothing at the path', {}, 'other'],
  ])('of a path: %s', async (_what, body, result) => {
    const own = ['sent', '200'];
    const document = documentOf([call({}, own), ...ways(own)], [{ ...endpoint, elementValidation: '$.state' }]);
    expect(await talk(document, ['hi'], { stub: { status: 500, body } })).toEqual([[`It was ${result}.`]]);
  });

  test('a header with two values ends the call as error, and one with the same is sent', async () => {
    const document = (value: string) =>
      documentOf([call({ headers: [{ key: 'x-key', value }] }), ...ways()], [{ ...endpoint, headers: [{ key: 'X-Key', value: 'one' }] }]);
    const stub = { status: 200, body: {} };
    expect(await talk(document('two'), ['hi'], { stub })).toEqual([['It was error.']]);
    expect(await talk(document('one'), ['hi'], { stub })).toEqual([['It was 200.']]);
  });
});

describe('a Dynamic List', () => {
  const list = (fields: object = {}): readonly object[] => [
    call({ results: [{ name: '200' }, ...defaults.map((name) => ({ name }))] }),
    {
      id: 'pick',
      type: 'Dynamic List',
      menuText: 'Which?',
      pattern: '[EXAMPLE:products.#.desc] ([EXAMPLE:products.#.unitPrice])',
      variable: 'product',
      ...fields,
    },
    text('say', '[[product]], [[product:value]]'),
  ];
  const many = (count: number) => ({
    status: 200,
    body: { products: Array.from({ length: count }, (_, index) => ({ desc: `P${index + 1}`, unitPrice: index, id: index })) },
  });

  test('has an entry for each item, and stores the selection and its label', async () => {
    const document = documentOf(list({ customIndex: '[EXAMPLE:products.#.id]' }));
    expect(await talk(document, ['hi', 'Sofa (300)'], { stub: { status: 200, body: { products } } })).toEqual([
      ['Which? | Lamp (20) | Chair (45.5) | Sofa (300) | Candle (3)'],
      ['3, Sofa (300)'],
    ]);
  });

  test('filters and excludes entries, and keeps the index of what is chosen', async () => {
    const document = documentOf(list({ filterBy: '^[CS]', exclude: 'Candle', customIndex: '[EXAMPLE:products.#.id]' }));
    expect(await talk(document, ['hi', 'Sofa (300)'], { stub: { status: 200, body: { products } } })).toEqual([
      ['Which? | Chair (45.5) | Sofa (300)'],
      ['3, Sofa (300)'],
    ]);
  });

  test('shows ten entries at once, and of more nine and Next', async () => {
    const shown = async (count: number, ...said: readonly string[]) =>
      (await talk(documentOf(list()), ['hi', ...said], { stub: many(count) })).map(([first = '']) => first.split(' | ').slice(1));
    expect((await shown(10))[0]).toHaveLength(10);
    const [first, second] = await shown(12, 'Next');
    expect(first).toHaveLength(10);
    expect(first?.at(-1)).toBe('Next');
    expect(second).toEqual(['P10 (9)', 'P11 (10)', 'P12 (11)']);
  });

  test('repeats itself on an invalid entry, unless it has a default', async () => {
    const stub = many(1);
    expect((await talk(documentOf(list()), ['hi', 'rubbish'], { stub }))[1]).toEqual(['Which? | P1 (0)']);
    const routed = list({ results: [{ name: 'chosen' }, { name: 'default', goTo: { end: true } }] });
    expect((await talk(documentOf(routed), ['hi', 'rubbish'], { stub }))[1]).toEqual([]);
  });
});

describe('inputs', () => {
  test('Multiple Choice Input stores the label', async () => {
    const nodes = [
      { id: 'pick', type: 'Multiple Choice Input', menuText: 'Why?', variable: 'why', options: [{ id: 'a', label: 'Broken' }] },
      text('say', '[[why:value]]'),
    ];
    expect(await talk(documentOf(nodes), ['hi', 'Broken'])).toEqual([['Why? | Broken'], ['Broken']]);
  });

  test('Request Input asks again for what does not fit, and can be cancelled', async () => {
    const ask = {
      id: 'ask',
      type: 'Request Input',
      menuText: 'Number?',
      variable: 'n',
      validationPattern: '[0-9]{4}',
      cancelInput: 'stop',
      results: [{ name: 'cancel', goTo: { step: 'bye' } }, { name: 'valid' }],
    };
    const nodes = [ask, text('say', 'It is [[n]].'), text('bye', 'Bye.')];
    expect(await talk(documentOf(nodes), ['hi', 'x1234', '1234'])).toEqual([['Number?'], ['Number?'], ['It is 1234.']]);
    expect(await talk(documentOf(nodes), ['hi', 'Stop'])).toEqual([['Number?'], ['Bye.']]);
  });

  test('a sensitive one is kept out of logs', () => {
    const bot = botOf(documentOf([{ id: 'ask', type: 'Request Input', menuText: 'PIN?', variable: 'pin', sensitive: true }]));
    expect(bot.variables).toEqual([expect.objectContaining({ name: 'pin', sensitive: true })]);
  });
});

describe('action nodes', () => {
  const set = (...variables: readonly object[]): object => ({ id: 'set', type: 'Set Variable', variables });
  const branches = [text('yes', 'Yes.'), text('no', 'No.')];

  test.each([
    ['[[age]] = 18', 'Yes.'],
    ['[[age]] != 18', 'No.'],
    ['[[age]] > 17.5', 'Yes.'],
    ['[[age]] < 18', 'No.'],
    ['[[age]] <= 18', 'Yes.'],
    ['[[age]] >= 19', 'No.'],
  ])('Calculate compares: %s', async (comparison, answer) => {
    const nodes = [
      set({ name: 'age', value: '18' }),
      { id: 'is', type: 'Calculate', comparison, yes: { step: 'yes' }, no: { step: 'no' } },
      ...branches,
    ];
    expect(await talk(documentOf(nodes), ['hi'])).toEqual([[answer]]);
  });

  test.each([
    ['[[a]] + [[b]] * 2', '8'],
    ['([[a]] + [[b]]) / 4', '1.25'],
    ['-[[a]] - 1', '-3'],
    ['[[a]] + [[nothing]]', 'No.'],
    ['[[a]] / 0', 'No.'],
    ['[[a]]; 1', 'No.'],
  ])('Calculate calculates: %s', async (calculation, answer) => {
    const nodes = [
      set({ name: 'a', value: '2' }, { name: 'b', value: 3 }),
      { id: 'sum', name: 'My sum', type: 'Calculate', calculation, no: { step: 'no' } },
      text('say', '[[My sum:result]]'),
      ...branches,
    ];
    expect(await talk(documentOf(nodes), ['hi'], { scripts })).toEqual([[answer]]);
  });

  test('Switch Case has a way for each value, and one for the rest', async () => {
    const nodes = (value: string) => [
      set({ name: 'colour', value }),
      {
        id: 'case',
        type: 'Switch Case',
        variable: '[[colour]]',
        cases: [{ value: 'blue', goTo: { step: 'yes' } }],
        default: { step: 'no' },
      },
      ...branches,
    ];
    expect(await talk(documentOf(nodes('blue')), ['hi'])).toEqual([['Yes.']]);
    expect(await talk(documentOf(nodes('red')), ['hi'])).toEqual([['No.']]);
  });

  test('Set Variable makes the UUID that a callback names', async () => {
    const nodes = [
      { id: 'reference', type: 'Set Variable', uuid: 'reference' },
      text('say', '[[reference]]', { goTo: undefined }),
      {
        id: 'wait',
        type: 'Wait for Callback',
        reference: '[[reference]]',
        variable: 'payment',
        results: [
          { name: 'callback', goTo: { step: 'paid' } },
          { name: 'timeout', goTo: { end: true } },
        ],
      },
      text('paid', 'It was [[payment:result]].'),
    ];
    const [[reference = ''] = []] = await talk(documentOf(nodes), ['hi'], { scripts });
    expect(reference).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const heard = await talk(documentOf(nodes), ['hi', { kind: 'callback', reference, result: 'paid' }], { scripts });
    expect(heard[1]).toEqual(['It was paid.']);
  });
});

test('what has no output of its own ends in silence', async () => {
  const removed = { id: 'call', type: 'API Integration', api: 'example', results: [{ name: '200' }] };
  expect(await talk(documentOf([removed, text('say', 'Hi')]), ['hi'], { stub: 500 })).toEqual([[]]);
  const unrouted = { clickatell: 1, apis: [], workflows: [{ id: 'main', keywords: ['start'], nodes: [text('say', 'Hi')] }] };
  expect(await talk(unrouted, ['hello', 'start'])).toEqual([[], ['Hi']]);
});

test('results of an input are tried in their order', async () => {
  const ask = {
    id: 'ask',
    type: 'Request Input',
    menuText: 'Sure?',
    results: [
      { name: '*', goTo: { step: 'rest' } },
      { name: 'is', text: 'yes', goTo: { step: 'yes' } },
    ],
  };
  const said = await talk(documentOf([ask, text('rest', 'Rest.'), text('yes', 'Yes.')]), ['hi', 'yes']);
  expect(said[1]).toEqual(['Rest.']);
});

test('nothing is tried twice, and options are known by their labels', () => {
  expect(botOf(documentOf([])).semantics).toMatchObject({ callRetries: 0, tapText: 'label' });
});

test('a session lasts ten minutes, and its event fires before that', () => {
  const document = { ...documentOf([text('say', 'Hi')]), settings: { sessionTimeoutEvent: { enabled: true, secondsBeforeExpiry: 70 } } };
  expect(botOf(document).semantics).toMatchObject({ sessionLengthMs: 600_000, sessionExpiringMs: 70_000 });
});
