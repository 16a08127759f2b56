import { constants, createSecureServer, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Session } from 'node:http2';
import { beforeAll, describe, expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from './certificates.fixture.ts';
import { proxyServer } from './proxy.fixture.ts';
import { httpsServer, rawServer, started, type TestServer } from './servers.fixture.ts';

let authority: TestAuthority;
let certificate: TestCertificate;

beforeAll(async () => {
  authority = await testAuthority();
  certificate = await authority.issue();
});

type Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

const h2Server = async (listener: Listener, settings: { readonly maxConcurrentStreams?: number } = {}): Promise<TestServer> => {
  const server = createSecureServer({ cert: certificate.certificate, key: certificate.key, allowHTTP1: true, settings }, listener);
  server.on('sessionError', () => {});
  return started(server);
};

const http2 = (rest: object = {}) => openCall({ http2: true, tls: { authorities: [authority.certificate] }, ...rest });
const to = ({ port }: TestServer, path = '/', rest: Parameters<typeof rendered>[1] = {}) =>
  rendered(`https://localhost:${port}${path}`, rest);
const sessionOf = (response: Http2ServerResponse): ServerHttp2Session => response.stream.session as ServerHttp2Session;

describe('HTTP/2', () => {
  test('carries many requests over one connection, from the first on', async () => {
    const waiting: (() => void)[] = [];
    const server = await h2Server((request, response) => {
      waiting.push(() => response.end(JSON.stringify([request.httpVersion, request.url])));
      if (waiting.length === 20) for (const answer of waiting.splice(0)) answer();
    });
    const call = http2();
    const paths = Array.from({ length: 60 }, (_, index) => `/${index}`);
    const results = await Promise.all(paths.map((path) => call.call(to(server, path), callOptions())));
    expect(results.map(({ body }) => body)).toEqual(paths.map((path) => ['2.0', path]));
    expect(server.accepted()).toBe(1);
    await call.dispose();
    await server.idle();
  });

  test('is not spoken unless it is asked for', async () => {
    const server = await h2Server((request, response) => response.end(JSON.stringify(request.httpVersion)));
    expect((await http2({ http2: false }).call(to(server), callOptions())).body).toBe('1.1');
  });

  test('gives way to HTTP/1.1 where the server does not offer it, with as many connections as ever', async () => {
    const waiting: (() => void)[] = [];
    const server = await httpsServer({ cert: certificate.certificate, key: certificate.key }, (request, response) => {
      waiting.push(() => response.end(JSON.stringify(request.httpVersion)));
      if (request.url === '/first' || waiting.length === 4) for (const answer of waiting.splice(0)) answer();
    });
    const call = http2({ limits: { connectionsPerOrigin: 4 } });
    expect((await call.call(to(server, '/first'), callOptions())).body).toBe('1.1');
    const results = await Promise.all(Array.from({ length: 40 }, () => call.call(to(server), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    expect(server.accepted()).toBe(4);
  });

  test('keeps to what the server allows at once', async () => {
    let running = 0;
    let most = 0;
    const server = await h2Server(
      (_request, response) => {
        running += 1;
        most = Math.max(most, running);
        setImmediate(() => {
          running -= 1;
          response.end('{}');
        });
      },
      { maxConcurrentStreams: 3 },
    );
    const call = http2();
    const results = await Promise.all(Array.from({ length: 50 }, () => call.call(to(server), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    expect([most <= 3, server.accepted()]).toEqual([true, 1]);
  });

  test('carries bodies, and only those headers it can carry', async () => {
    const server = await h2Server((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.end(JSON.stringify({ body, type: request.headers['content-type'], own: request.headers['x-own'] })));
    });
    const headers = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Own', value: 'a' },
      { name: 'x-own', value: 'b' },
      { name: 'Proxy-Connection', value: 'keep-alive' },
      { name: 'TE', value: 'gzip' },
    ];
    const call = http2();
    const result = await call.call(to(server, '/', { method: 'POST', headers, body: '{"a":1}' }), callOptions());
    expect(result.body).toEqual({ body: '{"a":1}', type: 'application/json', own: 'a, b' });
  });

  test('goes through a proxy', async () => {
    const server = await h2Server((request, response) => response.end(JSON.stringify(request.httpVersion)));
    const proxy = await proxyServer();
    const call = http2({ proxy: { url: proxy.url } });
    expect((await call.call(to(server), callOptions())).body).toBe('2.0');
    expect(proxy.targets).toEqual([`localhost:${server.port}`]);
  });

  test('has its phases in the timing of the call that opened the connection', async () => {
    const server = await h2Server((_request, response) => response.end('{}'));
    const call = http2();
    const keysOf = async () => Object.keys((await call.call(to(server), callOptions())).timing ?? {}).sort();
    expect(await keysOf()).toEqual(['bodyMs', 'connectMs', 'dnsMs', 'firstByteMs', 'tlsMs', 'totalMs']);
    expect(await keysOf()).toEqual(['bodyMs', 'firstByteMs', 'totalMs']);
  });
});

describe('over HTTP/2 a call ends alone', () => {
  /** Answers `/good` when told to; the rest is up to the test. */
  const besides = async (bad: Listener, expected: string, { limits = {}, timeoutMs = 20_000 } = {}) => {
    const good: (() => void)[] = [];
    let requests = 0;
    const server = await h2Server((request, response) => {
      if (request.url === '/good') good.push(() => response.end('{}'));
      else if (request.url === '/next') response.end('{}');
      else {
        requests += 1;
        bad(request, response);
      }
    });
    const call = http2({ limits });
    expect(brief(await call.call(to(server, '/next'), callOptions()))).toBe('response 200');
    const sibling = call.call(to(server, '/good'), callOptions());
    const result = await call.call(to(server, '/bad'), callOptions({ timeoutMs }));
    expect(brief(result)).toBe(expected);
    for (const answer of good) answer();
    expect(brief(await sibling)).toBe('response 200');
    expect(brief(await call.call(to(server, '/next'), callOptions()))).toBe('response 200');
    expect(requests).toBe(1);
    const connections = server.accepted();
    await call.dispose();
    await server.idle();
    return connections;
  };

  test('when its stream is reset before the answer', async () => {
    expect(await besides((_request, response) => response.stream.close(constants.NGHTTP2_INTERNAL_ERROR), 'error reset')).toBe(1);
  });

  test('when its stream is refused a second time', async () => {
    let refusals = 0;
    const server = await h2Server((request, response) => {
      if (request.url === '/good') response.end('{}');
      else response.stream.close(constants.NGHTTP2_REFUSED_STREAM);
      if (request.url === '/bad') refusals += 1;
    });
    const call = http2();
    expect(brief(await call.call(to(server, '/bad', { method: 'POST' }), callOptions()))).toBe('error reset');
    expect(brief(await call.call(to(server, '/good'), callOptions()))).toBe('response 200');
    expect([refusals, server.accepted()]).toEqual([2, 1]);
  });

  test('when its stream is reset in the body', async () => {
    const bad: Listener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.stream.write('{"a":', () => response.stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    };
    expect(await besides(bad, 'error reset')).toBe(1);
  });

  test('when its stream is reset without an error in the body', async () => {
    const bad: Listener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 20 });
      response.stream.write('{"a":', () => response.stream.close(constants.NGHTTP2_NO_ERROR));
    };
    expect(await besides(bad, 'error reset')).toBe(1);
  });

  test('when its body is too large', async () => {
    const bad: Listener = (_request, response) => response.end('x'.repeat(100_000));
    expect(await besides(bad, 'error too-large', { limits: { responseBytes: 10_000 } })).toBe(1);
  });

  test('when its headers are too large', async () => {
    const bad: Listener = (_request, response) => {
      response.setHeader('x-long', 'x'.repeat(6000));
      response.end('{}');
    };
    expect(await besides(bad, 'error too-large', { limits: { headerBytes: 4000 } })).toBe(1);
  });

  test.each([
    ['before the answer', () => {}],
    ['in the body', (_request: unknown, response: Http2ServerResponse) => void response.write('{')],
  ])('at its deadline %s, and those that come later get another connection', async (_name, bad) => {
    expect(await besides(bad, 'timeout', { timeoutMs: 80 })).toBe(2);
  });
});

describe('a connection of HTTP/2 that ends', () => {
  test('politely, answers what it took and gives way to another one', async () => {
    const server = await h2Server((request, response) => {
      if (request.url === '/last') sessionOf(response).close();
      setImmediate(() => response.end('{}'));
    });
    const call = http2();
    for (const path of ['/', '/last', '/', '/last', '/']) {
      expect(brief(await call.call(to(server, path, { method: 'POST' }), callOptions()))).toBe('response 200');
    }
    expect(server.accepted()).toBe(3);
    await call.dispose();
    await server.idle();
  });

  test('politely, has what it did not take sent again, whatever the method', async () => {
    const seen: string[] = [];
    let former: ServerHttp2Session | undefined;
    const server = await h2Server((request, response) => {
      seen.push(request.url);
      // The second stream is said not to have been looked at.
      if (seen.length === 2) {
        former = sessionOf(response);
        former.goaway(constants.NGHTTP2_NO_ERROR, 1);
      } else response.end('{}');
    });
    const call = http2();
    for (const path of ['/a', '/b']) {
      expect(brief(await call.call(to(server, path, { method: 'POST' }), callOptions()))).toBe('response 200');
    }
    expect([seen, server.accepted()]).toEqual([['/a', '/b', '/b'], 2]);
    await call.dispose();
    // It is for the server to close what it wants no more of.
    former?.destroy();
    await server.idle();
  });

  test.each([
    ['with an error', (session: ServerHttp2Session) => session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 2 ** 31 - 1)],
    ['without a word', (session: ServerHttp2Session) => session.socket.destroy()],
  ])('%s, ends its calls as reset, each sent once', async (_name, end) => {
    let requests = 0;
    const server = await h2Server((request, response) => {
      if (request.url === '/next') return response.end('{}');
      requests += 1;
      if (requests === 5) {
        const session = sessionOf(response);
        end(session);
        setImmediate(() => session.destroy());
      }
    });
    const call = http2();
    await call.call(to(server, '/next'), callOptions());
    const calls = Array.from({ length: 5 }, () => call.call(to(server, '/lost', { method: 'POST' }), callOptions()));
    const results = await Promise.all(calls);
    expect(results.map(brief)).toEqual(results.map(() => 'error reset'));
    expect(requests).toBe(5);
    expect(brief(await call.call(to(server, '/next'), callOptions()))).toBe('response 200');
    await call.dispose();
    await server.idle();
  });

  test('without a word, sends again what may be repeated', async () => {
    let requests = 0;
    const server = await h2Server((_request, response) => {
      requests += 1;
      if (requests === 2) sessionOf(response).socket.destroy();
      else response.end('{}');
    });
    const call = http2();
    for (let index = 0; index < 2; index++) expect(brief(await call.call(to(server), callOptions()))).toBe('response 200');
    expect(requests).toBe(3);
  });

  test('while it opens, disappoints everybody in turn', async () => {
    const stranger = await testAuthority('Somebody Else');
    const server = await h2Server((_request, response) => response.end('{}'));
    const call = http2({ tls: { authorities: [stranger.certificate] } });
    const results = await Promise.all(Array.from({ length: 5 }, () => call.call(to(server), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'error tls'));
  });

  test('lets no request begin, and everybody ends at the deadline', async () => {
    const server = await h2Server((_request, response) => response.end('{}'), { maxConcurrentStreams: 0 });
    const call = http2();
    // The one that comes before the server has said so may begin.
    await call.call(to(server), callOptions({ timeoutMs: 300 }));
    const results = await Promise.all(Array.from({ length: 5 }, () => call.call(to(server), callOptions({ timeoutMs: 60 }))));
    expect(results.map(brief)).toEqual(results.map(() => 'timeout'));
    await server.idle();
  });

  test('never opens, and everybody ends at the deadline', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = http2();
    const results = await Promise.all(Array.from({ length: 5 }, () => call.call(to(server), callOptions({ timeoutMs: 60 }))));
    expect(results.map(brief)).toEqual(results.map(() => 'timeout'));
    await server.idle();
  });
});
