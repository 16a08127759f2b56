import * as z from 'zod';
import type { Routes } from './api-message.ts';
import { faultSchema } from './fault.ts';
import type { FaultDesk } from './fault-desk.ts';
import { jsonBody } from './json-body.ts';

interface ControlOptions {
  readonly faults: FaultDesk;
  readonly routes: readonly string[];
  /** Turns callers away for a while. */
  refuseFor(durationMs: number): Promise<void>;
  reset(): void;
}

/** The same control as in code, over HTTP: for bots and tests that live elsewhere. */
export const controlRoutes = ({ faults, routes, refuseFor, reset }: ControlOptions): Routes => {
  const newFault = z.strictObject({ route: z.enum(['*', ...routes]), fault: faultSchema });
  const newRefusal = z.strictObject({ forMs: z.int().min(1).max(120_000) });

  return {
    'GET /_control': () => ({ status: 200, body: { routes: routes, faults: faults.list() } }),
    'POST /_control/faults': (request) => {
      const parsed = jsonBody(request, newFault);
      if ('refusal' in parsed) return parsed.refusal;
      faults.set(parsed.value.route, parsed.value.fault);
      return { status: 204 };
    },
    'DELETE /_control/faults': () => {
      faults.clear();
      return { status: 204 };
    },
    'POST /_control/refuse': (request) => {
      const parsed = jsonBody(request, newRefusal);
      if ('refusal' in parsed) return parsed.refusal;
      // Only once this answer is on its way. When the server closes meanwhile there is nothing left to refuse.
      setImmediate(() => refuseFor(parsed.value.forMs).catch(() => {}));
      return { status: 202, headers: { connection: 'close' } };
    },
    'POST /_control/reset': () => {
      reset();
      return { status: 204 };
    },
  };
};
