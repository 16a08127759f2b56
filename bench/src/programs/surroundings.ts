import { DragomanError } from '@dragoman/core';
import { type Dispatcher, Pool } from 'undici';
import { drive, type Load, paceOf } from '../harness/drive.ts';
import { serveOrder } from '../work/serve-order.ts';

/*
 * What a service has around it: the API it calls, and the customers who ask it for turns, one connection for each call
 * in flight, kept between the slices. Both in one process, so that on a machine of two cores the service has one to
 * itself, and both the cheapest way there is.
 */

export interface LoadRequest extends Load {
  readonly origin: string;
  readonly path: string;
  readonly body: string;
  /** What each answer must be. */
  readonly expected: string;
}

const pools = new Map<string, Pool>();

const poolOf = (origin: string): Pool => {
  const known = pools.get(origin);
  if (known) return known;
  const pool = new Pool(origin);
  pools.set(origin, pool);
  return pool;
};

const ask = ({ origin, path, body, expected }: LoadRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    let status = 0;
    let text = '';
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {},
      onResponseStart: (_controller, statusCode) => {
        status = statusCode;
      },
      onResponseData: (_controller, chunk) => {
        text += chunk.toString();
      },
      onResponseEnd: () => {
        if (status === 200 && text === expected) return resolve();
        reject(new DragomanError(`${origin}${path} answered ${status}: ${text}. It should have been: ${expected}`, { code: 'internal' }));
      },
      onResponseError: (_controller, error) => reject(error),
    };
    poolOf(origin).dispatch({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body }, handler);
  });

process.once('disconnect', () => process.exit());
process.on('message', async (request: LoadRequest) => {
  process.send?.(paceOf(await drive(() => ask(request), request)));
});
process.send?.({ port: await serveOrder() });
