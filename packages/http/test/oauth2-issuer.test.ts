import type { RenderedRequest } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createAuthorizer } from '../src/authorizer.ts';
import { createMemoryTokenStore } from '../src/tokens/memory-token-store.ts';
import { type AuthorizationServer, authorizationServer, browse, clientSecret, protectedApi } from './authorization-server.fixture.ts';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

type Credential = NonNullable<RenderedRequest['credential']>;

const secrets = { reveal: () => clientSecret };

const machine = (issuer: string): Credential => ({
  id: 'shop',
  kind: 'oauth2-client-credentials',
  fields: { issuer, clientId: 'machine', clientSecret: { secret: 'CLIENT' } },
});

const person = (issuer: string, more: Credential['fields'] = {}): Credential => ({
  id: 'calendar',
  kind: 'oauth2-authorization-code',
  fields: { issuer, clientId: 'desk', clientSecret: { secret: 'CLIENT' }, scope: 'openid offline_access', ...more },
});

const redirectUri = 'http://127.0.0.1:49152/callback';
const signal = new AbortController().signal;

const withConsent = async (url: URL): Promise<URL> => {
  url.searchParams.set('prompt', 'consent');
  return browse(url);
};

const callAs = (url: string, credential: Credential, tokens = createMemoryTokenStore()) =>
  openCall({ secrets, tokens }).call(rendered(url, { credential }), callOptions());

const authorized = async (server: AuthorizationServer) => {
  const tokens = createMemoryTokenStore();
  const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens });
  await authorizer.authorize(person(server.url), { redirectUri, signal, visit: withConsent });
  return { tokens, authorizer };
};

describe('an issuer says itself where its addresses are:', () => {
  test('for client credentials', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    expect(brief(await callAs(api.url, machine(server.url)))).toBe('response 200');
  });

  test('for a person, whose answer has to come from that issuer', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const { tokens, authorizer } = await authorized(server);
    expect(brief(await callAs(api.url, person(server.url), tokens))).toBe('response 200');
    const fromElsewhere = async (url: URL) => {
      const answer = await withConsent(url);
      answer.searchParams.set('iss', 'https://elsewhere.example');
      return answer;
    };
    await expect(authorizer.authorize(person(server.url), { redirectUri, signal, visit: fromElsewhere })).rejects.toMatchObject({
      code: 'authentication',
      message: expect.stringContaining('"iss"'),
    });
    await authorizer.dispose();
  });

  test('in the place of OAuth when there is none of OpenID Connect', async () => {
    const asked: unknown[] = [];
    const server = await httpServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const url = `http://${request.headers.host}`;
      response.setHeader('content-type', 'application/json');
      if (request.url === '/.well-known/oauth-authorization-server')
        response.end(JSON.stringify({ issuer: url, token_endpoint: `${url}/t` }));
      else if (request.url === '/t') response.end('{"access_token":"t0k3n","token_type":"Bearer"}');
      else response.writeHead(404).end('{}');
    });
    const api = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization)));
    expect((await callAs(api.url, machine(server.url))).body).toBe('Bearer t0k3n');
    expect(asked).toEqual(['GET /.well-known/openid-configuration', 'GET /.well-known/oauth-authorization-server', 'POST /t']);
  });
});

describe('an issuer that cannot be relied on: authentication, and no secret leaves', () => {
  const serving = (status: number, metadata: (url: string) => object) => {
    const posts: unknown[] = [];
    return httpServer((request, response) => {
      if (request.method === 'POST') posts.push(request.url);
      const body = JSON.stringify(metadata(`http://${request.headers.host}`));
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    }).then((server) => ({ ...server, posts }));
  };

  test.each([
    [
      'says it is another one',
      200,
      () => ({ issuer: 'https://elsewhere.example', token_endpoint: 'https://elsewhere.example/t' }),
      /issuer/,
    ],
    ['says nothing', 404, () => ({}), /does not say where its tokens are to be had \(404\)/],
    ['names no place for tokens', 200, (url: string) => ({ issuer: url }), /token_endpoint/],
    [
      'names a place without TLS',
      200,
      (url: string) => ({ issuer: url, token_endpoint: 'http://shop.example/t' }),
      /names a token_endpoint that does not begin with https/,
    ],
  ] as const)('it %s', async (_name, status, metadata, problem) => {
    const server = await serving(status, metadata);
    const result = await callAs('http://127.0.0.1:1', machine(server.url));
    expect(result.outcome).toMatchObject({ reason: 'authentication', detail: expect.stringMatching(problem) });
    expect(server.posts).toEqual([]);
  });

  test.each([
    ['an issuer and a tokenUrl', { issuer: 'https://a.example', tokenUrl: 'https://a.example/t' }],
    ['neither', {}],
    ['an issuer without TLS', { issuer: 'http://a.example' }],
  ])('%s is no configuration', async (_name, fields) => {
    for (const kind of ['oauth2-client-credentials', 'oauth2-authorization-code']) {
      const credential = { id: 'shop', kind, fields: { clientId: 'us', clientSecret: 'x', ...fields } };
      expect(brief(await callAs('http://127.0.0.1:1', credential))).toBe('error configuration');
    }
  });
});

describe('a person who agreed', () => {
  test('is known by the times of the token, and by nothing else', async () => {
    const server = await authorizationServer();
    const { authorizer } = await authorized(server);
    expect(authorizer.takesPerson(person(server.url))).toBe(true);
    expect(authorizer.takesPerson(machine(server.url))).toBe(false);
    const known = await authorizer.authorization(person(server.url));
    expect(known).toEqual({ obtainedAtMs: expect.any(Number), expiresAtMs: expect.any(Number), isRenewable: true });
    expect(await authorizer.authorization(person(server.url, { scope: 'openid' }))).toBeUndefined();
    await authorizer.dispose();
  });

  test('may take it back: the token is forgotten here and good for nothing there', async () => {
    const server = await authorizationServer();
    const { authorizer, tokens } = await authorized(server);
    let refreshToken = '';
    const api = await protectedApi(server);
    await callAs(api.url, person(server.url), tokens);
    server.provider.on('refresh_token.destroyed', ({ jti }) => {
      refreshToken = jti;
    });
    expect(await authorizer.revoke(person(server.url), { signal })).toBe(true);
    expect(refreshToken).not.toBe('');
    expect(brief(await callAs(api.url, person(server.url), tokens))).toBe('error authentication');
    expect(await server.provider.AccessToken.find(api.seen[0] ?? '')).toBeUndefined();
    expect(await authorizer.revoke(person(server.url), { signal })).toBe(false);
    await authorizer.dispose();
  });

  test('is forgotten here also when nobody takes the token back', async () => {
    const server = await authorizationServer();
    const { authorizer, tokens } = await authorized(server);
    const strange = { ...person(server.url), fields: { ...person(server.url).fields, clientSecret: 'wr0ng-c4n4ry' } };
    await authorizer.authorize(person(server.url), { redirectUri, signal, visit: withConsent });
    const store = { ...tokens, get: async () => ({ accessToken: 'a', obtainedAtMs: 0 }) };
    const other = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens: store });
    await expect(other.revoke(strange, { signal })).rejects.toMatchObject({
      code: 'authentication',
      message: expect.stringMatching(/is forgotten here, but its token was not given back: .* refuses: invalid_client/),
    });
    await expect(authorizer.revoke(machine(server.url), { signal })).rejects.toMatchObject({ code: 'unsupported' });
    await Promise.all([authorizer.dispose(), other.dispose()]);
  });
});
