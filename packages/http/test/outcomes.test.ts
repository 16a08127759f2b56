import { describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered } from './calls.fixture.ts';
import { closedPort, httpServer, onRequest, rawServer, tlsServer } from './servers.fixture.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

describe('a complete response', () => {
  test('is a response, whatever its status', async () => {
    const server = await httpServer((request, response) => {
      response.writeHead(Number(request.url?.slice(1)), { 'content-type': 'application/json' }).end('{"a":1}');
    });
    for (const status of [200, 201, 300, 404, 418, 500, 503]) {
      const result = await callOnce(`${server.url}/${status}`);
      expect(result.outcome).toEqual({ kind: 'response', status });
      expect(result.body).toEqual({ a: 1 });
    }
  });

  test('has lower-case header names, and a list where one is repeated', async () => {
    const server = await httpServer((_request, response) => {
      response.setHeader('X-Request-Id', 'r-1').setHeader('Set-Cookie', ['a=1', 'b=2']).end('{}');
    });
    const { headers } = await callOnce(server.url);
    expect(headers).toMatchObject({ 'x-request-id': 'r-1', 'set-cookie': ['a=1', 'b=2'] });
  });

  test.each([
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'GET', 204],
    ['304 that announces a length', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 50000000\r\n\r\n', 'GET', 304],
    ['HEAD that announces a length', 'HTTP/1.1 200 OK\r\ncontent-length: 50000000\r\ncontent-encoding: gzip\r\n\r\n', 'HEAD', 200],
    ['nothing in it', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 0\r\n\r\n', 'GET', 200],
  ] as const)('without a body has none: %s', async (_name, answer, method, status) => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.write(answer)));
    const result = await callOnce(server.url, { request: { method } });
    expect(brief(result)).toBe(`response ${status}`);
    expect(result).not.toHaveProperty('body');
  });

  test('may end with the connection when it announces no length', async () => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.end(`${head}connection: close\r\n\r\n{"a":[1]}`)));
    expect((await callOnce(server.url)).body).toEqual({ a: [1] });
  });
});

describe('no complete response', () => {
  test('nothing listens: refused', async () => {
    const port = await closedPort();
    const result = await callOnce(`http://127.0.0.1:${port}`);
    expect(brief(result)).toBe('error refused');
    expect(result.headers).toEqual({});
    expect(result.outcome).toMatchObject({ detail: expect.stringContaining('ECONNREFUSED') });
  });

  test('the connection breaks before the headers: reset, and the request went out once', async () => {
    let requests = 0;
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        requests += 1;
        socket.resetAndDestroy();
      }),
    );
    expect(brief(await callOnce(server.url))).toBe('error reset');
    expect(requests).toBe(1);
  });

  test.each([
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-ty'],
    ['in a body of a known length', `${head}content-length: 20\r\n\r\n{"a":`],
    ['in a body of a known length, after `connection: close`', `${head}connection: close\r\ncontent-length: 20\r\n\r\n{"a":`],
    ['in a chunked body', `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
    ['in a chunked body, after `connection: close`', `${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
  ])('the connection ends %s: reset', async (_name, answer) => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.end(answer)));
    const result = await callOnce(server.url);
    expect(brief(result)).toBe('error reset');
    expect(result).not.toHaveProperty('body');
  });

  test.each([
    ['something else than HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['a chunk size that is none', `${head}transfer-encoding: chunked\r\n\r\nxyz\r\n`],
    ['a header line that is none', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
  ])('the server sends %s: protocol', async (_name, answer) => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.write(answer)));
    expect(brief(await callOnce(server.url))).toBe('error protocol');
  });

  test('a certificate nobody trusts: tls', async () => {
    const server = await tlsServer();
    const result = await callOnce(`https://localhost:${server.port}`);
    expect(brief(result)).toBe('error tls');
    expect(result.outcome).toMatchObject({ detail: expect.stringContaining('SELF_SIGNED') });
    await server.idle();
  });

  test('a server that speaks no TLS: tls', async () => {
    const server = await rawServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(brief(await callOnce(`https://127.0.0.1:${server.port}`))).toBe('error tls');
  });

  test('a server that leaves during the handshake: tls', async () => {
    const server = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
    expect(brief(await callOnce(`https://127.0.0.1:${server.port}`))).toBe('error tls');
  });

  test('a name without an address: dns', async () => {
    const noSuchName = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const http = { resolve: () => Promise.reject(noSuchName) };
    const result = await callOnce('http://shop.example/', { http });
    expect(result.outcome).toEqual({ kind: 'error', reason: 'dns', detail: 'The name shop.example could not be resolved (ENOTFOUND).' });
    expect(brief(await callOnce('http://shop.example/', { http: { resolve: async () => [] } }))).toBe('error dns');
  });
});

describe('limits', () => {
  test('a body that announces too much is not read: too-large', async () => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.write(`${head}content-length: 30000000\r\n\r\n{`)));
    const result = await callOnce(server.url);
    expect(brief(result)).toBe('error too-large');
    await server.idle();
  });

  test('a body that becomes too much is stopped: too-large', async () => {
    const server = await httpServer((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    expect(brief(await callOnce(server.url, { http: { limits: { responseBytes: 100_000 } } }))).toBe('error too-large');
    await server.idle();
  });

  test('a body of exactly the limit is taken', async () => {
    const server = await httpServer((_request, response) => response.end('x'.repeat(1000)));
    const request = { responseFormat: 'text' as const };
    expect(brief(await callOnce(server.url, { request, http: { limits: { responseBytes: 1000 } } }))).toBe('response 200');
    expect(brief(await callOnce(server.url, { request, http: { limits: { responseBytes: 999 } } }))).toBe('error too-large');
  });

  test('headers that are too long: too-large', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => socket.write(`${head}x-long: ${'x'.repeat(5000)}\r\ncontent-length: 2\r\n\r\n{}`)),
    );
    expect(brief(await callOnce(server.url, { http: { limits: { headerBytes: 4000 } } }))).toBe('error too-large');
    expect(brief(await callOnce(server.url, { http: { limits: { headerBytes: 8000 } } }))).toBe('response 200');
  });

  test('a limit that is none is refused at once', () => {
    expect(() => openCall({ limits: { responseBytes: 0 } })).toThrow('limits.responseBytes must be a positive whole number, not 0.');
  });
});

describe('what cannot be sent', () => {
  test.each([
    ['an address that is none', rendered('shop/orders'), 'configuration'],
    ['an address of another kind', rendered('file:///etc/passwd'), 'configuration'],
    ['an address with a password', rendered('http://ada:secret@127.0.0.1/'), 'configuration'],
    ['a header name that is none', rendered('http://127.0.0.1/', { headers: [{ name: 'x y', value: '1' }] }), 'configuration'],
    ['a line break in a header', rendered('http://127.0.0.1/', { headers: [{ name: 'x', value: 'a\r\nb: c' }] }), 'configuration'],
    ['a header that is not Latin', rendered('http://127.0.0.1/', { headers: [{ name: 'x', value: '→' }] }), 'configuration'],
    [
      'a secret that does not exist',
      rendered('http://127.0.0.1/', { headers: [{ name: 'x', value: [{ secret: 'KEY' }] }] }),
      'configuration',
    ],
    ['a part of another platform', rendered('', { platform: { adapter: 'liveperson' } }), 'unsupported'],
  ])('%s: nothing is sent', async (_name, request, reason) => {
    expect(brief(await openCall().call(request, callOptions()))).toBe(`error ${reason}`);
  });

  test('offline: blocked, and the detail says why', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const result = await callOnce(server.url, { http: { offline: true } });
    expect(brief(result)).toBe('error blocked');
    expect(result.outcome).toMatchObject({ detail: expect.stringContaining('offline') });
    expect(server.accepted()).toBe(0);
  });

  test('what failed before does not colour what fails next on the same connection', async () => {
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(brief(await call.call(rendered(url), callOptions()))).toBe('error refused');
    const request = rendered(url, { headers: [{ name: 'x y', value: '1' }] });
    expect(brief(await call.call(request, callOptions()))).toBe('error configuration');
  });
});
