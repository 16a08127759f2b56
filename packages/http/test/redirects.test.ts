import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { brief, callOnce, sendOnce } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

describe('redirects', () => {
  test('are followed, each hop on its own', async () => {
    const last = await httpServer((_request, response) => response.end('{"found":true}'));
    const server = await httpServer((request, response) => {
      const step = Number(request.url?.slice(1));
      response.writeHead(302, { location: step < 4 ? `/${step + 1}` : last.url }).end('moved');
    });
    const result = await callOnce(`${server.url}/0`);
    expect([brief(result), result.body]).toEqual(['response 200', { found: true }]);
    expect((await sendOnce(`${server.url}/0`)).body).toBe('{"found":true}');
  });

  test('more than five end the call as redirect', async () => {
    let requests = 0;
    const server = await httpServer((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(brief(await callOnce(server.url))).toBe('error redirect');
    expect(requests).toBe(6);
    expect(brief(await callOnce(server.url, { http: { limits: { redirects: 0 } } }))).toBe('error redirect');
    expect(requests).toBe(7);
  });

  test('carry no secret to another origin, nor back', async () => {
    const seen: { readonly at: string; readonly headers: IncomingHttpHeaders }[] = [];
    const other = await httpServer((request, response) => {
      seen.push({ at: 'other', headers: request.headers });
      response.writeHead(302, { location: `${server.url}/back` }).end();
    });
    const server = await httpServer((request, response) => {
      seen.push({ at: request.url ?? '', headers: request.headers });
      if (request.url === '/back') response.end('{}');
      else response.writeHead(302, { location: request.url === '/' ? '/here' : other.url }).end();
    });
    const result = await callOnce(server.url, {
      http: { secrets: { reveal: () => 's3cr3t-value' } },
      request: {
        headers: [
          { name: 'X-Own', value: ['key ', { secret: 'KEY' }] },
          { name: 'Cookie', value: 'session=1' },
          { name: 'X-Open', value: 'open' },
        ],
        credential: { id: 'key', kind: 'api-key', fields: { key: { secret: 'KEY' }, header: 'X-Key' } },
      },
    });
    expect(brief(result)).toBe('response 200');
    const shown = seen.map(({ at, headers }) => [at, headers['x-key'], headers['x-own'], headers.cookie, headers['x-open']]);
    const full = ['s3cr3t-value', 'key s3cr3t-value', 'session=1', 'open'];
    const bare = [undefined, undefined, undefined, 'open'];
    expect(shown).toEqual([
      ['/', ...full],
      ['/here', ...full],
      ['other', ...bare],
      ['/back', ...bare],
    ]);
  });

  test('of a POST that may not be followed are the answer', async () => {
    const server = await httpServer((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(brief(await callOnce(server.url, { request: { method: 'POST', body: '{}' } }))).toBe('response 302');
  });

  test('of a POST to what it made are read with GET', async () => {
    const methods: string[] = [];
    const server = await httpServer((request, response) => {
      methods.push(`${request.method} ${request.url} ${request.headers['content-length'] ?? '-'}`);
      if (request.url === '/orders/1') response.end('{"id":1}');
      else response.writeHead(303, { location: '/orders/1' }).end();
    });
    const result = await callOnce(`${server.url}/orders`, { request: { method: 'POST', body: '{}' } });
    expect(result.body).toEqual({ id: 1 });
    expect(methods).toEqual(['POST /orders 2', 'GET /orders/1 -']);
  });
});
