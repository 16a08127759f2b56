import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { brief, callOnce, openClient, sendOnce } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

const serve = (body: string | Buffer, headers: Record<string, string> = {}, status = 200) =>
  httpServer((_request, response) => response.writeHead(status, headers).end(body));

const json = { 'content-type': 'application/json' };

describe('what a request carries', () => {
  test.each([
    ['POST', '{"name":"Zoë"}', '{"name":"Zoë"}', '15'],
    ['GET', 'also', 'also', '4'],
    ['DELETE', 'also', 'also', '4'],
    ['POST', '', '', '0'],
    ['POST', undefined, '', '0'],
    ['GET', undefined, '', undefined],
  ] as const)('%s %j', async (method, body, received, length) => {
    const server = await httpServer(async (request, response) => {
      const chunks = await request.toArray();
      response.end(
        JSON.stringify([
          Buffer.concat(chunks).toString(),
          request.headers['content-length'] ?? null,
          request.headers['transfer-encoding'] ?? null,
        ]),
      );
    });
    const headers = [{ name: 'Content-Length', value: '999' }];
    const result = await callOnce(server.url, { request: { method, headers, ...(body === undefined ? {} : { body }) } });
    expect(result.body).toEqual([received, length ?? null, null]);
  });

  test('bytes as they are, by the client', async () => {
    const server = await httpServer(async (request, response) => response.end(Buffer.concat(await request.toArray()).toString('hex')));
    const body = new Uint8Array([9, 0, 255, 10, 9]).subarray(1, 4);
    const { body: seen } = await openClient().send({ method: 'POST', url: new URL(server.url), headers: [], body }, { timeoutMs: 20_000 });
    expect(seen).toBe('00ff0a');
  });

  test('rows of the query, encoded as the semantics say, and of the header, in order', async () => {
    const server = await httpServer((request, response) => response.end(JSON.stringify([request.url, request.rawHeaders])));
    const request = {
      query: [
        { name: 'q', value: 'a b&c' },
        { name: 'q', value: 'é' },
      ],
      queryEncoding: 'form' as const,
      headers: [
        { name: 'X-A', value: '1' },
        { name: 'x-b', value: '2' },
        { name: 'X-A', value: '3' },
      ],
    };
    const { body } = await callOnce(`${server.url}/search?page=1`, { request });
    expect(body).toEqual(['/search?page=1&q=a+b%26c&q=%C3%A9', expect.arrayContaining(['X-A', '1', 'x-b', '2', 'X-A', '3'])]);
  });

  test('the idempotency key, in the header the server takes it in', async () => {
    const server = await httpServer((request, response) => response.end(JSON.stringify(request.headers['idempotency-key'] ?? null)));
    const options = { idempotencyKey: 'k-1' };
    expect((await callOnce(server.url, { options, request: { idempotencyHeader: 'Idempotency-Key' } })).body).toBe('k-1');
    expect((await callOnce(server.url, { options })).body).toBe(null);
  });
});

describe('a body read as JSON', () => {
  test.each([
    ['JSON', '{"a":[1,null]}', json, 200, { a: [1, null] }],
    ['JSON of a derived type', '{"title":"no"}', { 'content-type': 'application/problem+json; charset=utf-8' }, 404, { title: 'no' }],
    ['JSON that says it is text', '{"a":1}', { 'content-type': 'text/plain' }, 200, { a: 1 }],
    ['JSON that says nothing', '[1]', {}, 200, [1]],
    ['JSON with a byte order mark', '\ufeff{"a":1}', json, 200, { a: 1 }],
    ['plain words', 'It is done.', { 'content-type': 'text/plain' }, 200, 'It is done.'],
    ['an error page that says it is JSON', '<h1>Bad gateway</h1>', json, 502, '<h1>Bad gateway</h1>'],
    ['duplicate keys: the last one', '{"a":1,"a":2}', json, 200, { a: 2 }],
    ['a polluting key: an ordinary one', '{"__proto__":{"admin":true}}', json, 200, JSON.parse('{"__proto__":{"admin":true}}')],
  ])('%s', async (_name, body, headers, status, expected) => {
    const server = await serve(body, headers, status);
    const result = await callOnce(server.url);
    expect([brief(result), result.body]).toEqual([`response ${status}`, expected]);
  });

  test.each([
    ['is not', 'It is done.'],
    ['ends too early', '{"a":'],
    ['is not in UTF-8', Buffer.from('{"a":"\xe9"}', 'latin1')],
  ])('a success that says it is JSON and %s: bad-body', async (_name, body) => {
    const server = await serve(body, json);
    const result = await callOnce(server.url);
    expect(brief(result)).toBe('error bad-body');
    expect(result).not.toHaveProperty('body');
    expect(result.headers).toEqual({});
  });

  test('in the charset it names', async () => {
    const server = await serve(Buffer.from('{"a":"\xe9"}', 'latin1'), { 'content-type': 'application/json; charset=ISO-8859-1' });
    expect((await callOnce(server.url)).body).toEqual({ a: 'é' });
  });
});

describe('a body read as text', () => {
  test.each([
    ['text', '{"a":1}', json, '{"a":1}'],
    ['text', Buffer.from('caf\xe9', 'latin1'), { 'content-type': 'text/plain; charset="windows-1252"' }, 'café'],
    ['text', Buffer.from('caf\xe9', 'latin1'), { 'content-type': 'text/plain' }, 'caf�'],
    ['text', 'hello', { 'content-type': 'text/plain; charset=klingon' }, 'hello'],
    ['text', '<a>1</a>', { 'content-type': 'application/xml' }, '<a>1</a>'],
  ] as const)('%s %s', async (responseFormat, body, headers, expected) => {
    const server = await serve(body, headers);
    expect((await callOnce(server.url, { request: { responseFormat } })).body).toBe(expected);
    expect((await sendOnce(server.url)).body).toBe(expected);
  });
});

describe('a compressed body', () => {
  const text = JSON.stringify({ rows: Array.from({ length: 200 }, (_, index) => ({ index, name: `Row ${index}` })) });

  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('in %s is read', async (encoding, body) => {
    const server = await serve(body, { ...json, 'content-encoding': encoding });
    expect((await callOnce(server.url)).body).toEqual(JSON.parse(text));
    expect((await sendOnce(server.url)).body).toBe(text);
  });

  test.each([
    ['gzip', 'plain words'],
    ['gzip', gzipSync(text).subarray(0, 40)],
    ['br', 'plain words'],
    ['zstd', 'plain words'],
    ['deflate', ''.padEnd(20, '\xff')],
  ])('that is no %s: bad-body', async (encoding, body) => {
    const server = await serve(body, { ...json, 'content-encoding': encoding });
    expect(brief(await callOnce(server.url))).toBe('error bad-body');
  });

  test('in an encoding nobody asked for: unsupported', async () => {
    const server = await serve('x', { 'content-encoding': 'compress' });
    expect(brief(await callOnce(server.url))).toBe('error unsupported');
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(30_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(30_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(30_000_000)))],
  ])('that becomes too large: too-large (%s)', async (encoding, body) => {
    expect(body.length).toBeLessThan(100_000);
    const server = await serve(body, { 'content-encoding': encoding });
    expect(brief(await callOnce(server.url))).toBe('error too-large');
  });
});
