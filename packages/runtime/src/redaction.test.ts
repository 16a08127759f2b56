import type { BotInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const card = '4111-canary-1111';

const bot: BotInput = {
  id: 'bot',
  variables: [
    { name: 'card', sensitive: true },
    { name: 'account', sensitive: true, type: 'json' },
  ],
  integrations: [
    {
      id: 'pay',
      method: 'POST',
      url: 'https://api.shop.example/cards/{{card}}',
      query: [{ name: 'card', value: '{{card}}' }],
      headers: [{ name: 'x-card', value: '{{card}}' }],
      body: { json: { card: '{{card}}', note: 'card {{card}}' } },
      response: { variable: 'account', fields: [{ name: 'holder', path: '$.holder', to: 'holder' }] },
    },
  ],
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'pay' }],
      nodes: [
        { id: 'ask', kind: 'question', text: 'Card?', variable: 'card' },
        { id: 'call', kind: 'api', integration: 'pay' },
        { id: 'copy', kind: 'assign', set: [{ variable: 'copied', value: '{{card}} of {{holder}}' }] },
        { id: 'done', kind: 'message', text: 'Charged {{card}}.' },
      ],
    },
  ],
};

test('a sensitive value reaches the API and the consumer, and no event', async () => {
  const chat = talk(bot, { stub: { pay: { status: 200, body: { holder: 'holder-canary', echo: card } } } });
  await chat.say('pay');
  expect(await chat.say(card)).toEqual([`Charged ${card}.`]);
  expect(chat.requests[0]?.body).toContain(card);
  const events = JSON.stringify(chat.events);
  expect(events).not.toContain(card);
  expect(events).not.toContain('holder-canary');
  expect(events).toContain('[redacted]');
});

test('a value that was replaced stays hidden', async () => {
  const chat = talk(bot, { stub: { pay: 200 } });
  await chat.say('pay');
  await chat.say(card);
  await chat.say('pay');
  await chat.say('other-canary-2222');
  expect(JSON.stringify(chat.events)).not.toMatch(/4111-canary|other-canary/);
});

test('what the executor has used as a secret is replaced in responses too', async () => {
  const chat = talk(
    { ...bot, variables: [] },
    { stub: { pay: { status: 200, headers: { 'x-echo': 'key-canary', 'set-cookie': 'sid=1' }, body: { holder: 'key-canary' } } } },
  );
  chat.secrets.push('key-canary');
  await chat.say('pay');
  await chat.say('x');
  const events = JSON.stringify(chat.events);
  expect(events).not.toContain('key-canary');
  expect(events).not.toContain('sid=1');
});

test('a value is hidden as a number, as the name of a field, and in whatever the response is', async () => {
  const pin = 481516234299;
  const chat = talk(
    { ...bot, variables: [{ name: 'card', sensitive: true, type: 'number' }] },
    { stub: { pay: { status: 200, body: { holder: pin, [`of ${pin}`]: [pin, { deep: pin }], open: 12, list: [`${pin}`] } } } },
  );
  await chat.say('pay');
  await chat.say(String(pin));
  const events = JSON.stringify(chat.events);
  expect(events).not.toContain(String(pin));
  expect(events).toContain('"open":12');
});

test('what a sensitive response held stays hidden when another one takes its place', async () => {
  const chat = talk(
    {
      ...bot,
      flows: [
        {
          id: 'main',
          triggers: [{ kind: 'text', equals: 'pay' }],
          nodes: [
            { id: 'first', kind: 'api', integration: 'pay' },
            { id: 'copy', kind: 'assign', set: [{ variable: 'copied', value: '{{account.$body.note}}' }] },
            { id: 'again', kind: 'api', integration: 'pay' },
            { id: 'copy-again', kind: 'assign', set: [{ variable: 'copied', value: '{{copied}} and {{account.$body.note}}' }] },
          ],
        },
      ],
    },
    { stub: { pay: ['first', 'other'].map((note) => ({ status: 200, body: { holder: '', note: `${note}-canary` } })) } },
  );
  await chat.say('pay');
  expect(JSON.stringify(chat.events)).not.toContain('canary');
});

test('a part of a response that goes to a sensitive variable is hidden in the whole of it', async () => {
  const chat = talk(
    {
      ...bot,
      variables: [{ name: 'holder', sensitive: true, scope: 'flow' }],
      flows: [{ id: 'main', triggers: [{ kind: 'text', equals: 'pay' }], nodes: [{ id: 'call', kind: 'api', integration: 'pay' }] }],
    },
    {
      stub: { pay: { status: 200, headers: { 'x-echo': 'holder-canary' }, body: { holder: 'holder-canary', note: 'for holder-canary' } } },
    },
  );
  await chat.say('pay');
  expect(JSON.stringify(chat.events)).not.toContain('canary');
});
