import type { RenderedRequest } from '@dragoman/core';
import { createSandbox } from '@dragoman/sandbox';
import { afterAll, describe, expect, test } from 'vitest';
import { calculateDialect } from '../src/scripts/calculate-dialect.ts';
import { botOf, documentOf, endpoint, talk, text } from './talk.fixture.ts';

const scripts = createSandbox({ dialects: [calculateDialect] });
afterAll(() => scripts.dispose());

const results = ['200', 'other', 'error', 'timeout', 'max-connection'].map((name) => ({ name }));
const call = (fields: object = {}): object => ({ id: 'call', type: 'API Integration', api: 'example', results, ...fields });
const set = (...variables: readonly object[]): object => ({ id: 'set', type: 'Set Variable', variables });
const ok = { status: 200, body: {} };

const requestOf = async (nodes: readonly object[], api: object = {}): Promise<RenderedRequest | undefined> => {
  const requests: RenderedRequest[] = [];
  await talk(documentOf(nodes, [{ ...endpoint, ...api }]), ['hi'], { stub: ok, requests });
  return requests[0];
};

describe('what a call carries', () => {
  test('the documented headers, of the endpoint and of the node', async () => {
    const request = await requestOf([call({ headers: [{ key: 'Content-Type', value: 'application/xml' }] })], {
      headers: [
        { key: 'Accept', value: 'application/xml' },
        { key: 'Authorization', value: 'Bearer abc' },
      ],
    });
    expect(request?.headers).toEqual([
      { name: 'Accept', value: 'application/xml' },
      { name: 'Authorization', value: 'Bearer abc' },
      { name: 'Content-Type', value: 'application/xml' },
    ]);
  });

  test('a header of both only once, whatever the case of its name', async () => {
    const nodes = [set({ name: 'who', value: 'me' }), call({ headers: [{ key: 'x-user', value: '[[who]]' }] })];
    const request = await requestOf(nodes, { headers: [{ key: 'X-User', value: 'me' }] });
    expect(request?.headers.filter(({ name }) => name.toLowerCase() === 'x-user')).toHaveLength(1);
  });

  test('nothing, where placeholders give a header two values', async () => {
    const requests: RenderedRequest[] = [];
    const nodes = [
      set({ name: 'who', value: 'you' }),
      call({
        headers: [{ key: 'x-user', value: '[[who]]' }],
        results: [
          { name: '200' },
          { name: 'error', goTo: { step: 'say' } },
          ...results.filter(({ name }) => !['200', 'error'].includes(name)),
        ],
      }),
      { ...text('end', 'Sent.') },
      text('say', 'It was error.'),
    ];
    const document = documentOf(nodes, [{ ...endpoint, headers: [{ key: 'X-User', value: 'me' }] }]);
    expect(await talk(document, ['hi'], { stub: ok, requests })).toEqual([['It was error.']]);
    expect(requests).toEqual([]);
  });

  test('the query of the endpoint before that of the node, within its time frame and its connections', async () => {
    const api = { query: [{ key: 'a', value: '1' }], timeoutMs: 5_000, maxConnections: 3, maxWaiting: 1 };
    const request = await requestOf([call({ query: [{ key: 'b', value: '2' }] })], api);
    expect(request?.query.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(botOf(documentOf([], [{ ...endpoint, ...api }])).integrations[0]).toMatchObject({
      timeoutMs: 5_000,
      concurrency: { limit: 3, queue: 1 },
    });
  });

  test('query parameters in their order, the same key as often as it stands there', async () => {
    const request = await requestOf([
      call({
        query: [
          { key: 'tag', value: 'b' },
          { key: 'page', value: '1' },
          { key: 'tag', value: 'a' },
        ],
      }),
    ]);
    expect(request?.query.map(({ name, value }) => `${name}=${value}`)).toEqual(['tag=b', 'page=1', 'tag=a']);
  });

  test('an address in which only double square brackets are read', async () => {
    const nodes = [set({ name: 'id', value: 'a/b' }), call()];
    const request = await requestOf(nodes, { url: 'http://api.example/product/{productId}/[[id]]' });
    expect(request?.url).toBe('http://api.example/product/%7BproductId%7D/a%2Fb');
  });

  test('a nested JSON object with POST, in which values are escaped', async () => {
    const nodes = [
      set({ name: 'name', value: 'a "b"\nc' }, { name: 'count', value: 3 }),
      call({ body: { json: '{"customer": {"name": "[[name]]", "list": [1, {"n": [[count]]}]}}' } }),
    ];
    const request = await requestOf(nodes, { method: 'POST' });
    expect(request?.method).toBe('POST');
    expect(JSON.parse(String(request?.body))).toEqual({ customer: { name: 'a "b"\nc', list: [1, { n: 3 }] } });
  });

  test('nothing with GET', async () => {
    expect((await requestOf([call()]))?.body).toBeUndefined();
  });
});

describe('variables of a response', () => {
  const after = (body: object | readonly unknown[], says: string): Promise<readonly (readonly string[])[]> =>
    talk(documentOf([call(), text('say', says)]), ['hi'], { stub: { status: 200, body: body as never } });

  test.each([
    ['a number, as it is', { n: 45.5 }, '[[EXAMPLE:n]]', '45.5'],
    ['a boolean', { is: false }, '[[EXAMPLE:is]]', 'false'],
    ['nothing for null', { n: null }, 'a[[EXAMPLE:n]]b', 'ab'],
    ['nothing for an empty list', { list: [] }, 'a[[EXAMPLE:list.1.id]]b', 'ab'],
    ['a list at the top', [{ id: 'x' }, { id: 'y' }], '[[EXAMPLE:2.id]]', 'y'],
    ['a name with dots, in quotes', { 'a.b': 1 }, '[[EXAMPLE:"a.b"]]', '1'],
    ['upper case of it', { a: 'x' }, '[[upper:EXAMPLE:a]]', 'X'],
  ])('%s', async (_what, body, says, said) => {
    expect(await after(body, says)).toEqual([[said]]);
  });

  test('a second call leaves nothing of the first', async () => {
    const stub = [
      { status: 200, body: { items: ['a', 'b'] } },
      { status: 200, body: { items: ['c'] } },
    ];
    const nodes = [call(), text('say', '[[EXAMPLE:items.1]][[EXAMPLE:items.2]]')];
    expect(await talk(documentOf(nodes), ['hi', 'hi'], { stub })).toEqual([['ab'], ['c']]);
  });

  test('nor does one that fails', async () => {
    const stub = [{ status: 200, body: { a: 'b' } }, 'timeout'] as const;
    expect(await talk(documentOf([call(), text('say', '<[[EXAMPLE:a]]>')]), ['hi', 'hi'], { stub })).toEqual([['<b>'], ['<>']]);
  });

  test('a body that cannot be judged is other', async () => {
    const judged = documentOf(
      [
        call({ results: [{ name: 'sent' }, { name: 'other', goTo: { step: 'say' } }, ...results.slice(2)] }),
        text('sent', 'Sent.'),
        text('say', 'Other.'),
      ],
      [{ ...endpoint, elementValidation: '$.state' }],
    );
    expect(await talk(judged, ['hi'], { stub: { status: 200, body: 'no JSON' } })).toEqual([['Other.']]);
    expect(await talk(judged, ['hi'], { stub: { status: 200, body: { state: { is: 'sent' } } } })).toEqual([['Other.']]);
    expect(await talk(judged, ['hi'], { stub: { status: 404, body: { state: 'sent' } } })).toEqual([['Sent.']]);
  });
});

describe('menus', () => {
  const menu = {
    id: 'menu',
    type: 'Menu',
    menuText: 'What?',
    options: [
      { id: 'a', label: 'Apples' },
      { id: 'b', label: 'Pears' },
    ],
    results: [
      { option: 'a', goTo: { step: 'apples' } },
      { option: 'b', goTo: { step: 'pears' } },
    ],
  };
  const nodes = [menu, text('apples', 'Red.'), text('pears', 'Green.')];

  test('a Menu leads each option elsewhere, by label and by number, and repeats itself on anything else', async () => {
    expect(await talk(documentOf(nodes), ['hi', 'pears'])).toEqual([['What? | Apples | Pears'], ['Green.']]);
    expect(await talk(documentOf(nodes), ['hi', '1'])).toEqual([['What? | Apples | Pears'], ['Red.']]);
    expect((await talk(documentOf(nodes), ['hi', 'plums', 'Apples'])).slice(1)).toEqual([['What? | Apples | Pears'], ['Red.']]);
  });

  test('the selection of a Multiple Choice Input has two names', async () => {
    const pick = { ...menu, type: 'Multiple Choice Input', variable: 'fruit', results: undefined };
    expect((await talk(documentOf([pick, text('say', '[[fruit]] [[fruit:value]]')]), ['hi', '2']))[1]).toEqual(['Pears Pears']);
  });

  test('a list without pagination is one long menu', async () => {
    const list = { id: 'pick', type: 'Dynamic List', menuText: 'Which?', pattern: '[EXAMPLE:items.#]', pagination: false };
    const stub = { status: 200, body: { items: Array.from({ length: 30 }, (_, index) => `P${index + 1}`) } };
    const [[shown = ''] = []] = await talk(documentOf([call(), list]), ['hi'], { stub });
    expect(shown.split(' | ').slice(1)).toHaveLength(30);
  });

  test('pages go on nine by nine, and an entry of a later one is chosen as it was counted', async () => {
    const list = { id: 'pick', type: 'Dynamic List', menuText: 'Which?', pattern: '[EXAMPLE:items.#]', variable: 'item' };
    const stub = { status: 200, body: { items: Array.from({ length: 25 }, (_, index) => `P${index + 1}`) } };
    const heard = await talk(documentOf([call(), list, text('say', '[[item:value]]')]), ['hi', 'Next', 'Next', 'P24'], { stub });
    expect(heard.slice(1).map(([first = '']) => first.split(' | ').slice(1))).toEqual([
      [...Array.from({ length: 9 }, (_, index) => `P${index + 10}`), 'Next'],
      Array.from({ length: 7 }, (_, index) => `P${index + 19}`),
      [],
    ]);
    expect(heard[3]).toEqual(['P24']);
  });

  test('a list without entries leaves by empty', async () => {
    const list = {
      id: 'pick',
      type: 'Dynamic List',
      menuText: 'Which?',
      pattern: '[EXAMPLE:items.#]',
      results: [{ name: 'chosen' }, { name: 'empty', goTo: { step: 'none' } }],
    };
    const nodes = [call(), list, text('say', 'Chosen.'), text('none', 'There is none.')];
    expect(await talk(documentOf(nodes), ['hi'], { stub: { status: 200, body: { items: [] } } })).toEqual([['There is none.']]);
  });
});

describe('Calculate', () => {
  const numbers = set({ name: 'a', value: '2' }, { name: 'b', value: 3 });
  const branches = [text('yes', 'Yes.'), text('no', 'No.')];

  test.each([
    ['[[a]] + 1 = [[b]]', 'Yes.'],
    ['([[a]] + [[b]]) * 2 >= 10', 'Yes.'],
    ['[[a]] * [[b]] != 6', 'No.'],
    ['[[a]] - [[b]] < [[nothing]] + 1', 'No.'],
  ])('compares what it calculates: %s', async (comparison, answer) => {
    const is = { id: 'is', type: 'Calculate', comparison, yes: { step: 'yes' }, no: { step: 'no' } };
    expect(await talk(documentOf([numbers, is, ...branches]), ['hi'], { scripts })).toEqual([[answer]]);
  });

  test.each([
    ['another workflow', { workflow: 'more' }, ['More.']],
    ['nowhere', { end: true }, []],
    ['the step that is listed next', { next: true }, ['Listed.']],
    ['nothing of its own: the step that is listed next', undefined, ['Listed.']],
  ])('leads by NO to %s', async (_what, no, heard) => {
    const sum = { id: 'sum', type: 'Calculate', calculation: '[[nothing]] + 1', yes: { step: 'yes' }, ...(no && { no }) };
    const document = {
      clickatell: 1,
      apis: [],
      workflows: [
        { id: 'main', routed: true, nodes: [sum, text('listed', 'Listed.'), ...branches] },
        { id: 'more', nodes: [text('first', 'More.')] },
      ],
    };
    expect(await talk(document, ['hi', 'hi'], { scripts })).toEqual([heard, heard]);
  });
});

describe('sessions', () => {
  const minute = 60_000;
  const events = (enabled: boolean): object => ({
    clickatell: 1,
    settings: { sessionTimeoutEvent: { enabled, secondsBeforeExpiry: 70 } },
    apis: [],
    workflows: [
      {
        id: 'main',
        routed: true,
        nodes: [{ id: 'ask', type: 'Request Input', menuText: 'Name?', variable: 'name' }, text('say', '[[name]]')],
      },
      { id: 'soon', sessionTimeoutEvent: true, nodes: [text('still', 'Still there?')] },
    ],
  });

  test('the event runs its workflow 70 seconds before ten minutes are over, counted from the last message', async () => {
    const quiet = { silenceMs: 10 * minute - 70_001 };
    expect(await talk(events(true), ['hi', quiet, { silenceMs: 1 }])).toEqual([['Name?'], [], ['Still there?']]);
    expect(await talk(events(true), ['hi', { silenceMs: 5 * minute }, 'Ada', { silenceMs: 8 * minute }])).toEqual([
      ['Name?'],
      [],
      ['Ada'],
      [],
    ]);
  });

  test('switched off, a session ends in silence, and with it what is open and its values', async () => {
    expect(await talk(events(false), ['hi', { silenceMs: 11 * minute }, 'Ada'])).toEqual([['Name?'], [], ['Name?']]);
  });

  test('a Wait for Callback times out a minute before the session', async () => {
    const wait = {
      id: 'wait',
      type: 'Wait for Callback',
      reference: 'r',
      results: [{ name: 'callback' }, { name: 'timeout', goTo: { step: 'late' } }],
    };
    const document = documentOf([wait, text('paid', 'Paid.'), text('late', 'Too late.')]);
    expect(await talk(document, ['hi', { silenceMs: 9 * minute - 1 }, { silenceMs: 1 }])).toEqual([[], [], ['Too late.']]);
  });

  test('an incoming payload starts a Dynamic API workflow, a keyword its own, and anything else the routed one', async () => {
    const document = {
      clickatell: 1,
      apis: [],
      workflows: [
        { id: 'main', routed: true, nodes: [text('main-says', 'Routed.')] },
        { id: 'order', keywords: ['order'], nodes: [text('order-says', 'Order.')] },
        { id: 'incoming', dynamicApi: true, nodes: [text('incoming-says', 'Incoming.')] },
      ],
    };
    const heard = await talk(document, ['Order', 'my order', { kind: 'event', name: 'request' }]);
    expect(heard).toEqual([['Order.'], ['Routed.'], ['Incoming.']]);
  });
});
