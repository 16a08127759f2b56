import { createSecureServer } from 'node:http2';
import { describe, expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { testAuthority } from './certificates.fixture.ts';
import { onRequest, rawServer, started } from './servers.fixture.ts';

const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\n\r\n';

/** Sends these bytes before each answer, and then each time the same answer. */
const serverSending = (before: string) =>
  rawServer((socket) =>
    onRequest(socket, (head) => {
      const rest = `${before}${answer}${head.startsWith('HEAD') ? '' : 'true'}`;
      socket.write(rest);
    }),
  );

describe('interim answers nobody asked for', () => {
  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['100 with headers', 'HTTP/1.1 100 Continue\r\nserver: old\r\nconnection: keep-alive\r\n\r\n'],
    ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'],
    ['103 with headers of an answer', 'HTTP/1.1 103 Early Hints\r\nconnection: close\r\ncontent-length: 50000000\r\n\r\n'],
    ['one nobody knows', 'HTTP/1.1 177 Soon\r\n\r\n'],
    ['many', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(300)],
  ])('are passed over, on a kept connection too: %s', async (_name, before) => {
    const server = await serverSending(before);
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    for (const method of ['POST', 'GET', 'GET'] as const) {
      const result = await call.call(rendered(server.url, { method, ...(method === 'POST' ? { body: '' } : {}) }), callOptions());
      expect([brief(result), result.body, result.headers]).toMatchObject(['response 200', true, { 'content-length': '4' }]);
    }
    expect(server.accepted()).toBe(1);
    const head = await call.call(rendered(server.url, { method: 'HEAD' }), callOptions());
    expect(brief(head)).toBe('response 200');
    await call.dispose();
    await server.idle();
  });

  test('are passed over byte by byte', async () => {
    const bytes = Buffer.from(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${answer}true`);
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        let at = 0;
        const next = () => {
          if (at < bytes.length) socket.write(bytes.subarray(at, ++at), () => setImmediate(next));
        };
        next();
      }),
    );
    expect(brief(await openCall().call(rendered(server.url), callOptions()))).toBe('response 200');
  });

  test('are none in the middle of a body', async () => {
    const lines = 'HTTP/1.1 100 Continue\r\n\r\n';
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${lines.length}\r\n\r\n`, () => setImmediate(() => socket.write(lines)));
      }),
    );
    const { body } = await openCall().call(rendered(server.url, { responseFormat: 'text' }), callOptions());
    expect(body).toBe(lines);
  });

  test('and then nothing: timeout', async () => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')));
    expect(brief(await openCall().call(rendered(server.url), callOptions({ timeoutMs: 100 })))).toBe('timeout');
    await server.idle();
  });

  test('without end are ended by the deadline, and the connection is closed', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        const next = () => {
          if (!socket.destroyed) socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(50), () => setImmediate(next));
        };
        next();
      }),
    );
    expect(brief(await openCall().call(rendered(server.url), callOptions({ timeoutMs: 100 })))).toBe('timeout');
    await server.idle();
  });

  test.each([
    ['a 101, with which the server leaves HTTP', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 'error protocol'],
    ['a 101 that says where to', 'HTTP/1.1 101 Up\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', 'error protocol'],
    ['lines that end in another way', 'HTTP/1.1 100 Continue\nserver: old\n\n', 'error protocol'],
    ['a header without measure', `HTTP/1.1 103 Early Hints\r\nlink: ${'x'.repeat(20_000)}`, 'error too-large'],
  ])('do not cover for %s', async (_name, before, expected) => {
    const server = await serverSending(before);
    const call = openCall();
    expect(brief(await call.call(rendered(server.url), callOptions()))).toBe(expected);
    await call.dispose();
    await server.idle();
  });

  test('are passed over by HTTP/2 as well', async () => {
    const authority = await testAuthority();
    const { certificate, key } = await authority.issue();
    const server = createSecureServer({ cert: certificate, key }, (request, response) => {
      response.writeContinue();
      response.stream.additionalHeaders({ ':status': 103, link: '</a>' });
      response.end(JSON.stringify(request.httpVersion));
    });
    const { port } = await started(server);
    const call = openCall({ http2: true, tls: { authorities: [authority.certificate] } });
    for (const method of ['POST', 'GET'] as const) {
      const result = await call.call(rendered(`https://localhost:${port}/`, { method }), callOptions());
      expect([result.outcome, result.body]).toEqual([{ kind: 'response', status: 200 }, '2.0']);
    }
  });
});
