import type { RenderedRequest } from '@dragoman/core';
import { request as send } from 'undici';
import { expect, test } from 'vitest';
import { createAuthorizer } from '../src/authorizer.ts';
import { createMemoryTokenStore } from '../src/tokens/memory-token-store.ts';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { client, type OtherAuthorizationServer, otherAuthorizationServer } from './oauth2-server.fixture.ts';
import { httpServer } from './servers.fixture.ts';

type Credential = NonNullable<RenderedRequest['credential']>;

/** What `oauth2.test.ts` shows on one authorization server, on another one that nobody here has written either. */
const secrets = { reveal: (name: string) => ({ CLIENT: client.secret, WRONG: 'wr0ng-c4n4ry' })[name] };

const machine = ({ url }: OtherAuthorizationServer, more: Credential['fields'] = {}): Credential => ({
  id: 'shop',
  kind: 'oauth2-client-credentials',
  fields: { tokenUrl: `${url}/token`, clientId: client.id, clientSecret: { secret: 'CLIENT' }, ...more },
});

const person = ({ url }: OtherAuthorizationServer): Credential => ({
  id: 'calendar',
  kind: 'oauth2-authorization-code',
  fields: {
    authorizeUrl: `${url}/authorize?prompt=none`,
    tokenUrl: `${url}/token`,
    clientId: client.id,
    clientSecret: { secret: 'CLIENT' },
    clientAuthentication: 'body',
  },
});

const setUp = async () => {
  const server = await otherAuthorizationServer();
  const seen: string[] = [];
  const api = await httpServer(({ headers }, response) => {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    seen.push(token);
    response.writeHead(server.knows(token) ? 200 : 401).end('{}');
  });
  const clock = { nowMs: Date.now(), now: () => clock.nowMs };
  const tokens = createMemoryTokenStore();
  const call = openCall({ secrets, clock, tokens });
  const calls = (count: number, credential: Credential) =>
    Promise.all(Array.from({ length: count }, async () => brief(await call.call(rendered(api.url, { credential }), callOptions()))));
  return { server, api, seen, clock, tokens, calls };
};

const all = (count: number, end: string): readonly string[] => Array(count).fill(end);

test('client credentials: one token for 100 calls, and one more when its time is up', async () => {
  const { server, seen, clock, calls } = await setUp();
  expect(await calls(100, machine(server))).toEqual(all(100, 'response 200'));
  clock.nowMs += 600_000;
  expect(await calls(100, machine(server, {}))).toEqual(all(100, 'response 200'));
  expect(server.counts).toEqual({ success: 2, error: 0 });
  expect(new Set(seen).size).toBe(2);
});

test.each(['basic', 'body'])('client credentials: the secret goes as %s, and a wrong one is refused', async (clientAuthentication) => {
  const { server, api, calls } = await setUp();
  expect(await calls(1, machine(server, { clientAuthentication }))).toEqual(['response 200']);
  expect(await calls(20, machine(server, { clientAuthentication, clientSecret: { secret: 'WRONG' } }))).toEqual(
    all(20, 'error authentication'),
  );
  expect(server.counts).toEqual({ success: 1, error: 1 });
  expect(api.accepted()).toBe(1);
});

test('authorization code: a person agrees, and a refresh token that stays the same refreshes again and again', async () => {
  const { server, seen, clock, tokens, calls } = await setUp();
  const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens });
  const visit = async (page: URL) => {
    const { headers, body } = await send(page);
    await body.dump();
    return new URL(String(headers.location));
  };
  await authorizer.authorize(person(server), { redirectUri: client.redirectUri, visit, signal: new AbortController().signal });
  await authorizer.dispose();
  for (let round = 0; round < 3; round++) {
    expect(await calls(100, person(server))).toEqual(all(100, 'response 200'));
    clock.nowMs += 600_000;
  }
  expect(server.counts).toEqual({ success: 3, error: 0 });
  expect(new Set(seen).size).toBe(3);
});

test('authorization code: a redirect URI the server does not know, letter by letter, is refused', async () => {
  const { server, tokens } = await setUp();
  const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens });
  const visit = async (page: URL) => {
    const { statusCode, body } = await send(page);
    expect([statusCode, await body.json()]).toMatchObject([400, {}]);
    return new URL(`${client.redirectUri}?error=invalid_client&state=${page.searchParams.get('state')}`);
  };
  const options = { redirectUri: `${client.redirectUri}/`, visit, signal: new AbortController().signal };
  await expect(authorizer.authorize(person(server), options)).rejects.toMatchObject({ code: 'authentication' });
  await authorizer.dispose();
});
