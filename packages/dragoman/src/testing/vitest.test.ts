import { defineBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { simulate } from './simulate.ts';
import './vitest.ts';

const desk = defineBot({
  id: 'desk',
  variables: [{ name: 'orderId' }],
  integrations: [
    {
      id: 'look-up',
      name: 'Look up',
      method: 'POST',
      url: 'https://api.shop.example/orders',
      query: [{ name: 'lang', value: 'en' }],
      headers: [{ name: 'X-Trace', value: '{{orderId}}' }],
      body: { json: '{"order": {"id": "{{orderId}}", "lines": []}}' },
      response: { variable: 'order' },
    },
  ],
  flows: [
    {
      id: 'track',
      triggers: [{ kind: 'text', pattern: '*order*' }],
      nodes: [
        { id: 'ask', kind: 'question', text: 'Which order?', variable: 'orderId' },
        { id: 'look', kind: 'api', integration: 'look-up', routes: [{ when: 200, to: 'found' }] },
        { id: 'found', kind: 'message', text: 'Order {{orderId}} is here.', next: 'more' },
        { id: 'more', kind: 'choice', text: 'More?', options: ['Yes', 'No'], routes: [{ when: { option: 'no' }, to: 'person' }] },
        { id: 'person', kind: 'handoff', queue: 'orders' },
      ],
    },
  ],
});

const talk = async () => {
  const chat = simulate(desk, { stub: { 'look-up': 200 } });
  await chat.say('my order');
  await chat.say('004711');
  return chat;
};

/** What a failing assertion says. */
const complaintOf = (assert: () => void): string => {
  try {
    assert();
  } catch (error) {
    return String(Reflect.get(Object(error), 'message'));
  }
  return 'nothing';
};

describe('matchers for conversations', () => {
  test('hold for what was said, in its order', async () => {
    const chat = await talk();
    expect(chat).toHaveSaid('Which order?');
    expect(chat).toHaveSaid(/^Which/, { kind: 'options', options: ['Yes', /^N/] });
    expect(chat).not.toHaveSaid('There is no order 004711.');
    expect(chat).not.toHaveSaid('Order 004711 is here.', 'Which order?');
  });

  test('hold for the whole of the last answer', async () => {
    const chat = await talk();
    expect(chat).toHaveAnswered('Order 004711 is here.', 'More?');
    expect(chat).not.toHaveAnswered('Order 004711 is here.');
    await chat.choose('No');
    expect(chat).toHaveAnswered({ kind: 'handoff', queue: 'orders' });
    await chat.wait('1m');
    expect(chat).toHaveAnswered();
  });

  test('hold for calls and parts of them, and take matchers of vitest within a body', async () => {
    const chat = await talk();
    expect(chat).toHaveRequested('look-up');
    expect(chat).toHaveRequested('Look up', {
      method: 'POST',
      url: 'https://api.shop.example/orders',
      query: { lang: /^e/ },
      headers: { 'x-trace': '004711' },
      body: { order: expect.objectContaining({ id: '004711' }) },
    });
    expect(chat).not.toHaveRequested('look-up', { body: { order: { id: '004711' } } });
    expect(chat).not.toHaveRequested('look-up', { headers: { 'x-other': /./ } });
    expect(chat).not.toHaveRequested('complain');
  });

  test('complain with the transcript, the first difference marked, the place in the bot and the trace', async () => {
    const chat = await talk();
    const complaint = complaintOf(() => expect(chat).toHaveAnswered('Order 4711 is here.', 'More?')).split('\n');
    expect(complaint.slice(0, 11)).toEqual([
      'The bot says something else.',
      'expected  Order 4711 is here.',
      'actual    Order 004711 is here.',
      'in the bot at flows.track.nodes.found',
      '',
      '  you  my order',
      '  bot  Which order?',
      '  you  004711',
      '✗ bot  Order 004711 is here.',
      '  bot  More? [Yes] [No]',
      '',
    ]);
    expect(complaint.join('\n')).toContain('turn 2');
    expect(complaint.join('\n')).not.toContain('turn 1');
  });

  test.each<[string, (chat: Awaited<ReturnType<typeof talk>>) => void, string]>([
    [
      'something never said',
      (chat) => expect(chat).toHaveSaid('Bye.'),
      'The bot has not said that.\nexpected  Bye.\nin the bot at flows.track.nodes.more',
    ],
    [
      'something said too early',
      (chat) => expect(chat).toHaveSaid('More?', /here/),
      'The bot has not said that after "More? [Yes] [No]".\nexpected  /here/',
    ],
    ['something said after all', (chat) => expect(chat).not.toHaveSaid(/here/), '✗ bot  Order 004711 is here.'],
    ['too little', (chat) => expect(chat).toHaveAnswered(/here/), 'The bot says more than expected.\nactual    More? [Yes] [No]'],
    ['too much', (chat) => expect(chat).toHaveAnswered(/here/, 'More?', 'Bye.'), '✗ bot  (nothing more)'],
    [
      'another call',
      (chat) => expect(chat).toHaveRequested('look-up', { method: 'GET' }),
      '✗ look-up: POST https://api.shop.example/orders?lang=en   The method is another one.',
    ],
    ['a call too many', (chat) => expect(chat).not.toHaveRequested('look-up'), 'The call was made: look-up:'],
  ])('say what is wrong about %s', async (_what, assert, expected) => {
    const chat = await talk();
    expect(complaintOf(() => assert(chat))).toContain(expected);
  });
});
