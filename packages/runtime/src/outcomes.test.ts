import type { BotInput, IntegrationInput, NodeInput, RouteInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const lookup: IntegrationInput = {
  id: 'lookup',
  method: 'GET',
  url: 'https://api.shop.example/orders/{{orderId}}',
  response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
};

const words = ['v', 's', 'c', 't', 'e', 'm', 'ok', 'bad', 'o', 'n'] as const;

const bot = (
  routes: readonly RouteInput[],
  integration: Partial<IntegrationInput> = {},
  node: Partial<Extract<NodeInput, { kind: 'api' }>> = {},
): BotInput => ({
  id: 'bot',
  integrations: [{ ...lookup, ...integration } as IntegrationInput],
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', pattern: '*' }],
      nodes: [
        { id: 'call', kind: 'api', integration: 'lookup', routes, ...node },
        { id: 'after', kind: 'message', text: 'after', next: { end: 'flow' } },
        ...words.map((id): NodeInput => ({ id, kind: 'message', text: `took ${id}`, next: { end: 'flow' } })),
      ],
    },
  ],
});

const every: readonly RouteInput[] = [
  { when: 'other', to: 'o' },
  { when: 'failure', to: 'bad' },
  { when: 'success', to: 'ok' },
  { when: 'max-connection', to: 'm' },
  { when: 'error', to: 'e' },
  { when: 'timeout', to: 't' },
  { when: '4xx', to: 'c' },
  { when: 404, to: 's' },
  { when: { value: 'gone' }, to: 'v' },
];

describe('routes of an api node', () => {
  test.each([
    [{ status: 404, body: { state: 'gone' } }, 'v'],
    [{ status: 404, body: { state: 'there' } }, 's'],
    [{ status: 403 }, 'c'],
    ['timeout', 't'],
    ['error', 'e'],
    ['max-connection', 'm'],
    [200, 'ok'],
    [500, 'bad'],
  ] as const)('the finest match wins, whatever the order: %j → %s', async (stub, word) => {
    const chat = talk(bot(every, { response: { ...lookup.response, outcome: { jsonpath: '$.state' } } }), { stub: { lookup: stub } });
    expect(await chat.say('go')).toEqual([`took ${word}`]);
  });

  test.each(['timeout', 'error', 'max-connection', 500, 302] as const)('other takes what nothing else does: %s', async (stub) => {
    expect(
      await talk(
        bot([
          { when: 200, to: 'ok' },
          { when: 'other', to: 'o' },
        ]),
        { stub: { lookup: stub } },
      ).say('go'),
    ).toEqual(['took o']);
  });

  test('next serves a success no route takes', async () => {
    expect(await talk(bot([{ when: 404, to: 's' }]), { stub: { lookup: 200 } }).say('go')).toEqual(['after']);
  });

  test('a failure no route takes says so and ends the flow', async () => {
    const chat = talk(bot([{ when: 404, to: 's' }]), { stub: { lookup: 500 } });
    expect(await chat.say('go')).toEqual(['Sorry, that did not work. Please try again later.']);
    expect(chat.diagnostics()).toEqual(['unset-in-request', 'unrouted-outcome']);
  });

  test('without any routes next serves every outcome, after the failure text', async () => {
    expect(await talk(bot([]), { stub: { lookup: 'timeout' } }).say('go')).toEqual([
      'Sorry, that did not work. Please try again later.',
      'after',
    ]);
  });

  test('a predicate must hold beside when', async () => {
    const routes: RouteInput[] = [
      { when: 200, if: { left: '{{order.status}}', op: 'equals', right: 'shipped' }, to: 's' },
      { when: 200, to: 'ok' },
    ];
    expect(await talk(bot(routes), { stub: { lookup: { status: 200, body: { status: 'shipped' } } } }).say('go')).toEqual(['took s']);
    expect(await talk(bot(routes), { stub: { lookup: { status: 200, body: { status: 'packed' } } } }).say('go')).toEqual(['took ok']);
  });

  test('what success is comes from the semantics', async () => {
    const strict: BotInput = {
      ...bot([
        { when: 'success', to: 'ok' },
        { when: 'failure', to: 'bad' },
      ]),
      semantics: { success: ['200', '201'] },
    };
    expect(await talk(strict, { stub: { lookup: 204 } }).say('go')).toEqual(['took bad']);
  });
});

describe('requests', () => {
  test('values are encoded for the place they stand in', async () => {
    const chat = talk(
      bot(
        [],
        {
          method: 'POST',
          url: 'https://api.shop.example/orders/{{orderId}}/items',
          query: [
            { name: 'q', value: '{{orderId}}' },
            { name: 'q', value: 'second' },
          ],
          headers: [{ name: 'x-order', value: '{{orderId}}' }],
          body: { json: { id: '{{orderId}}', count: '{{count}}', note: 'for {{orderId}}', none: '{{missing}}' } },
        },
        { query: [{ name: 'page', value: '{{count}}' }] },
      ),
      { stub: { lookup: 200 }, variables: { orderId: 'a/b "c"?', count: 3 } },
    );
    await chat.say('go');
    expect(chat.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.shop.example/orders/a%2Fb%20%22c%22%3F/items',
        query: [
          { name: 'q', value: 'a/b "c"?' },
          { name: 'q', value: 'second' },
          { name: 'page', value: '3' },
        ],
        headers: [
          { name: 'x-order', value: 'a/b "c"?' },
          { name: 'accept', value: 'application/json' },
          { name: 'content-type', value: 'application/json' },
        ],
      },
    ]);
    expect(JSON.parse(chat.requests[0]?.body ?? '')).toEqual({ id: 'a/b "c"?', count: 3, note: 'for a/b "c"?', none: null });
  });

  test('a secret stays a handle', async () => {
    const chat = talk(bot([], { headers: [{ name: 'x-key', value: 'Key {{secret.SHOP_KEY}}' }] }), { stub: { lookup: 200 } });
    await chat.say('go');
    expect(chat.requests[0]?.headers[0]).toEqual({ name: 'x-key', value: ['Key ', { secret: 'SHOP_KEY' }] });
    expect(JSON.stringify(chat.events)).toContain('Key {{secret.SHOP_KEY}}');
  });

  test('the same header with another value is a conflict and nothing is sent; with the same value it is sent once', async () => {
    const shared: Partial<IntegrationInput> = { headers: [{ name: 'X-Tenant', value: '{{tenant}}' }] };
    const own = { headers: [{ name: 'x-tenant', value: 'eu' }] };
    const conflicting = talk(bot([{ when: 'error', to: 'e' }], shared, own), { stub: { lookup: 200 }, variables: { tenant: 'us' } });
    expect(await conflicting.say('go')).toEqual(['took e']);
    expect(conflicting.requests).toEqual([]);
    expect(conflicting.diagnostics()).toEqual(['unset-in-request', 'call-conflict']);
    const agreeing = talk(bot([], shared, own), { stub: { lookup: 200 }, variables: { tenant: 'eu' } });
    await agreeing.say('go');
    expect(agreeing.requests[0]?.headers.filter(({ name }) => name.toLowerCase() === 'x-tenant')).toHaveLength(1);
  });

  test('a line break in a header value is refused and nothing is sent', async () => {
    const chat = talk(bot([{ when: 'error', to: 'e' }], { headers: [{ name: 'x-order', value: '{{orderId}}' }] }), {
      stub: { lookup: 200 },
      variables: { orderId: 'a\r\nx-evil: 1' },
    });
    expect(await chat.say('go')).toEqual(['took e']);
    expect(chat.requests).toEqual([]);
    expect(JSON.stringify(chat.events.filter(({ event }) => event === 'diagnostic'))).not.toContain('x-evil');
  });

  test('an idempotency key is sent only where it is declared, another one for each call', async () => {
    const plain = talk(bot([], { method: 'POST' }), { stub: { lookup: 200 } });
    await plain.say('go');
    expect(plain.requests[0]?.idempotencyHeader).toBeUndefined();
    const keyed = talk(bot([], { method: 'POST', idempotency: { header: 'Idempotency-Key' } }), { stub: { lookup: 200 } });
    await keyed.say('go');
    expect(keyed.requests[0]?.idempotencyHeader).toBe('Idempotency-Key');
  });

  test('a list in pages is one call: whoever performs it reads them, and a stub answers with all of them', async () => {
    const pagination = { next: { cursor: '$.next', query: 'after' }, rows: '$.items' };
    const chat = talk(bot([], { pagination, response: { variable: 'order', rows: '$[*]' } }), {
      stub: { lookup: { status: 200, body: [1, 2, 3] } },
    });
    expect(await chat.say('go')).toEqual(['after']);
    expect(chat.requests.map((request) => request.pagination)).toEqual([pagination]);
    expect(chat.variable('order')).toMatchObject({ $count: 3 });
  });
});

describe('responses', () => {
  const catalogue: Partial<IntegrationInput> = {
    response: {
      variable: 'products',
      rows: '$.items',
      fields: [
        { name: 'name', path: '$.title', perRow: true },
        { name: 'price', path: '$.price', perRow: true },
        { name: 'total', path: '$.total', to: 'found', type: 'text' },
      ],
    },
  };
  const body = { total: 2, items: [{ title: 'Tea', price: 3 }, { title: 'Cup' }] };

  test('columns stay aligned and rows are objects of the fields', async () => {
    const chat = talk(bot([], catalogue), { stub: { lookup: { status: 200, body } } });
    await chat.say('go');
    expect(chat.variable('products')).toEqual({
      name: ['Tea', 'Cup'],
      price: [3, null],
      total: '2',
      $outcome: 'response',
      $status: 200,
      $body: body,
      $count: 2,
      $rows: [
        { name: 'Tea', price: 3 },
        { name: 'Cup', price: null },
      ],
    });
    expect(chat.variable('found')).toBe('2');
  });

  test('a path whose search is given up says so', async () => {
    const deep = Array.from({ length: 400 }).reduce<object>((inner) => ({ a: inner, b: { c: 1 } }), {});
    const chat = talk(bot([], { response: { variable: 'all', fields: [{ name: 'x', path: '$..a..a..a..c' }] } }), {
      stub: { lookup: { status: 200, body: deep as never } },
    });
    await chat.say('go');
    expect(chat.diagnostics()).toContain('response-not-searched');
  });

  test('a lone object counts as one row', async () => {
    const chat = talk(bot([], catalogue), { stub: { lookup: { status: 200, body: { items: { title: 'Tea', price: 3 } } } } });
    await chat.say('go');
    expect(chat.variable('products')).toMatchObject({ $count: 1, name: ['Tea'] });
  });

  test('nothing of the call before survives a failure', async () => {
    const chat = talk(bot([{ when: 'other', to: 'o' }], catalogue), { stub: { lookup: [{ status: 200, body }, 'timeout'] } });
    await chat.say('go');
    await chat.say('go');
    expect(chat.variable('products')).toEqual({ name: [], price: [], $outcome: 'timeout', $count: 0, $rows: [] });
    expect(chat.variable('found')).toBeUndefined();
  });

  test('keep leaves a variable as it was when its path finds nothing', async () => {
    const keeping = { response: { ...catalogue.response, variable: 'products', onMissing: 'keep' } } as const;
    const chat = talk(bot([], keeping), {
      stub: {
        lookup: [
          { status: 200, body },
          { status: 200, body: {} },
        ],
      },
    });
    await chat.say('go');
    await chat.say('go');
    expect(chat.variable('found')).toBe('2');
  });

  test('the semantics may store text only', async () => {
    const chat = talk(
      { ...bot([], { response: { variable: 'order', fields: [{ name: 'count', path: '$.count' }] } }), semantics: { values: 'text' } },
      { stub: { lookup: { status: 200, body: { count: 3 } } } },
    );
    await chat.say('go');
    expect(chat.variable('order')).toMatchObject({ count: '3', $status: 200 });
  });

  test('templates reach fields, the raw body, the status and the outcome', async () => {
    const reading: BotInput = bot([], {}, {});
    const flows = reading.flows?.map((each) => ({
      ...each,
      nodes: [
        each.nodes[0] as NodeInput,
        {
          id: 'show',
          kind: 'message',
          text: '{{order.status}} {{order.$body.items[1].name}} {{order.$status}} {{order.$outcome}}!',
        } as NodeInput,
      ],
    }));
    const chat = talk(
      { ...reading, flows: flows ?? [] },
      { stub: { lookup: { status: 201, body: { status: 'new', items: [{ name: 'a' }, { name: 'b' }] } } } },
    );
    expect(await chat.say('go')).toEqual(['new b 201 response!']);
  });
});
