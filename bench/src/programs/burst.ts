import { createHook } from 'node:async_hooks';
import { once } from 'node:events';
import { DragomanError, type RenderedRequest } from '@dragoman/core';
import { createIntegrationCall } from '@dragoman/http';

/*
 * Makes bursts of calls, far more than there are places, and counts what they cost beside the calls themselves. Started
 * with --expose-gc.
 */

const [apiHost = '', count = '0', limit = '1'] = process.argv.slice(2);
const calls = Number(count);
const concurrency = { limit: Number(limit), queue: calls };

const call = createIntegrationCall({ allowHosts: [apiHost] });
const options = { timeoutMs: 120_000, retry: { retries: 2, statuses: [503] }, concurrency, bot: 'shop' };

const request: RenderedRequest = {
  integration: { id: 'order', name: 'order' },
  node: { id: 'call', name: 'call' },
  method: 'GET',
  url: `http://${apiHost}/orders/004711`,
  query: [],
  queryEncoding: 'percent',
  headers: [{ name: 'accept', value: 'application/json' }],
  responseFormat: 'json',
};

const one = async (): Promise<void> => {
  const { outcome } = await call.call(request, options);
  if (outcome.kind === 'response' && outcome.status === 200) return;
  throw new DragomanError(`A call of the burst ended as ${outcome.kind}.`, { code: 'internal' });
};

/** All at once. `whileWaiting` is called when all but a few of them stand in line. */
const burst = async (whileWaiting: () => void = () => {}): Promise<number> => {
  const startedAtMs = performance.now();
  const ended = Array.from({ length: calls }, one);
  whileWaiting();
  await Promise.all(ended);
  return (calls * 1_000) / (performance.now() - startedAtMs);
};

const usedHeap = async (): Promise<number> => {
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
};

let timers = 0;
const counter = createHook({
  init(_id, type) {
    if (type === 'Timeout') timers += 1;
  },
});

process.once('disconnect', () => process.exit());
process.send?.({});
await once(process, 'message');

// The first ones pay for the connections and the compiler's code.
for (let warmUp = 0; warmUp < 3; warmUp += 1) await burst();

const before = await usedHeap();
let waiting = 0;
await burst(() => {
  globalThis.gc?.();
  waiting = process.memoryUsage().heapUsed - before;
});
const bursts = 5;
const rates: number[] = [];
for (let number = 0; number < bursts; number += 1) rates.push(await burst());
const after = await usedHeap();

counter.enable();
await burst();
counter.disable();

process.send?.({
  timers,
  waitingBytes: waiting / calls,
  keptBytes: (after - before) / (calls * (bursts + 1)),
  callsPerSecond: rates.toSorted((left, right) => left - right)[Math.floor(bursts / 2)],
});
