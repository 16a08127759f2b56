import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BotInput, normaliseBot, type RunEvent, readBot } from '@dragoman/core';
import { builtInCredentialKinds } from '@dragoman/http';
import { expect, onTestFinished, test } from 'vitest';
import { createDragoman } from './create-dragoman.ts';

const botOn = (url: string, variable: string): BotInput => ({
  id: 'account',
  variables: [{ name: 'login', scope: 'session', type: 'json', sensitive: true }],
  credentials: [{ id: 'person', kind: 'consumer-token', fields: { variable } }],
  integrations: [{ id: 'balance', method: 'GET', url, credential: 'person', response: { variable: 'balance' } }],
  flows: [
    {
      id: 'main',
      kind: 'fallback',
      nodes: [
        {
          id: 'call',
          kind: 'api',
          integration: 'balance',
          routes: [
            { when: 'success', to: 'tell' },
            { when: 'error', to: 'log-in' },
          ],
        },
        { id: 'tell', kind: 'message', text: 'Here it is.', next: { end: 'flow' } },
        { id: 'log-in', kind: 'message', text: 'Please log in.' },
      ],
    },
  ],
});

const api = async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(headers.authorization);
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, seen };
};

test('each call goes out with the token of the person it is for, and without one it does not go out', async () => {
  const { host, seen } = await api();
  const dragoman = createDragoman({ network: { allowHosts: [host] } });
  const bot = normaliseBot(botOn(`http://${host}`, 'login.token'));
  const events: RunEvent[] = [];
  const say = async (variables: { readonly [name: string]: { readonly token: string } }) => {
    const effects = await dragoman.converse(bot, { variables, onEvent: (event) => events.push(event) }).say('balance');
    return effects.flatMap((effect) => ('message' in effect && 'text' in effect.message ? [effect.message.text] : []));
  };
  expect(await say({ login: { token: 'of-ada-c4n4ry' } })).toEqual(['Here it is.']);
  expect(await say({ login: { token: 'of-bob-c4n4ry' } })).toEqual(['Here it is.']);
  expect(await say({})).toEqual(['Please log in.']);
  expect(seen).toEqual(['Bearer of-ada-c4n4ry', 'Bearer of-bob-c4n4ry']);
  expect(JSON.stringify(events)).not.toContain('c4n4ry');
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'request-end', outcome: expect.objectContaining({ kind: 'error', reason: 'authentication' }) }),
  );
  await dragoman.dispose();
});

test('a variable that nothing sets is reported', () => {
  const { diagnostics } = readBot(botOn('https://api.example', 'logon'), { credentialKinds: builtInCredentialKinds });
  expect(diagnostics).toMatchObject([{ code: 'unknown-variable', severity: 'warning' }]);
});
