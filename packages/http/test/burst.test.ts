import { createHook } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { onRequest, rawServer } from './servers.fixture.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Every timer that is made while `work` runs, by whomever. */
const timersOf = async (work: () => Promise<void>): Promise<number> => {
  let timers = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'Timeout') timers += 1;
    },
  }).enable();
  await work().finally(() => hook.disable());
  return timers;
};

const heapUsed = async (): Promise<number> => {
  for (let pass = 0; pass < 3; pass++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
};

test('a burst of 10,000 calls goes through 32 places, without a timer for each, and leaves nothing behind', async () => {
  // A bare socket: a server of HTTP has timers of its own.
  const server = await rawServer((socket) => onRequest(socket, () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')));
  const call = openCall();
  const calls = 10_000;
  const options = callOptions({
    timeoutMs: 60_000,
    concurrency: { limit: 32, queue: calls },
    retry: { retries: 2, statuses: [503] },
    bot: 'shop',
  });
  const burst = async () => {
    const results = await Promise.all(Array.from({ length: calls }, () => call.call(rendered(server.url), options)));
    expect(new Set(results.map(brief))).toEqual(new Set(['response 200']));
  };
  await burst();
  const before = await heapUsed();
  const timers = await timersOf(burst);
  expect(timers).toBeLessThan(calls / 100);
  // The smallest object kept for each call, and the place where it is kept, would be more.
  expect((await heapUsed()) - before).toBeLessThan(calls * 30);
  expect(server.accepted()).toBe(32);
}, 60_000);
