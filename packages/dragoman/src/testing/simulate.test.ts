import { defineBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { simulate } from '../testing.ts';

const orderDesk = defineBot({
  id: 'order-desk',
  credentials: [{ id: 'shop', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } }],
  variables: [{ name: 'orderId' }],
  integrations: [
    {
      id: 'order-lookup',
      method: 'GET',
      url: 'https://api.shop.example/orders/{{orderId}}',
      query: [{ name: 'fields', value: 'status,eta' }],
      headers: [{ name: 'x-trace', value: '{{secret.TRACE}}-{{env.REGION}}' }],
      credential: 'shop',
      response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
    },
    {
      id: 'complain',
      method: 'POST',
      url: 'https://api.shop.example/complaints',
      body: { json: '{"order": "{{orderId}}"}' },
      response: { variable: 'complaint' },
    },
  ],
  flows: [
    {
      id: 'track',
      triggers: [{ kind: 'text', pattern: '*where*order*' }],
      nodes: [
        { id: 'ask', kind: 'question', text: 'Which order?', variable: 'orderId' },
        {
          id: 'look-up',
          kind: 'api',
          integration: 'order-lookup',
          routes: [
            { when: 200, to: 'found' },
            { when: 404, to: 'unknown' },
            { when: 'other', to: 'slow' },
          ],
        },
        { id: 'found', kind: 'message', text: 'Order {{orderId}} is {{order.status}}.', next: 'more' },
        { id: 'unknown', kind: 'message', text: 'There is no order {{orderId}}.', next: 'ask' },
        { id: 'slow', kind: 'message', text: 'That takes longer than usual.', next: { end: 'flow' } },
        {
          id: 'more',
          kind: 'choice',
          text: 'Anything else?',
          options: [
            { id: 'complain', label: 'Complain' },
            { id: 'terms', label: 'Our terms', action: { kind: 'url', url: 'https://shop.example/terms' } },
            { id: 'no', label: 'No' },
          ],
          routes: [
            { when: { option: 'complain' }, to: 'complain' },
            { when: { option: 'no' }, to: { end: 'conversation' } },
          ],
        },
        { id: 'complain', kind: 'api', integration: 'complain', next: 'call-back' },
        {
          id: 'call-back',
          kind: 'wait',
          reference: 'call',
          timeoutMs: 1_800_000,
          routes: [{ when: 'timeout', to: 'late' }],
          next: 'called',
        },
        { id: 'called', kind: 'message', text: 'Thanks for talking to us.', next: { end: 'flow' } },
        { id: 'late', kind: 'message', text: 'We could not reach you.', next: { end: 'flow' } },
      ],
    },
  ],
});

describe('a simulated conversation', () => {
  test('an unknown order is not an outage', async () => {
    const chat = simulate(orderDesk, { stub: { 'order-lookup': 404 }, env: { REGION: 'eu' } });

    await chat.say('where is my order?');
    expect(await chat.say('004711')).toMatchObject([{ text: 'There is no order 004711.' }, { text: 'Which order?' }]);

    expect(chat.requests).toMatchObject([
      {
        integration: 'order-lookup',
        node: 'look-up',
        method: 'GET',
        url: 'https://api.shop.example/orders/004711',
        fullUrl: 'https://api.shop.example/orders/004711?fields=status%2Ceta',
        query: [{ name: 'fields', value: 'status,eta' }],
        outcome: { kind: 'response', status: 404 },
      },
    ]);
    expect(chat.requests[0]?.headers).toContainEqual({ name: 'x-trace', value: '{{secret.TRACE}}-eu' });
    expect(chat.variable('orderId')).toBe('004711');
    expect(chat.variable('nothing')).toBeUndefined();
  });

  test('options are chosen by label, value, id or position, and time goes by when it is told to', async () => {
    const stub = { 'order-lookup': { status: 200, body: { status: 'on its way' } }, complain: 201 } as const;
    const chat = simulate(orderDesk, { stub });
    await chat.say('where is my order');
    expect(await chat.say('1')).toMatchObject([
      { text: 'Order 1 is on its way.' },
      { kind: 'options', options: [{ label: 'Complain' }, {}, {}] },
    ]);
    await expect(chat.choose('Rejoice')).rejects.toThrow('The last message has "Complain", "Our terms", "No".');
    await expect(chat.choose(2)).rejects.toThrow('opens a page');
    expect(await chat.choose(1)).toEqual([]);
    expect(chat.requests.at(-1)).toMatchObject({ method: 'POST', body: { order: '1' } });
    expect(await chat.wait('29m')).toEqual([]);
    expect(await chat.wait(60_000)).toMatchObject([{ text: 'We could not reach you.' }]);
    expect(chat.transcript.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      'user: where is my order',
      'bot: Which order?',
      'user: 1',
      'bot: Order 1 is on its way.',
      'bot: Anything else?',
      'user: Complain',
      'wait: 29m',
      'wait: 60000 ms',
      'bot: We could not reach you.',
    ]);
  });

  test('what a wait node waits for is brought by a callback', async () => {
    const chat = simulate(orderDesk, { stub: { 'order-lookup': 200, complain: 201 } });
    await chat.say('where is my order');
    await chat.say('1');
    await chat.choose('complain');
    expect(await chat.callback('call', 'done')).toMatchObject([{ text: 'Thanks for talking to us.' }]);
  });

  test('a call without a stub is a gap in the test, and says how to close it', async () => {
    const chat = simulate(orderDesk);
    await chat.say('where is my order');
    await expect(chat.say('1')).rejects.toThrow('Stub it: stub: { "order-lookup": 200 }');
  });

  test('a sequence of stubs is one entry a call, and two conversations share none', async () => {
    const open = () => simulate(orderDesk, { stub: { 'order-lookup': [404, 'timeout'] } });
    for (const chat of [open(), open()]) {
      await chat.say('where is my order');
      expect(await chat.say('1')).toMatchObject([{ text: 'There is no order 1.' }, {}]);
      expect(await chat.say('1')).toMatchObject([{ text: 'That takes longer than usual.' }]);
    }
  });

  test('of several sets of stubs the first counts that knows a call, and a field of a variable is read as the bot reads it', async () => {
    const chat = simulate(orderDesk, {
      stub: [{ 'Order-lookup': 500 }, { 'look-up': { status: 200, body: { status: 'sent' } } }, { 'order-lookup': 404 }],
    });
    await chat.say('where is my order');
    expect(await chat.say('1')).toMatchObject([{ text: 'Order 1 is sent.' }, {}]);
    expect(chat.variable('order.status')).toBe('sent');
    expect(chat.variable('order.nothing')).toBeUndefined();
    await chat.choose('No');
    expect(chat.variable('orderId')).toBe('1');
  });

  test('variables of the contact are set, and what is no bot, time or duration is refused with its place', async () => {
    expect(simulate(orderDesk, { set: { orderId: '7' } }).variable('orderId')).toBe('7');
    expect(() =>
      simulate({ id: 'x', flows: [{ id: 'a', nodes: [{ id: 'b', kind: 'message', text: 'Hi', next: 'nowhere' }] }] } as never),
    ).toThrow('flows.a.nodes.b.next');
    expect(() => simulate(orderDesk, { now: 'noon' })).toThrow('"noon" is no time');
    await expect(simulate(orderDesk).wait('a while')).rejects.toThrow('"a while" is no duration');
  });
});
