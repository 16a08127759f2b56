import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLivePersonAdapter, livePerson } from '@dragoman/adapter-liveperson';
import { importBot, type RunEvent } from '@dragoman/core';
import { expect, onTestFinished, test } from 'vitest';
import { createDragoman } from '../src/create-dragoman.ts';

const bot = importBot(createLivePersonAdapter(), {
  bot: { id: 'bot', name: 'Stock' },
  responder: ['GET', 'POST'].map((method) => ({
    id: `by-${method}`,
    name: `by ${method}`,
    responseDataVariable: `by${method}`,
    integrationType: 'API',
    method,
    webhook: `http://stock.example/${method.toLowerCase()}`,
    ...(method === 'POST' && { postBody: '{"a": 1}' }),
  })),
  conversationMessage: ['GET', 'POST'].map((method) => ({
    id: `ask-${method}`,
    name: `ask ${method}`,
    group: method,
    interactionType: 'API_INTEGRATION',
    pattern: [method],
    content: { contentType: 'DYNAMIC', responderName: `by ${method}`, responderId: `by-${method}` },
    responseMatches: [{ conditions: [], contextConditions: [], action: { name: 'INTERACTION', value: 'next' }, contextDataVariables: [] }],
  })),
  groups: ['GET', 'POST'].map((method) => ({ id: method, name: method, dialogType: 'DIALOG' })),
}).value;

/** A server that breaks so many connections before it answers, and a conversation whose calls go there. */
const talkTo = async (broken: number, status: number) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (requests.length <= broken) return request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connect = [{ from: 'stock.example', to: `127.0.0.1:${(server.address() as AddressInfo).port}` }];
  const dragoman = createDragoman({ plugins: [livePerson()], network: { connect } });
  onTestFinished(async () => {
    await dragoman.dispose();
    server.close();
  });
  const events: RunEvent[] = [];
  const talk = dragoman.converse(bot, { onEvent: (event) => events.push(event) });
  return {
    requests,
    say: async (said: string) => {
      await talk.say(said);
      return events.flatMap((event) => (event.event === 'request-end' ? [event.outcome] : []));
    },
  };
};

test('a call whose connection breaks is tried three times more', async () => {
  const answered = await talkTo(3, 200);
  expect(await answered.say('GET')).toEqual([{ kind: 'response', status: 200 }]);
  expect(answered.requests).toEqual(Array.from({ length: 4 }, () => 'GET /get'));
  const given = await talkTo(4, 200);
  expect(await given.say('GET')).toMatchObject([{ kind: 'error' }]);
  expect(given.requests).toHaveLength(4);
});

test('a status is an answer, and not asked for again', async () => {
  const failing = await talkTo(0, 503);
  expect(await failing.say('GET')).toEqual([{ kind: 'response', status: 503 }]);
  expect(failing.requests).toHaveLength(1);
});

test('what may have had its effect is not sent again', async () => {
  const broken = await talkTo(1, 200);
  expect(await broken.say('POST')).toMatchObject([{ kind: 'error' }]);
  expect(broken.requests).toEqual(['POST /post']);
});
