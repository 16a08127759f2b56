import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered, sendOnce } from './calls.fixture.ts';
import { closedPort, httpServer, onRequest, rawServer } from './servers.fixture.ts';
import { stalledPort } from './stalled-port.fixture.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Every plain socket this process opens from now on, until the test is over. */
const openedSockets = (): readonly Socket[] => {
  const sockets: Socket[] = [];
  const remember = (message: unknown) => void sockets.push((message as { readonly socket: Socket }).socket);
  subscribe('net.client.socket', remember);
  onTestFinished(() => void unsubscribe('net.client.socket', remember));
  return sockets;
};

describe('a connection that does not open', () => {
  test('is refused, and leaves no socket', async () => {
    const sockets = openedSockets();
    expect(brief(await callOnce(`http://127.0.0.1:${await closedPort()}`))).toBe('error refused');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
  });

  test('is refused by every address of a name, once for all', async () => {
    const port = await closedPort();
    const resolve = async () => ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    const result = await callOnce(`http://shop.example:${port}`, { http: { allowHosts: ['shop.example'], resolve } });
    expect(brief(result)).toBe('error refused');
  });

  test('opens to another address of the name when one is refused', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const resolve = async () => ['127.0.0.2', '127.0.0.1'];
    const http = { allowHosts: ['shop.example'], resolve };
    expect(brief(await callOnce(`http://shop.example:${server.port}`, { http }))).toBe('response 200');
  });

  test.each(['http', 'https'])('stalls until the deadline, and leaves no socket (%s)', async (protocol) => {
    const port = await stalledPort();
    const sockets = openedSockets();
    const startedAtMs = performance.now();
    const retry = { retries: 3, statuses: [] };
    const result = await callOnce(`${protocol}://127.0.0.1:${port}`, { options: { timeoutMs: 80, retry } });
    const tookMs = performance.now() - startedAtMs;
    expect(result).toMatchObject({ outcome: { kind: 'timeout' }, headers: {} });
    expect(tookMs).toBeGreaterThanOrEqual(80);
    expect(tookMs).toBeLessThan(2_000);
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });

  test('stalls for as many calls as there are places, and all of them end', async () => {
    const port = await stalledPort();
    const sockets = openedSockets();
    const call = openCall({ limits: { connectionsPerOrigin: 4 } });
    const calls = Array.from({ length: 40 }, () => call.call(rendered(`http://127.0.0.1:${port}`), callOptions({ timeoutMs: 80 })));
    const results = await Promise.all(calls);
    expect(results.map(brief)).toEqual(results.map(() => 'timeout'));
    expect(sockets.length).toBeGreaterThanOrEqual(4);
    expect(sockets.filter(({ destroyed }) => !destroyed)).toEqual([]);
  });
});

describe('a connection that is reset', () => {
  test.each([
    ['before a byte of the answer', ''],
    ['in the headers', 'HTTP/1.1 200 OK\r\ncontent-ty'],
    ['in a body of a known length', `${head}content-length: 20\r\n\r\n{"a":`],
    ['in a chunked body', `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
    ['in a chunked body after `connection: close`', `${head}connection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
    ['in a body that ends with the connection', `${head}connection: close\r\n\r\n{"a":`],
  ])('%s ends the call as reset', async (_name, answer) => {
    const sockets = openedSockets();
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        if (answer === '') socket.resetAndDestroy();
        else socket.write(answer, () => socket.resetAndDestroy());
      }),
    );
    const result = await callOnce(server.url);
    expect(brief(result)).toBe('error reset');
    expect(result).not.toHaveProperty('body');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
    await server.idle();
  });
});

describe('a server that closes kept connections under load', () => {
  test('fails no call that may be repeated, and leaves no socket', async () => {
    let answered = 0;
    const server = await rawServer((socket) =>
      onRequest(socket, (_request, count) => {
        answered += 1;
        // Unannounced: some when the next request is already there, some right behind an answer.
        if (count === 3) socket.resetAndDestroy();
        else socket.write(`${head}content-length: 2\r\n\r\n{}`);
        if (answered % 5 === 0) socket.end();
      }),
    );
    const call = openCall({ limits: { connectionsPerOrigin: 16 } });
    const results = await Promise.all(Array.from({ length: 600 }, () => call.call(rendered(server.url), callOptions())));
    expect(results.map(brief)).toEqual(results.map(() => 'response 200'));
    await call.dispose();
    await server.idle();
  });
});

describe('what leads to a private place is blocked, and nothing is connected to:', () => {
  const nowhere = [
    'http://127.0.0.1',
    'http://10.0.0.1',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:a00:1]',
    'http://[64:ff9b::127.0.0.1]',
    'http://[64:ff9b:1::a00:1]',
    'http://[2002:7f00:1::]',
    'http://[fd00:ec2::254]',
    'http://169.254.169.254',
    'http://100.100.100.200',
    'http://168.63.129.16',
    'http://metadata.google.internal',
    'http://metadata',
  ];

  test.each(nowhere)('a redirect to %s', async (target) => {
    const inner = await httpServer((_request, response) => response.end('{}'));
    const outer = await httpServer((_request, response) => response.writeHead(302, { location: `${target}:${inner.port}/` }).end());
    const http = { allowHosts: [outer.host], resolve: async () => ['127.0.0.1'] };
    expect(brief(await callOnce(outer.url, { http }))).toBe('error blocked');
    expect(brief(await sendOnce(outer.url, http))).toBe('error blocked');
    expect(inner.accepted()).toBe(0);
  });

  test.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    'fe80::1%lo',
  ])('a name that resolves to %s', async (address) => {
    const inner = await httpServer((_request, response) => response.end('{}'));
    const sockets = openedSockets();
    const http = { allowHosts: [], resolve: async () => [address] };
    expect(brief(await callOnce(`http://shop.example:${inner.port}/`, { http }))).toBe('error blocked');
    expect([inner.accepted(), sockets.length]).toEqual([0, 0]);
  });

  test('a name that has another address by the time it is connected to', async () => {
    const inner = await httpServer((_request, response) => response.end('{}'));
    const sockets = openedSockets();
    const asked: string[] = [];
    // Public when it is checked, and loopback to whoever asks again.
    const resolve = async (host: string) => (asked.push(host) === 1 ? ['192.0.2.1', '10.0.0.1'] : ['127.0.0.1']);
    const result = await callOnce(`http://shop.example:${inner.port}/`, { http: { allowHosts: [], resolve } });
    expect([brief(result), asked, inner.accepted(), sockets.length]).toEqual(['error blocked', ['shop.example'], 0, 0]);
  });

  test('a redirect that goes round and round ends as redirect', async () => {
    const urls: string[] = [];
    const sendingTo =
      (index: number): RequestListener =>
      (_request, response) =>
        response.writeHead(302, { location: urls[index] }).end();
    const [one, two] = [await httpServer(sendingTo(1)), await httpServer(sendingTo(0))];
    urls.push(one.url, two.url);
    expect(brief(await callOnce(one.url))).toBe('error redirect');
    expect(one.accepted() + two.accepted()).toBe(2);
  });
});
