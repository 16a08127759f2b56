import { describe, expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { httpServer, onRequest, rawServer, serverInBatches } from './servers.fixture.ts';

const of = (id: string, url: string) => rendered(url, { integration: { id, name: id } });

describe('the places of an integration', () => {
  test('hold what they hold, queue what they queue, and turn away the rest with nothing sent', async () => {
    let arrived = 0;
    const answers: (() => void)[] = [];
    const server = await httpServer((_request, response) => {
      arrived += 1;
      answers.push(() => response.end('{}'));
      if (arrived <= 2) return;
      for (const answer of answers.splice(0)) answer();
    });
    const call = openCall();
    const concurrency = { limit: 2, queue: 3 };
    const calls = Array.from({ length: 8 }, () => call.call(of('orders', server.url), callOptions({ concurrency })));
    const turnedAway = await Promise.all(calls.slice(5));
    expect(turnedAway).toMatchObject(turnedAway.map(() => ({ outcome: { kind: 'max-connection' }, headers: {} })));
    const other = await call.call(of('products', server.url), callOptions({ concurrency }));
    expect(brief(other)).toBe('response 200');
    expect((await Promise.all(calls.slice(0, 5))).map(brief)).toEqual(Array(5).fill('response 200'));
    expect(arrived).toBe(6);
  });

  test('without a queue turn away at once', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = openCall();
    const first = call.call(of('orders', server.url), callOptions({ concurrency: { limit: 1 }, timeoutMs: 100 }));
    expect(brief(await call.call(of('orders', server.url), callOptions({ concurrency: { limit: 1 } })))).toBe('max-connection');
    expect(brief(await first)).toBe('timeout');
  });

  test('are asked for before anything else is looked at', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = openCall();
    const concurrency = { limit: 1 };
    const first = call.call(of('orders', server.url), callOptions({ concurrency, timeoutMs: 100 }));
    expect(brief(await call.call(of('orders', 'no address'), callOptions({ concurrency })))).toBe('max-connection');
    await first;
    expect(brief(await call.call(of('orders', 'no address'), callOptions({ concurrency })))).toBe('error configuration');
  });

  test('are taken in order, and given back however a call ends', async () => {
    const order: string[] = [];
    const server = await rawServer((socket) =>
      onRequest(socket, (request) => {
        order.push(request.split(' ')[1] ?? '');
        if (request.includes('/reset')) socket.resetAndDestroy();
        else if (!request.includes('/stall')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      }),
    );
    const call = openCall();
    const concurrency = { limit: 1, queue: 100 };
    const paths = ['/1', '/reset/2', '/stall/3', '/4', '/5'];
    const results = paths.map((path) =>
      call.call(
        rendered(server.url + path, { method: 'POST' }),
        callOptions({ concurrency, timeoutMs: path.includes('stall') ? 60 : 20_000 }),
      ),
    );
    expect((await Promise.all(results)).map(brief)).toEqual(['response 200', 'error reset', 'timeout', 'response 200', 'response 200']);
    expect(order).toEqual(paths);
  });

  test('are those of one bot, whatever the integrations of another are called', async () => {
    const server = await serverInBatches(2);
    const call = openCall();
    const concurrency = { limit: 1 };
    const calls = ['shop', 'school', 'shop'].map((bot) => call.call(of('orders', server.url), callOptions({ concurrency, bot })));
    expect((await Promise.all(calls)).map(brief)).toEqual(['response 200', 'response 200', 'max-connection']);
  });

  test('are lost to no call that leaves the line, at its deadline or because it is cancelled', async () => {
    const asked: string[] = [];
    const held = Promise.withResolvers<void>();
    const server = await httpServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/first') held.promise.then(() => response.end('{}'));
      else response.end('{}');
    });
    const call = openCall();
    const concurrency = { limit: 1, queue: 3 };
    const controller = new AbortController();
    const one = (path: string, rest: object = {}) => call.call(of('orders', server.url + path), callOptions({ concurrency, ...rest }));
    const first = one('/first');
    const cancelled = one('/cancelled', { signal: controller.signal });
    const late = one('/late', { timeoutMs: 50 });
    const last = one('/last');
    expect(brief(await one('/full'))).toBe('max-connection');
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const inTime = await late;
    expect([brief(inTime), inTime.headers]).toEqual(['timeout', {}]);
    expect(inTime.timing?.totalMs).toBeGreaterThanOrEqual(49);
    // Their places in the line are free again.
    const after = [one('/after-1'), one('/after-2')];
    held.resolve();
    expect((await Promise.all([first, last, ...after])).map(brief)).toEqual(Array(4).fill('response 200'));
    expect(asked).toEqual(['/first', '/last', '/after-1', '/after-2']);
  });

  test('let a burst of thousands through, a few at a time', async () => {
    const server = await serverInBatches(8);
    const call = openCall();
    const concurrency = { limit: 8, queue: 2000 };
    const results = await Promise.all(
      Array.from({ length: 2000 }, () => call.call(of('orders', server.url), callOptions({ concurrency }))),
    );
    expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
    expect(server.accepted()).toBe(8);
  });
});

describe('retries', () => {
  const failing = (times: number, fail: 'reset' | 503) => {
    let requests = 0;
    return rawServer((socket) =>
      onRequest(socket, () => {
        requests += 1;
        if (requests > times) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        else if (fail === 'reset') socket.resetAndDestroy();
        else socket.write('HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n');
      }),
    );
  };
  const retry = { retries: 2, statuses: [503] };

  test('go on until an answer stands, and are told of', async () => {
    const server = await failing(2, 503);
    const told: [number, unknown][] = [];
    const options = callOptions({ retry, onRetry: (attempt, outcome) => told.push([attempt, outcome]) });
    expect(brief(await openCall().call(rendered(server.url), options))).toBe('response 200');
    expect(told).toEqual([
      [2, { kind: 'response', status: 503 }],
      [3, { kind: 'response', status: 503 }],
    ]);
  });

  test('end with the last outcome', async () => {
    const server = await failing(3, 503);
    expect(brief(await openCall().call(rendered(server.url), callOptions({ retry })))).toBe('response 503');
    expect(server.accepted()).toBe(1);
  });

  test('never repeat a POST whose bytes may have left', async () => {
    const server = await failing(1, 'reset');
    expect(brief(await openCall().call(rendered(server.url, { method: 'POST' }), callOptions({ retry })))).toBe('error reset');
    expect(server.accepted()).toBe(1);
  });

  test('repeat a POST whose server honours a key, with the same key', async () => {
    const keys: string[] = [];
    const server = await httpServer((request, response) => {
      keys.push(String(request.headers['idempotency-key']));
      if (keys.length === 1) request.socket.resetAndDestroy();
      else response.end('{}');
    });
    const request = rendered(server.url, { method: 'POST', idempotencyHeader: 'Idempotency-Key', body: '{}' });
    expect(brief(await openCall().call(request, callOptions({ retry, idempotencyKey: 'turn-7' })))).toBe('response 200');
    expect(keys).toEqual(['turn-7', 'turn-7']);
  });
});
