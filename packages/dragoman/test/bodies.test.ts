import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type BotInput, normaliseBot } from '@dragoman/core';
import { expect, onTestFinished, test } from 'vitest';
import { createDragoman } from '../src/create-dragoman.ts';

/** Talks to a bot whose API answers like this; the bot is given the address of the API. */
const talkTo = async (answer: RequestListener, botAt: (url: string) => BotInput) => {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dragoman = createDragoman({ network: { allowHosts: ['127.0.0.1'] } });
  onTestFinished(async () => {
    await dragoman.dispose();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return dragoman.converse(normaliseBot(botAt(url)), { variables: { name: 'Zoë & "co" 100%', plain: 'a b' } });
};

const said = (effects: Awaited<ReturnType<Awaited<ReturnType<typeof talkTo>>['say']>>): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'message' && effect.message.kind === 'text' ? [effect.message.text] : []));

const integrations = (url: string): NonNullable<BotInput['integrations']> => [
  { id: 'json', method: 'POST', url, body: { json: '{ "name": "{{name}}", "raw": {{plain}} }' }, response: { variable: 'r' } },
  {
    id: 'form',
    method: 'POST',
    url,
    body: {
      form: [
        { name: 'the name', value: '{{name}}' },
        { name: 'x', value: '{{plain}}' },
        { name: 'x', value: '' },
      ],
    },
    response: { variable: 'r' },
  },
  { id: 'text', method: 'PUT', url, body: { text: 'Hello {{name}}' }, response: { variable: 'r' } },
  { id: 'csv', method: 'PATCH', url, body: { text: 'a,{{plain}}', contentType: 'text/csv; charset=utf-8' }, response: { variable: 'r' } },
  {
    id: 'own',
    method: 'POST',
    url,
    headers: [{ name: 'Content-Type', value: 'application/vnd.acme+json' }],
    body: { json: '{}' },
    response: { variable: 'r' },
  },
  { id: 'get', method: 'GET', url, body: { json: '{ "a": [1] }' }, response: { variable: 'r' } },
  { id: 'delete', method: 'DELETE', url, body: { text: 'why' }, response: { variable: 'r' } },
  { id: 'none', method: 'POST', url, response: { variable: 'r' } },
];

test.each([
  ['json', 'POST', 'application/json', '{ "name": "Zoë & \\"co\\" 100%", "raw": "a b" }'],
  ['form', 'POST', 'application/x-www-form-urlencoded', 'the+name=Zo%C3%AB+%26+%22co%22+100%25&x=a+b&x='],
  ['text', 'PUT', 'text/plain; charset=utf-8', 'Hello Zoë & "co" 100%'],
  ['csv', 'PATCH', 'text/csv; charset=utf-8', 'a,a b'],
  ['own', 'POST', 'application/vnd.acme+json', '{}'],
  ['get', 'GET', 'application/json', '{ "a": [1] }'],
  ['delete', 'DELETE', 'text/plain; charset=utf-8', 'why'],
  ['none', 'POST', undefined, ''],
])('a request with the body "%s" arrives as it was written', async (id, method, type, body) => {
  const seen: unknown[] = [];
  const chat = await talkTo(
    async (request, response) => {
      const text = (await buffer(request)).toString();
      seen.push([request.method, request.headers['content-type'], text, request.headers['content-length']]);
      response.end('{}');
    },
    (url) => ({
      id: 'bot',
      integrations: integrations(url),
      flows: [{ id: 'main', triggers: [{ kind: 'text', equals: 'go' }], nodes: [{ id: 'call', kind: 'api', integration: id }] }],
    }),
  );
  await chat.say('go');
  expect(seen).toEqual([[method, type, body, `${Buffer.byteLength(body)}`]]);
});

test('an answer in XML is read by paths, row by row, and its values routed on', async () => {
  const xml =
    '<?xml version="1.0" encoding="ISO-8859-1"?><shop open="yes"><order id="7"><item>Caf\xe9</item><price>0012.50</price></order><order id="8"><item>Tea</item></order></shop>';
  const chat = await talkTo(
    (_request, response) => response.writeHead(200, { 'content-type': 'application/xml' }).end(Buffer.from(xml, 'latin1')),
    (url) => ({
      id: 'bot',
      integrations: [
        {
          id: 'orders',
          method: 'GET',
          url,
          response: {
            variable: 'orders',
            format: 'xml',
            outcome: { jsonpath: "$.shop['@open']" },
            rows: '$.shop.order',
            fields: [
              { name: 'items', path: '$.item', perRow: true },
              { name: 'ids', path: "$['@id']", perRow: true },
              { name: 'prices', path: '$.price', perRow: true },
              { name: 'first', path: '$.shop.order[0].price', to: 'price' },
            ],
          },
        },
      ],
      flows: [
        {
          id: 'main',
          triggers: [{ kind: 'text', equals: 'go' }],
          nodes: [
            {
              id: 'call',
              kind: 'api',
              integration: 'orders',
              routes: [
                { when: { value: 'yes' }, to: 'open' },
                { when: 'other', to: 'shut' },
              ],
            },
            {
              id: 'open',
              kind: 'message',
              text: '{{orders.$count}} {{orders.items}} {{orders.ids}} {{orders.prices}} {{price}} {{orders.$body.shop.order[1].item}}',
              next: { end: 'flow' },
            },
            { id: 'shut', kind: 'message', text: 'Shut.' },
          ],
        },
      ],
    }),
  );
  expect(said(await chat.say('go'))).toEqual(['2 ["Café","Tea"] ["7","8"] ["0012.50",null] 0012.50 Tea']);
});
