import { type CredentialKind, DragomanError, defineCredentialKind, type RenderedRequest, withHeaders } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { HttpOptions } from '../src/options.ts';
import { brief, callOnce, callOptions, openCall, rendered } from './calls.fixture.ts';
import { closedPort, httpServer, rawServer } from './servers.fixture.ts';

type Fields = NonNullable<RenderedRequest['credential']>['fields'];

const canary = 'c4n4ry/+ value=&"ö';
const secrets = { reveal: async (name: string) => ({ KEY: canary, TOKEN: 't0k3n-c4n4ry', BREAK: 'a\r\nx-evil: 1' })[name] };

const echo = () => httpServer((request, response) => response.end(JSON.stringify({ url: request.url, headers: request.headers })));

const callWith = (url: string, kind: string, fields: Fields, http: HttpOptions = {}, request: Partial<RenderedRequest> = {}) =>
  callOnce(url, { http: { secrets, ...http }, request: { credential: { id: 'shop', kind, fields }, ...request } });

describe('the built-in kinds', () => {
  test('basic', async () => {
    const server = await echo();
    const result = await callWith(server.url, 'basic', { username: 'ada', password: { secret: 'KEY' } });
    expect(result.body).toMatchObject({ headers: { authorization: `Basic ${Buffer.from(`ada:${canary}`).toString('base64')}` } });
  });

  test('access-token, as Bearer or what it is', async () => {
    const server = await echo();
    const token = { secret: 'TOKEN' };
    expect((await callWith(server.url, 'access-token', { token })).body).toMatchObject({
      headers: { authorization: 'Bearer t0k3n-c4n4ry' },
    });
    expect((await callWith(server.url, 'access-token', { token, type: 'Token' })).body).toMatchObject({
      headers: { authorization: 'Token t0k3n-c4n4ry' },
    });
  });

  test('api-key, in a header or in the query', async () => {
    const server = await echo();
    const header = await callWith(server.url, 'api-key', { key: { secret: 'TOKEN' }, header: 'X-Api-Key' });
    expect(header.body).toMatchObject({ headers: { 'x-api-key': 't0k3n-c4n4ry' } });
    const query = await callWith(`${server.url}/a?b=1`, 'api-key', { key: { secret: 'KEY' }, query: 'api_key' });
    expect(new URL(String((query.body as { url: string }).url), server.url).searchParams.get('api_key')).toBe(canary);
  });

  test("api-key in the query leaves the author's rows as they are, and is redacted although it is no secret of a vault", async () => {
    const server = await echo();
    const call = openCall();
    const credential = { id: 'c', kind: 'api-key', fields: { key: 'writ ten/c4n4ry', query: 'k&' } };
    const request = { credential, query: [{ name: 'q', value: "a b'(~)" }] };
    const { body } = await call.call(rendered(`${server.url}/a?b=%20+`, request), callOptions());
    expect((body as { url: string }).url).toBe('/a?b=%20+&q=a%20b%27(~)&k%26=writ%20ten%2Fc4n4ry');
    expect(call.redact(JSON.stringify(body))).not.toContain('c4n4ry');
    const alone = await call.call(rendered(`${server.url}/a?`, { credential }), callOptions());
    expect((alone.body as { url: string }).url).toBe('/a?k%26=writ%20ten%2Fc4n4ry');
  });

  test('the fields of each are checked', async () => {
    for (const [kind, fields] of [
      ['basic', { username: 'ada' }],
      ['access-token', {}],
      ['api-key', { key: 'k' }],
      ['api-key', { key: 'k', header: 'a', query: 'b' }],
      ['api-key', { key: 'k', header: 'a', place: 'b' }],
    ] as const) {
      const result = await callWith('http://127.0.0.1:1', kind, fields);
      expect(brief(result)).toBe('error configuration');
      expect(result.outcome).toMatchObject({
        detail: expect.stringContaining(`The credential "shop" is not what the kind "${kind}" takes.`),
      });
    }
  });

  test('changed fields of one credential are seen', async () => {
    const server = await echo();
    const call = openCall();
    for (const token of ['one-token', 'another-token']) {
      const credential = { id: 'shop', kind: 'access-token', fields: { token } };
      const { body } = await call.call(rendered(server.url, { credential }), callOptions());
      expect(body).toMatchObject({ headers: { authorization: `Bearer ${token}` } });
    }
  });
});

describe("a plugin's kind", () => {
  const signed = (authenticate: CredentialKind<{ id: string }>['authenticate']) =>
    defineCredentialKind({ kind: 'test/signed', schema: z.object({ id: z.string() }), authenticate });

  test('is asked once per attempt, with settings, secrets and the time', async () => {
    const server = await httpServer((request, response) => {
      const { 'x-attempt': attempt, 'x-date': date, 'x-key': key } = request.headers;
      response.writeHead(attempt === '1' ? 503 : 200, { 'retry-after': '0' }).end(JSON.stringify([attempt, date, key]));
    });
    let attempts = 0;
    const kind = signed(async (request, { settings, reveal, now }) => {
      attempts += 1;
      return withHeaders(request, {
        'x-attempt': `${attempts}`,
        'x-date': `${now()}`,
        'x-key': `${settings.id}-${await reveal({ secret: 'TOKEN' })}`,
      });
    });
    const result = await callOnce(server.url, {
      http: { secrets, credentialKinds: [kind], clock: { now: () => 1234 } },
      request: { credential: { id: 'c', kind: 'test/signed', fields: { id: 'ada' } } },
      options: { retry: { retries: 1, statuses: [503] } },
    });
    expect(result.body).toEqual(['2', '1234', 'ada-t0k3n-c4n4ry']);
  });

  test.each([
    [
      'throws',
      'authentication',
      () => {
        throw new TypeError('the signer is not reachable');
      },
    ],
    ['rejects', 'authentication', () => Promise.reject(new TypeError('the signer is not reachable'))],
    ['is not configured', 'configuration', () => Promise.reject(new DragomanError('No key.', { code: 'configuration' }))],
    [
      'asks for a secret that does not exist',
      'configuration',
      (_request: unknown, { reveal }: { reveal(secret: { secret: string }): Promise<string> }) =>
        reveal({ secret: 'NONE' }) as Promise<never>,
    ],
  ])('that %s: nothing is sent', async (_name, reason, authenticate) => {
    const server = await echo();
    const result = await callWith(server.url, 'test/signed', { id: 'a' }, { credentialKinds: [signed(authenticate)] });
    expect(brief(result)).toBe(`error ${reason}`);
    expect(server.accepted()).toBe(0);
  });

  test('that throws a secret does not spread it', async () => {
    const kind = signed(async (_request, { reveal }) => {
      throw new TypeError(`cannot sign with ${await reveal({ secret: 'TOKEN' })}`);
    });
    const result = await callWith('http://127.0.0.1:1', 'test/signed', { id: 'a' }, { credentialKinds: [kind] });
    expect(result.outcome).toMatchObject({ reason: 'authentication', detail: expect.stringContaining('cannot sign with') });
    expect(JSON.stringify(result)).not.toContain('t0k3n');
  });
});

describe('nothing is sent', () => {
  test.each([
    ['an unknown kind', 'acme/none', {}, {}, 'configuration'],
    ['a secret that does not exist', 'access-token', { token: { secret: 'NONE' } }, {}, 'configuration'],
    ['a secret with a line break', 'access-token', { token: { secret: 'BREAK' } }, {}, 'configuration'],
    [
      "an author's header with another value",
      'access-token',
      { token: 'abc' },
      { headers: [{ name: 'Authorization', value: 'Bearer own' }] },
      'conflict',
    ],
    [
      'a secret with a line break in a header',
      'api-key',
      { key: 'k', header: 'k' },
      { headers: [{ name: 'x', value: [{ secret: 'BREAK' }] }] },
      'configuration',
    ],
  ] as const)('for %s', async (name, kind, fields, request, reason) => {
    const server = await echo();
    const result = await callWith(server.url, kind, fields, {}, request);
    expect(brief(result)).toBe(`error ${reason}`);
    expect(JSON.stringify(result)).not.toMatch(/x-evil|c4n4ry/);
    if (name.includes('line break'))
      expect(result.outcome).toMatchObject({ detail: expect.stringContaining('would contain a line break') });
    expect(server.accepted()).toBe(0);
  });

  test("but an author's header with the same value is no conflict, and goes out once", async () => {
    const server = await echo();
    const headers = [{ name: 'authorization', value: 'Bearer abc' }];
    expect((await callWith(server.url, 'access-token', { token: 'abc' }, {}, { headers })).body).toMatchObject({
      headers: { authorization: 'Bearer abc' },
    });
  });
});

describe('a secret that was used', () => {
  test('is redacted in every spelling an API may return it in', async () => {
    const server = await echo();
    const call = openCall({ secrets });
    const requests: Partial<RenderedRequest>[] = [
      { credential: { id: 'a', kind: 'basic', fields: { username: 'ada', password: { secret: 'KEY' } } } },
      { credential: { id: 'b', kind: 'api-key', fields: { key: { secret: 'KEY' }, query: 'k' } } },
      { credential: { id: 'c', kind: 'access-token', fields: { token: { secret: 'TOKEN' } } } },
      { headers: [{ name: 'x-own', value: ['v=', { secret: 'TOKEN' }] }] },
    ];
    for (const request of requests) {
      const { body } = await call.call(rendered(server.url, request), callOptions());
      const shown = call.redact(JSON.stringify(body));
      expect(shown).not.toMatch(/c4n4ry|YzRuNHJ5/);
      expect(shown).toContain('«[redacted]»');
    }
    expect(call.redact(`Basic ${Buffer.from(`ada:${canary}`).toString('base64')}`)).toBe('«[redacted]»');
  });

  test('is in no outcome, however the call ends', async () => {
    const reset = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
    const garbage = await rawServer((socket) => socket.on('data', (sent) => socket.end(sent)));
    const loop = await httpServer((request, response) => response.writeHead(302, { location: request.url }).end());
    const away = await httpServer((request, response) => response.writeHead(302, { location: `ftp://a${request.url}` }).end());
    const broken = await httpServer((request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(request.url),
    );
    const urls = [
      reset.url,
      garbage.url,
      loop.url,
      away.url,
      broken.url,
      `http://127.0.0.1:${await closedPort()}`,
      'http://10.0.0.1',
      'http://a.example',
    ];
    const http: HttpOptions = { secrets, resolve: async () => [] };
    const seen = new Set<string>();
    for (const url of urls) {
      for (const fields of [{ query: 'k' }, { header: 'x-key' }]) {
        const request = {
          headers: [{ name: 'x-own', value: [{ secret: 'TOKEN' }] }],
          credential: { id: 'c', kind: 'api-key', fields: { key: { secret: 'TOKEN' }, ...fields } },
        };
        const result = await callOnce(`${url}/`, { http, request });
        expect(JSON.stringify({ ...result, body: null, headers: {} })).not.toContain('c4n4ry');
        seen.add(brief(result));
      }
    }
    expect([...seen].sort()).toEqual([
      'error bad-body',
      'error blocked',
      'error dns',
      'error protocol',
      'error redirect',
      'error refused',
      'error reset',
    ]);
  });
});
