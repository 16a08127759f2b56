import { DragomanError, type RenderedRequest } from '@dragoman/core';
import { createIntegrationCall } from '@dragoman/http';
import { createEngine } from '@dragoman/runtime';
import { Pool, request } from 'undici';
import { type Bar, defineBench, type Figure } from '../harness/define-bench.ts';
import { interleave } from '../harness/interleave.ts';
import { type Measured, measure } from '../harness/measure.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { lookUp } from '../work/look-up.ts';
import { lookupBot } from '../work/lookup-bot.ts';
import { order } from '../work/order.ts';
import { sayOrder } from '../work/say-order.ts';
import { startResponder } from '../work/start-responder.ts';

const orderId = '004711';
const inFlights = [1, 64, 256];
const baseline = 'undici.request';

const ratioName = (variant: string, inFlight: number): string => `${variant} / ${baseline}, ${inFlight} in flight`;

const bars: { readonly [figure: string]: Bar } = {
  [ratioName('executor', 64)]: { atLeast: 0.95 },
  [ratioName('turn', 64)]: { atLeast: 0.65 },
};

/** What an API call costs on top of the fastest way to make it. */
export default defineBench({
  name: 'http',
  bars,
  async *run({ note, defer }) {
    const apiHost = await startResponder({ defer });
    const variants = createVariants(apiHost, defer);
    for (const inFlight of inFlights) {
      note(`measuring ${inFlight} in flight`);
      const load = { inFlight, durationMs: 300 };
      const slices = await interleave(
        {
          [baseline]: () => measure(variants[baseline], load),
          executor: () => measure(variants.executor, load),
          turn: () => measure(variants.turn, load),
        },
        { rounds: 9, warmUps: 4 },
      );
      for (const [variant, measured] of Object.entries(slices)) yield* figuresOf(variant, inFlight, measured);
      const rates = slices[baseline].map(({ callsPerSecond }) => callsPerSecond);
      for (const variant of ['executor', 'turn'] as const) {
        const value = pairedRatio(
          slices[variant].map(({ callsPerSecond }) => callsPerSecond),
          rates,
        );
        yield { figure: ratioName(variant, inFlight), value, unit: 'x' };
      }
    }
  },
});

const figuresOf = (variant: string, inFlight: number, slices: readonly Measured[]): readonly Figure[] =>
  (
    [
      ['callsPerSecond', 'calls', 'calls/s'],
      ['p50Ms', 'p50', 'ms'],
      ['p99Ms', 'p99', 'ms'],
      ['cpuMicrosPerCall', 'CPU', 'us/call'],
      ['heapBytesPerCall', 'allocation', 'bytes/call'],
    ] as const
  ).map(([key, what, unit]) => ({
    figure: `${variant}, ${inFlight} in flight: ${what}`,
    value: median(slices.map((slice) => slice[key])),
    unit,
  }));

const createVariants = (apiHost: string, defer: (stop: () => Promise<unknown>) => void) => {
  const pool = new Pool(`http://${apiHost}`);
  defer(() => pool.destroy());
  const call = createIntegrationCall({ allowHosts: [apiHost] });
  defer(() => call.dispose());
  const turn = lookUp(createEngine({ call }), lookupBot(apiHost));

  return {
    [baseline]: async () => {
      const { statusCode, body } = await request(`http://${apiHost}/orders/${orderId}?expand=items&order=${orderId}`, {
        dispatcher: pool,
        headers: { accept: 'application/json', 'x-order': orderId },
      });
      check(statusCode === 200 && ((await body.json()) as typeof order).status === order.status, baseline);
    },
    executor: async () => {
      const { outcome, body } = await call.call(renderedRequest(apiHost), callOptions);
      check(outcome.kind === 'response' && outcome.status === 200 && (body as typeof order).status === order.status, 'executor');
    },
    turn: async () => check((await turn(orderId)) === sayOrder(orderId), 'turn'),
  };
};

const check = (isRight: boolean, variant: string): void => {
  if (!isRight) throw new DragomanError(`The ${variant} gave a wrong answer.`, { code: 'internal' });
};

const callOptions = { timeoutMs: 10_000, retry: { retries: 0, statuses: [] } };

/** What the engine makes of the lookup bot's integration; built anew for each call, as the engine does. */
const renderedRequest = (apiHost: string): RenderedRequest => ({
  integration: { id: 'order', name: 'order' },
  node: { id: 'call', name: 'call' },
  method: 'GET',
  url: `http://${apiHost}/orders/${orderId}`,
  query: [
    { name: 'expand', value: 'items' },
    { name: 'order', value: orderId },
  ],
  queryEncoding: 'percent',
  headers: [
    { name: 'x-order', value: orderId },
    { name: 'accept', value: 'application/json' },
  ],
  responseFormat: 'json',
});
