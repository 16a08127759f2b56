import { defineCredentialKind, type RenderedRequest, type TokenStore, withHeaders } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createAuthorizer } from '../src/authorizer.ts';
import type { HttpOptions } from '../src/options.ts';
import { createMemoryTokenStore } from '../src/tokens/memory-token-store.ts';
import {
  type AuthorizationServer,
  authorizationServer,
  browse,
  clientSecret,
  protectedApi,
  revoke,
} from './authorization-server.fixture.ts';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { closedPort, httpServer, rawServer } from './servers.fixture.ts';

type Credential = NonNullable<RenderedRequest['credential']>;

const secrets = { reveal: (name: string) => ({ CLIENT: clientSecret, WRONG: 'wr0ng-c4n4ry' })[name] };

const machine = ({ url }: { readonly url: string }, more: Credential['fields'] = {}): Credential => ({
  id: 'shop',
  kind: 'oauth2-client-credentials',
  fields: { tokenUrl: `${url}/token`, clientId: 'machine', clientSecret: { secret: 'CLIENT' }, ...more },
});

const person = ({ url }: AuthorizationServer): Credential => ({
  id: 'calendar',
  kind: 'oauth2-authorization-code',
  fields: {
    authorizeUrl: `${url}/auth?prompt=consent`,
    tokenUrl: `${url}/token`,
    clientId: 'desk',
    clientSecret: { secret: 'CLIENT' },
    scope: 'openid offline_access orders',
  },
});

/** Time that passes when the test says so. */
const handClock = () => {
  let nowMs = Date.now();
  return {
    now: () => nowMs,
    pass: (durationMs: number) => {
      nowMs += durationMs;
    },
  };
};

const open = (http: HttpOptions = {}) => {
  const call = openCall({ secrets, ...http });
  return {
    call: (url: string, credential: Credential, request: Partial<RenderedRequest> = {}) =>
      call.call(rendered(url, { credential, ...request }), callOptions()),
    redact: call.redact,
    dispose: call.dispose,
  };
};

const authorized = async (server: AuthorizationServer, tokens: TokenStore): Promise<Credential> => {
  const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens });
  const credential = person(server);
  const redirectUri = 'http://127.0.0.1:49152/callback';
  await authorizer.authorize(credential, { redirectUri, visit: browse, signal: new AbortController().signal });
  await authorizer.dispose();
  return credential;
};

describe('client credentials', () => {
  test('a token is obtained once and used until its time is nearly up', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const clock = handClock();
    const { call } = open({ clock });
    for (const at of [0, 0, 560_000]) {
      clock.pass(at);
      expect(brief(await call(api.url, machine(server)))).toBe('response 200');
    }
    expect(server.counts).toEqual({ success: 1, error: 0 });
    clock.pass(20_000);
    expect(brief(await call(api.url, machine(server)))).toBe('response 200');
    expect(server.counts).toEqual({ success: 2, error: 0 });
    expect(new Set(api.seen).size).toBe(2);
  });

  test('100 calls at once need one token request, the first time and when its time is up', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const clock = handClock();
    const { call } = open({ clock });
    for (const round of [1, 2]) {
      const results = await Promise.all(Array.from({ length: 100 }, () => call(api.url, machine(server))));
      expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
      expect(server.counts).toEqual({ success: round, error: 0 });
      clock.pass(600_000);
    }
  });

  test('a token that the API refuses in the middle of its life is replaced once, for all who had it', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const { call } = open();
    await call(api.url, machine(server));
    await revoke(server, api.seen[0] ?? '');
    const results = await Promise.all(Array.from({ length: 20 }, () => call(api.url, machine(server))));
    expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
    expect(server.counts.success).toBe(2);
  });

  test('what must not be sent twice is not, but the next call has a new token', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const { call } = open();
    await call(api.url, machine(server));
    await revoke(server, api.seen[0] ?? '');
    expect(brief(await call(api.url, machine(server), { method: 'POST' }))).toBe('response 401');
    expect(api.seen).toHaveLength(2);
    expect(brief(await call(api.url, machine(server), { method: 'POST' }))).toBe('response 200');
  });

  test('an API that refuses every token is asked twice and no more', async () => {
    const server = await authorizationServer();
    let asked = 0;
    const api = await httpServer((_request, response) => {
      asked += 1;
      response.writeHead(401).end();
    });
    const { call } = open();
    expect(brief(await call(api.url, machine(server)))).toBe('response 401');
    expect({ asked, ...server.counts }).toEqual({ asked: 1, success: 1, error: 0 });
    expect(brief(await call(api.url, machine(server)))).toBe('response 401');
    expect({ asked, ...server.counts }).toEqual({ asked: 3, success: 2, error: 0 });
  });

  test('while a token is good a server that is ill does no harm, and the call after that says so', async () => {
    let isIll = false;
    const server = await httpServer((_request, response) => {
      const token = JSON.stringify({ access_token: 't0k3n', token_type: 'Bearer', expires_in: 600 });
      response.writeHead(isIll ? 503 : 200, { 'content-type': 'application/json' }).end(isIll ? '{}' : token);
    });
    const api = await httpServer((_request, response) => response.end('{}'));
    const clock = handClock();
    const { call } = open({ clock });
    expect(brief(await call(api.url, machine(server)))).toBe('response 200');
    isIll = true;
    clock.pass(599_000);
    expect(brief(await call(api.url, machine(server)))).toBe('response 200');
    clock.pass(1000);
    expect(brief(await call(api.url, machine(server)))).toBe('error authentication');
  });

  test('tokens are redacted, whatever the API makes of them', async () => {
    const server = await authorizationServer();
    const api = await httpServer((request, response) => response.end(JSON.stringify(request.headers)));
    const { call, redact } = open();
    const { body } = await call(api.url, machine(server));
    const token = String((body as { authorization: string }).authorization).replace('Bearer ', '');
    for (const shown of [JSON.stringify(body), `?access_token=${token}`, Buffer.from(`x:${token}`).toString('base64'), clientSecret])
      expect(redact(shown)).toContain('«[redacted]»');
    expect(redact(JSON.stringify(body))).not.toContain(token);
  });

  test('the secret may go in the body, where the server takes it', async () => {
    const requests: string[] = [];
    const server = await httpServer(async (request, response) => {
      const body = await request.toArray();
      requests.push(`${request.headers.authorization ?? '-'} ${body.join('')}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t0k3n","token_type":"Bearer"}');
    });
    const api = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization)));
    const fields = { clientAuthentication: 'body', scope: 'orders', audience: 'https://shop.example' };
    expect((await open().call(api.url, machine(server, fields))).body).toBe('Bearer t0k3n');
    expect(requests).toEqual([
      `- ${new URLSearchParams({ scope: 'orders', audience: 'https://shop.example', grant_type: 'client_credentials', client_id: 'machine', client_secret: clientSecret })}`,
    ]);
  });

  test('other fields are another account: their token is another one', async () => {
    const issued = await httpServer(async (request, response) => {
      const scope = new URLSearchParams((await request.toArray()).join('')).get('scope');
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ access_token: `of-${scope}`, token_type: 'bearer' }));
    });
    const api = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization)));
    const { call } = open();
    for (const scope of ['one', 'two', 'one']) expect((await call(api.url, machine(issued, { scope }))).body).toBe(`Bearer of-${scope}`);
  });
});

describe('an authorization server that gives no token: authentication, and the API is not asked', () => {
  const answers = (status: number, body: string) => async () =>
    (
      await httpServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      })
    ).url;

  test.each([
    ['refuses the client', async () => (await authorizationServer()).url, /refuses: invalid_client/],
    ['cannot be reached', async () => `http://127.0.0.1:${await closedPort()}`, /refused the connection/],
    ['breaks the connection', async () => (await rawServer((socket) => socket.resetAndDestroy())).url, /broke the connection/],
    ['answers with something else', answers(200, '{"hello":"wr0ng-c4n4ry"}'), /gave an answer that is no token/],
    ['answers with no JSON', answers(200, 'wr0ng-c4n4ry'), /gave an answer that is no token/],
    ['has a problem', answers(503, ''), /gave an answer that is no token/],
    [
      'repeats the secret',
      answers(400, '{"error":"invalid_client","error_description":"wr0ng-c4n4ry is wrong"}'),
      /«\[redacted\]» is wrong/,
    ],
  ])('%s', async (_name, serve, detail) => {
    const url = await serve();
    let asked = 0;
    const api = await httpServer((_request, response) => {
      asked += 1;
      response.end();
    });
    const result = await open().call(api.url, machine({ url }, { clientSecret: { secret: 'WRONG' } }));
    expect(brief(result)).toBe('error authentication');
    expect(result.outcome).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(JSON.stringify(result)).not.toContain('c4n4ry');
    expect(asked).toBe(0);
  });

  test('100 calls at once hear one refusal', async () => {
    const server = await authorizationServer();
    const { call } = open();
    const credential = machine(server, { clientSecret: { secret: 'WRONG' } });
    const results = await Promise.all(Array.from({ length: 100 }, () => call('http://127.0.0.1:1', credential)));
    expect(new Set(results.map(brief))).toEqual(new Set(['error authentication']));
    expect(server.counts).toEqual({ success: 0, error: 1 });
  });

  test('does not answer: the call ends in time, and the sockets are closed in the end', async () => {
    const silent = await httpServer(() => {});
    const call = openCall({ secrets });
    const result = await call.call(rendered('http://127.0.0.1:1', { credential: machine(silent) }), callOptions({ timeoutMs: 100 }));
    expect(brief(result)).toBe('timeout');
    await call.dispose();
    await silent.idle();
  });

  test('a call that ends early does not take the token request of others with it', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const server = await httpServer(async (_request, response) => {
      asked.resolve();
      await answer.promise;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t0k3n","token_type":"Bearer"}');
    });
    const api = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization)));
    const call = openCall({ secrets });
    const controller = new AbortController();
    const first = call.call(rendered(api.url, { credential: machine(server) }), callOptions({ signal: controller.signal }));
    const second = call.call(rendered(api.url, { credential: machine(server) }), callOptions());
    await asked.promise;
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    answer.resolve();
    expect((await second).body).toBe('Bearer t0k3n');
  });

  test('a private address is blocked for token requests as for any other', async () => {
    const server = await authorizationServer();
    const result = await open({ allowHosts: [] }).call('http://127.0.0.1:1', machine(server));
    expect(result.outcome).toMatchObject({ reason: 'authentication', detail: expect.stringContaining(server.host) });
    expect(server.counts).toEqual({ success: 0, error: 0 });
  });

  test('a token address without TLS is refused', async () => {
    const result = await open().call('http://127.0.0.1:1', machine({ url: 'http://auth.example' }));
    expect(brief(result)).toBe('error configuration');
  });
});

test("a plugin's kind obtains a token the same way", async () => {
  const server = await httpServer((request, response) => response.end(JSON.stringify({ session: `of-${request.headers['x-key']}` })));
  const api = await httpServer((request, response) => {
    const isGood = request.headers['x-session'] === 'of-client-s3cret-c4n4ry+/&:%';
    response.writeHead(isGood ? 200 : 401).end();
  });
  let obtained = 0;
  const kind = defineCredentialKind({
    kind: 'test/session',
    schema: z.object({ url: z.string() }),
    async authenticate(request, { settings, token, reveal, http, now }) {
      const { accessToken } = await token(async () => {
        obtained += 1;
        const headers = [{ name: 'x-key', value: await reveal({ secret: 'CLIENT' }) }];
        const { body } = await http.send({ method: 'POST', url: new URL(settings.url), headers }, { timeoutMs: 20_000 });
        return { accessToken: JSON.parse(body).session, obtainedAtMs: now() };
      });
      return withHeaders(request, { 'x-session': accessToken });
    },
  });
  const { call } = open({ credentialKinds: [kind] });
  const credential = { id: 'session', kind: 'test/session', fields: { url: server.url } };
  const results = await Promise.all(Array.from({ length: 10 }, () => call(api.url, credential)));
  expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
  expect(obtained).toBe(1);
});

describe('authorization code', () => {
  test('is used after a person agreed, refreshed when its time is up, with a new refresh token each time', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const clock = handClock();
    const tokens = createMemoryTokenStore();
    const credential = await authorized(server, tokens);
    const { call } = open({ tokens, clock });
    for (let round = 0; round < 3; round++) {
      expect(brief(await call(api.url, credential))).toBe('response 200');
      clock.pass(600_000);
    }
    // A refresh token that is used a second time would have ended it all.
    expect(server.counts).toEqual({ success: 3, error: 0 });
    expect(new Set(api.seen).size).toBe(3);
  });

  test('100 calls at once refresh once', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const clock = handClock();
    const tokens = createMemoryTokenStore();
    const credential = await authorized(server, tokens);
    const { call } = open({ tokens, clock });
    clock.pass(600_000);
    const results = await Promise.all(Array.from({ length: 100 }, () => call(api.url, credential)));
    expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
    expect(server.counts).toEqual({ success: 2, error: 0 });
  });

  test('without an authorization the outcome says what to do', async () => {
    const server = await authorizationServer();
    const result = await open().call('http://127.0.0.1:1', person(server));
    expect(result.outcome).toMatchObject({ reason: 'authentication', detail: expect.stringContaining('dragoman auth') });
  });

  test('a refresh token that was withdrawn: the outcome names the refusal, and no token', async () => {
    const server = await authorizationServer();
    const clock = handClock();
    const tokens = createMemoryTokenStore();
    const kept: string[] = [];
    const credential = await authorized(server, {
      ...tokens,
      set: (key, token) => {
        kept.push(token.refreshToken ?? '');
        return tokens.set(key, token);
      },
    });
    await (await server.provider.RefreshToken.find(kept[0] ?? ''))?.destroy();
    clock.pass(700_000);
    const { call, redact } = open({ tokens, clock });
    const result = await call('http://127.0.0.1:1', credential);
    expect(result.outcome).toMatchObject({ reason: 'authentication', detail: expect.stringContaining('invalid_grant') });
    expect(redact(`a ${kept[0]} b`)).toBe('a «[redacted]» b');
  });

  test('a person who declines, and an answer that is not ours, are refused', async () => {
    const server = await authorizationServer();
    const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets });
    const options = { redirectUri: 'http://127.0.0.1:49152/callback', signal: new AbortController().signal };
    server.person = 'declines';
    await expect(authorizer.authorize(person(server), { ...options, visit: browse })).rejects.toMatchObject({
      code: 'authentication',
      message: expect.stringContaining('access_denied (The person does not agree)'),
    });
    server.person = 'agrees';
    const forged = async (url: URL) => {
      const answer = await browse(url);
      answer.searchParams.set('state', 'forged');
      return answer;
    };
    await expect(authorizer.authorize(person(server), { ...options, visit: forged })).rejects.toMatchObject({
      code: 'authentication',
      message: expect.stringContaining('state'),
    });
    expect(server.counts).toEqual({ success: 0, error: 0 });
    await expect(authorizer.authorize(machine(server), { ...options, visit: browse })).rejects.toMatchObject({ code: 'unsupported' });
    await authorizer.dispose();
  });
});
