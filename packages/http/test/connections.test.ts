import { describe, expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { closedPort, httpServer, onRequest, rawServer, serverInBatches } from './servers.fixture.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const empty = `${head}content-length: 2\r\n\r\n{}`;

describe('connections', () => {
  test('are kept and used again', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const call = openCall();
    for (let index = 0; index < 20; index++) await call.call(rendered(server.url), callOptions());
    expect(server.accepted()).toBe(1);
  });

  test('are no more than the limit, and the calls behind it wait', async () => {
    const server = await serverInBatches(4);
    const call = openCall({ limits: { connectionsPerOrigin: 4 } });
    const results = await Promise.all(Array.from({ length: 100 }, () => call.call(rendered(server.url), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    expect(server.accepted()).toBe(4);
  });

  test('to one origin do not hold up another', async () => {
    const stuck = await rawServer((socket) => socket.resume());
    const quick = await httpServer((_request, response) => response.end('{}'));
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    const waiting = [1, 2].map(() => call.call(rendered(stuck.url), callOptions({ timeoutMs: 200 })));
    expect(brief(await call.call(rendered(quick.url), callOptions()))).toBe('response 200');
    expect((await Promise.all(waiting)).map(brief)).toEqual(['timeout', 'timeout']);
  });

  test('are opened anew after each answer when the server wants it so', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => socket.end(`${head}connection: close\r\ncontent-length: 2\r\n\r\n{}`)),
    );
    const call = openCall({ limits: { connectionsPerOrigin: 3 } });
    const results = await Promise.all(Array.from({ length: 30 }, () => call.call(rendered(server.url), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    expect(server.accepted()).toBe(30);
    await server.idle();
  });

  test('that broke give place to new ones', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, (request) => (request.includes('/bad') ? socket.resetAndDestroy() : socket.write(empty))),
    );
    const call = openCall({ limits: { connectionsPerOrigin: 2 } });
    const paths = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? '/bad' : '/good'));
    const results = await Promise.all(paths.map((path) => call.call(rendered(server.url + path, { method: 'POST' }), callOptions())));
    expect(results.map(brief)).toEqual(paths.map((path) => (path === '/bad' ? 'error reset' : 'response 200')));
  });

  test('that cannot be opened disappoint everybody in the line', async () => {
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    const url = `http://127.0.0.1:${await closedPort()}`;
    const results = await Promise.all(Array.from({ length: 5 }, () => call.call(rendered(url), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'error refused'));
  });

  test('are all closed by dispose', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const call = openCall();
    await Promise.all(Array.from({ length: 10 }, () => call.call(rendered(server.url), callOptions())));
    expect(server.sockets.size).toBeGreaterThan(1);
    await call.dispose();
    await server.idle();
    await call.dispose();
  });
});

describe('a server that closes a kept connection when the next request comes', () => {
  const closing = (close: 'end' | 'reset') =>
    rawServer((socket) =>
      onRequest(socket, (_request, count) => {
        if (count === 1) socket.write(empty);
        else if (close === 'end') socket.end();
        else socket.resetAndDestroy();
      }),
    );

  test.each(['end', 'reset'] as const)('fails no call that may be repeated (%s)', async (close) => {
    const server = await closing(close);
    const call = openCall({ limits: { connectionsPerOrigin: 3 } });
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'] as const) {
      const results = await Promise.all(Array.from({ length: 20 }, () => call.call(rendered(server.url, { method }), callOptions())));
      expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    }
    const keyed = rendered(server.url, { method: 'POST', idempotencyHeader: 'idempotency-key' });
    expect(brief(await call.call(keyed, callOptions({ idempotencyKey: 'k' })))).toBe('response 200');
  });

  test('fails one that must not be sent twice', async () => {
    const server = await closing('end');
    const call = openCall();
    expect(brief(await call.call(rendered(server.url, { method: 'POST' }), callOptions()))).toBe('response 200');
    expect(brief(await call.call(rendered(server.url, { method: 'POST' }), callOptions()))).toBe('error reset');
  });

  test('fails one that had begun to be answered', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, (_request, count) => (count === 1 ? socket.write(empty) : socket.end('HTTP/1.1 200'))),
    );
    const call = openCall();
    expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('response 200');
    expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('error reset');
  });
});

test('the timing says where the time went', async () => {
  const server = await httpServer((_request, response) => {
    response.writeHead(200, { 'content-length': 2 });
    response.write('{');
    setTimeout(() => response.end('}'), 20);
  });
  const call = openCall();
  const first = await call.call(rendered(`http://localhost:${server.port}`), callOptions());
  expect(Object.keys(first.timing ?? {}).sort()).toEqual(['bodyMs', 'connectMs', 'dnsMs', 'firstByteMs', 'totalMs']);
  expect(first.timing?.bodyMs).toBeGreaterThanOrEqual(15);
  const sum = Object.entries(first.timing ?? {}).reduce((total, [name, value]) => total + (name === 'totalMs' ? 0 : value), 0);
  expect(first.timing?.totalMs).toBeGreaterThanOrEqual(sum);
  const second = await call.call(rendered(`http://localhost:${server.port}`), callOptions());
  expect(Object.keys(second.timing ?? {}).sort()).toEqual(['bodyMs', 'firstByteMs', 'totalMs']);
});
