import { DragomanError } from '@dragoman/core';
import { Pool } from 'undici';
import { drive, type Load, paceOf } from '../harness/drive.ts';

/*
 * The customers: asks a service for turns, one connection for each call in flight, kept between the slices.
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
  const pool = pools.get(origin) ?? new Pool(origin);
  pools.set(origin, pool);
  return pool;
};

const ask = async ({ origin, path, body, expected }: LoadRequest): Promise<void> => {
  const response = await poolOf(origin).request({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body });
  const text = await response.body.text();
  if (response.statusCode !== 200 || text !== expected) {
    throw new DragomanError(`${origin}${path} answered ${response.statusCode}: ${text}. It should have been: ${expected}`, {
      code: 'internal',
    });
  }
};

process.once('disconnect', () => process.exit());
process.on('message', async (request: LoadRequest) => {
  process.send?.(paceOf(await drive(() => ask(request), request)));
});
process.send?.({});
