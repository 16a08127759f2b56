import { describe, expect, test } from 'vitest';
import type { BreakerOptions } from '../src/breaker.ts';
import { brief, callOnce, callOptions, openCall, openClient, rendered } from './calls.fixture.ts';
import { httpServer, onRequest, rawServer } from './servers.fixture.ts';

/** Resets every connection that asks something until it is told to answer. */
const failingServer = async () => {
  const state = { isUp: false, requests: 0 };
  const server = await rawServer((socket) =>
    onRequest(socket, () => {
      state.requests += 1;
      if (state.isUp) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      else socket.resetAndDestroy();
    }),
  );
  return { ...server, state };
};

const stoppedClock = () => {
  const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
  return clock;
};

const breaker: BreakerOptions = { minimumRequests: 4, failureShare: 0.5, windowMs: 10_000, openMs: 2_000 };

describe('an origin that answers nobody', () => {
  test('is left alone, is tried once in a while, and is asked again when it is back', async () => {
    const { state, ...server } = await failingServer();
    const clock = stoppedClock();
    const call = openCall({ breaker, clock });
    const one = () => call.call(rendered(server.url), callOptions());
    for (let number = 0; number < 4; number++) expect(brief(await one())).toBe('error reset');

    const refused = await one();
    expect([brief(refused), state.requests]).toEqual(['error refused', 4]);
    expect(refused.outcome).toMatchObject({ detail: expect.stringContaining(`${server.host} failed lately`) });

    clock.nowMs += 2_000;
    expect((await Promise.all([one(), one(), one()])).map(brief)).toEqual(['error reset', 'error refused', 'error refused']);
    expect(state.requests).toBe(5);

    state.isUp = true;
    expect(brief(await one())).toBe('error refused');
    clock.nowMs += 2_000;
    expect(brief(await one())).toBe('response 200');
    expect((await Promise.all([one(), one()])).map(brief)).toEqual(['response 200', 'response 200']);
  });

  test('is left alone by whoever asks, and by no call that would be asked in vain again', async () => {
    const { state, ...server } = await failingServer();
    const client = openClient({ breaker, clock: stoppedClock() });
    const send = () => client.send({ method: 'GET', url: new URL(server.url), headers: [] }, { timeoutMs: 20_000 });
    for (let number = 0; number < 4; number++) await send();
    expect([brief(await send()), state.requests]).toEqual(['error refused', 4]);

    const call = openCall({ breaker, clock: stoppedClock() });
    const told: number[] = [];
    const options = callOptions({ retry: { retries: 9, statuses: [] }, onRetry: (attempt) => told.push(attempt) });
    expect([brief(await call.call(rendered(server.url), options)), state.requests, told]).toEqual(['error refused', 8, [2, 3, 4, 5]]);
  });

  test('is left alone when it keeps everybody waiting', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = openCall({ breaker, clock: stoppedClock() });
    const waiting = Array.from({ length: 4 }, () => call.call(rendered(server.url), callOptions({ timeoutMs: 60 })));
    expect((await Promise.all(waiting)).map(brief)).toEqual(Array(4).fill('timeout'));
    expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('error refused');
    await server.idle();
  });

  test('is not judged by those who left', async () => {
    const server = await rawServer((socket) => socket.resume());
    const call = openCall({ breaker, clock: stoppedClock() });
    const controller = new AbortController();
    const calls = Array.from({ length: 8 }, () => call.call(rendered(server.url), callOptions({ signal: controller.signal })));
    controller.abort();
    await Promise.allSettled(calls);
    expect(brief(await call.call(rendered(server.url), callOptions({ timeoutMs: 60 })))).toBe('timeout');
  });

  test('is asked as ever where the breaker is switched off', async () => {
    const { state, ...server } = await failingServer();
    const call = openCall({ breaker: false });
    for (let number = 0; number < 30; number++) await call.call(rendered(server.url), callOptions());
    expect(state.requests).toBe(30);
  });
});

describe('an origin that answers', () => {
  const busyServer = () => httpServer((_request, response) => response.writeHead(503).end());

  test('is asked whatever it answers', async () => {
    const server = await busyServer();
    const call = openCall({ breaker });
    for (let number = 0; number < 30; number++) expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('response 503');
  });

  test('is left alone after statuses that were chosen', async () => {
    const server = await busyServer();
    const call = openCall({ breaker: { ...breaker, statuses: [503] } });
    for (let number = 0; number < 4; number++) expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('response 503');
    expect(brief(await call.call(rendered(server.url), callOptions()))).toBe('error refused');
  });
});

describe('retries of an integration', () => {
  const busy = async () => {
    const state = { requests: 0 };
    const server = await httpServer((_request, response) => {
      state.requests += 1;
      response.writeHead(503).end();
    });
    return { ...server, state };
  };
  const retry = { retries: 3, statuses: [503] };
  const of = (url: string, id: string) => rendered(url, { integration: { id, name: id } });

  test('are a share of its calls, so that an outage is not multiplied', async () => {
    const { state, url } = await busy();
    const call = openCall({ retryBudget: { share: 0.2, minimum: 5 }, clock: stoppedClock() });
    const calls = Array.from({ length: 100 }, () => call.call(of(url, 'orders'), callOptions({ retry })));
    expect(new Set((await Promise.all(calls)).map(brief))).toEqual(new Set(['response 503']));
    expect(state.requests).toBe(125);
  });

  test('are counted for each integration of each bot, within ten seconds', async () => {
    const { state, url } = await busy();
    const clock = stoppedClock();
    const call = openCall({ retryBudget: { share: 0, minimum: 3 }, clock });
    const requests = async (id: string, bot?: string) => {
      const before = state.requests;
      await call.call(of(url, id), callOptions({ retry, ...(bot !== undefined && { bot }) }));
      return state.requests - before;
    };
    expect([
      await requests('orders', 'a'),
      await requests('orders', 'a'),
      await requests('orders', 'b'),
      await requests('products', 'a'),
    ]).toEqual([4, 1, 4, 4]);
    clock.nowMs += 10_000;
    expect(await requests('orders', 'a')).toBe(4);
  });
});

describe('a server that says when to come back', () => {
  test.each([
    ['in an hour', 503, () => '3600'],
    ['in an hour, too many requests', 429, () => '3600'],
    ['at a time', 503, () => new Date(Date.now() + 3_600_000).toUTCString()],
    ['never', 429, () => '9'.repeat(300)],
  ])('too late for the call ends it at once: %s', async (_name, status, retryAfter) => {
    const server = await httpServer((_request, response) => response.writeHead(status, { 'retry-after': retryAfter() }).end());
    const result = await callOnce(server.url, { options: { retry: { retries: 3, statuses: [429, 503] } } });
    expect(brief(result)).toBe(`response ${status}`);
    expect(result.timing?.totalMs).toBeLessThan(10_000);
    expect(server.accepted()).toBe(1);
  });

  test.each([
    ['in seconds', 429, () => '1'],
    ['at a time', 503, () => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000).toUTCString()],
  ])('is not asked before: %s', async (_name, status, retryAfter) => {
    const atMs: number[] = [];
    const server = await httpServer((_request, response) => {
      atMs.push(performance.now());
      if (atMs.length === 1) response.writeHead(status, { 'retry-after': retryAfter() }).end();
      else response.end('{}');
    });
    const result = await callOnce(server.url, { options: { retry: { retries: 1, statuses: [429, 503] } } });
    expect(brief(result)).toBe('response 200');
    expect((atMs[1] ?? 0) - (atMs[0] ?? 0)).toBeGreaterThan(980);
  });
});
