import { describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, openClient, rendered } from './calls.fixture.ts';
import { httpServer, onRequest, rawServer } from './servers.fixture.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const options = { timeoutMs: 60 };

describe('the deadline ends a call whose server', () => {
  test.each([
    ['never answers', ''],
    ['stops in the headers', 'HTTP/1.1 200 OK\r\ncontent-ty'],
    ['stops in the body', `${head}content-length: 20\r\n\r\n{"a":`],
    ['stops between chunks', `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
  ])('%s, and closes the connection', async (_name, answer) => {
    const server = await rawServer((socket) => onRequest(socket, () => socket.write(answer)));
    const startedAtMs = performance.now();
    const result = await callOnce(server.url, { options });
    expect(result).toMatchObject({ outcome: { kind: 'timeout' }, headers: {} });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(60);
    await server.idle();
  });

  test('never finishes the handshake, and closes the connection', async () => {
    const server = await rawServer((socket) => socket.resume());
    expect(brief(await callOnce(`https://127.0.0.1:${server.port}`, { options }))).toBe('timeout');
    await server.idle();
  });

  test('sends a byte now and then', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        socket.write(`${head}content-length: 100000\r\n\r\n`);
        const drip = setInterval(() => socket.write(' '), 5);
        socket.once('close', () => clearInterval(drip));
      }),
    );
    expect(brief(await callOnce(server.url, { options }))).toBe('timeout');
    await server.idle();
  });
});

describe('the deadline covers waiting', () => {
  test('for the name', async () => {
    const http = { resolve: () => new Promise<never>(() => {}) };
    expect(brief(await callOnce('http://shop.example/', { options, http }))).toBe('timeout');
  });

  test('for the name, which when it is found too late is not connected to', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const found = Promise.withResolvers<readonly string[]>();
    const http = { allowHosts: ['shop.example'], resolve: () => found.promise };
    expect(brief(await callOnce(`http://shop.example:${server.port}/`, { options, http }))).toBe('timeout');
    found.resolve(['127.0.0.1']);
    expect(brief(await callOnce(server.url))).toBe('response 200');
    expect(server.accepted()).toBe(1);
  });

  test('for a secret', async () => {
    const http = { secrets: { reveal: () => new Promise<never>(() => {}) } };
    const request = { headers: [{ name: 'x-key', value: [{ secret: 'KEY' }] }] };
    expect(brief(await callOnce('http://shop.example/', { options, http, request }))).toBe('timeout');
  });

  test('for a credential, whose signal aborts', async () => {
    let signal: AbortSignal | undefined;
    const kind = {
      contract: 'v1' as const,
      kind: 'test/slow',
      schema: { '~standard': { version: 1 as const, vendor: 'test', validate: (value: unknown) => ({ value }) } },
      authenticate: (_request: unknown, context: { readonly signal: AbortSignal }) => {
        signal = context.signal;
        return new Promise<never>(() => {});
      },
    };
    const request = { credential: { id: 'c', kind: 'test/slow', fields: {} } };
    expect(brief(await callOnce('http://shop.example/', { options, http: { credentialKinds: [kind] }, request }))).toBe('timeout');
    expect(signal?.aborted).toBe(true);
  });

  test('for a place of the integration', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = openCall();
    const concurrency = { limit: 1, queue: 5 };
    const first = call.call(rendered(server.url), callOptions({ timeoutMs: 300, concurrency }));
    const second = await call.call(rendered(server.url), callOptions({ timeoutMs: 30, concurrency }));
    expect(brief(second)).toBe('timeout');
    expect(second.timing?.queuedMs).toBeGreaterThanOrEqual(30);
    expect(brief(await first)).toBe('timeout');
    expect(server.accepted()).toBe(1);
  });

  test('for a place, and leaves the line to those behind', async () => {
    const server = await httpServer((request, response) => {
      if (request.url === '/third') response.end('{}');
    });
    const call = openCall();
    const concurrency = { limit: 1, queue: 5 };
    const first = call.call(rendered(`${server.url}/first`), callOptions({ timeoutMs: 150, concurrency }));
    const second = call.call(rendered(`${server.url}/second`), callOptions({ timeoutMs: 30, concurrency }));
    const third = call.call(rendered(`${server.url}/third`), callOptions({ concurrency }));
    expect([brief(await first), brief(await second), brief(await third)]).toEqual(['timeout', 'timeout', 'response 200']);
  });

  test('for a connection, and leaves the line', async () => {
    const requests: string[] = [];
    const server = await rawServer((socket) =>
      onRequest(socket, (request) => {
        requests.push(request.split(' ')[1] ?? '');
        if (requests.length > 1) socket.write(`${head}content-length: 2\r\n\r\n{}`);
      }),
    );
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    const first = call.call(rendered(`${server.url}/first`), callOptions({ timeoutMs: 150 }));
    const second = call.call(rendered(`${server.url}/second`), callOptions({ timeoutMs: 30 }));
    const third = call.call(rendered(`${server.url}/third`), callOptions());
    expect([brief(await first), brief(await second), brief(await third)]).toEqual(['timeout', 'timeout', 'response 200']);
    expect(requests).toEqual(['/first', '/third']);
  });

  test('for the next attempt: one that would come too late is not waited for', async () => {
    const server = await httpServer((_request, response) => response.writeHead(503, { 'retry-after': '60' }).end());
    const retry = { retries: 3, statuses: [503] };
    expect(brief(await callOnce(server.url, { options: { retry } }))).toBe('response 503');
    expect(server.accepted()).toBe(1);
  });
});

describe('cancelling', () => {
  test('a signal rejects the call and closes its connection', async () => {
    const server = await rawServer((socket) => onRequest(socket, () => controller.abort(new Error('enough'))));
    const controller = new AbortController();
    const call = openCall().call(rendered(server.url), callOptions({ signal: controller.signal }));
    await expect(call).rejects.toMatchObject({ code: 'cancelled', cause: { message: 'enough' } });
    await server.idle();
  });

  test('a signal that aborts before the request is out sends nothing, and keeps the connection', async () => {
    const paths: (string | undefined)[] = [];
    const server = await httpServer((request, response) => {
      paths.push(request.url);
      response.end('{}');
    });
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    await call.call(rendered(`${server.url}/first`), callOptions());
    const controller = new AbortController();
    const second = call.call(rendered(`${server.url}/second`), callOptions({ signal: controller.signal }));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await call.call(rendered(`${server.url}/third`), callOptions());
    expect([paths, server.accepted()]).toEqual([['/first', '/third'], 1]);
  });

  test('a signal that has aborted already sends nothing', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const signal = AbortSignal.abort();
    await expect(openCall().call(rendered(server.url), callOptions({ signal }))).rejects.toMatchObject({ code: 'cancelled' });
    await expect(
      openClient().send({ method: 'GET', url: new URL(server.url), headers: [] }, { timeoutMs: 1000, signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.accepted()).toBe(0);
  });

  test('dispose rejects what is under way, wherever it is, and leaves no connection open', async () => {
    const server = await rawServer((socket) =>
      onRequest(socket, (request) => {
        if (request.includes('/quick')) socket.write(`${head}content-length: 2\r\n\r\n{}`);
        else void call.dispose();
      }),
    );
    const call = openCall({ limits: { connectionsPerOrigin: 2 } });
    const concurrency = { limit: 1, queue: 5 };
    await call.call(rendered(`${server.url}/quick`), callOptions());
    const running = [
      call.call(rendered(`${server.url}/slow`), callOptions({ concurrency })),
      call.call(rendered(`${server.url}/waits-for-a-place`), callOptions({ concurrency })),
      call.call(rendered('http://shop.example', { headers: [{ name: 'x', value: [{ secret: 'NONE' }] }] }), callOptions({ concurrency })),
    ];
    for (const result of await Promise.allSettled(running)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    }
    await server.idle();
    await expect(call.call(rendered(server.url), callOptions())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
