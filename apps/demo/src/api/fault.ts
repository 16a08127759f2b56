import * as z from 'zod';

/**
 * A way to misbehave.
 *
 * - `slow-headers`: nothing arrives for `delayMs`. `slow-body`: headers and half of the body arrive, the rest `delayMs` later.
 * - `down`: 503. `saturated`: 429 with `Retry-After`.
 * - `reset`: the connection is torn down without an answer.
 * - `held`: no answer until the fault is cleared.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['slow-headers', 'slow-body']), delayMs: z.int().min(0).max(120_000).default(5_000) }),
  z.strictObject({ kind: z.enum(['down', 'saturated']), retryAfterS: z.int().min(0).default(2) }),
  z.strictObject({ kind: z.enum(['reset', 'held']) }),
]);

export type Fault = z.infer<typeof faultSchema>;

/** Ids that misbehave wherever a route takes an `:id`: for whoever cannot reach the control endpoint. */
export const faultOfId: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['9001', { kind: 'slow-headers', delayMs: 5_000 }],
  ['9002', { kind: 'slow-body', delayMs: 5_000 }],
  ['9003', { kind: 'down', retryAfterS: 30 }],
  ['9004', { kind: 'reset' }],
  ['9005', { kind: 'saturated', retryAfterS: 2 }],
]);
