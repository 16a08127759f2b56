import { DragomanError } from '@dragoman/core';
import { SlidingCounts } from './sliding-counts.ts';

/**
 * How many retries an integration may make, whatever its calls ask for. When its server is down every call fails, and
 * every retry is one more request that a server has to refuse.
 */
export interface RetryBudgetOptions {
  /** Retries for each call of the last ten seconds, from 0 to 1. Default 0.2. */
  readonly share?: number;
  /** Retries within ten seconds that are granted in any case. Default 10. */
  readonly minimum?: number;
}

export interface RetryBudget {
  /** A call of the integration begins. */
  countCall(integration: string, nowMs: number): void;
  /** Whether the integration may make one more retry now; if so, it is counted. */
  grants(integration: string, nowMs: number): boolean;
}

/** Throws `configuration` for numbers that cannot be meant. */
export const createRetryBudget = (options: RetryBudgetOptions | false = {}): RetryBudget => {
  if (options === false) return boundless;
  const { share = 0.2, minimum = 10 } = options;
  check('share', share, share >= 0 && share <= 1, 'a number from 0 to 1');
  check('minimum', minimum, Number.isSafeInteger(minimum) && minimum >= 0, 'a whole number');
  const all = new Map<string, { readonly calls: SlidingCounts; readonly retries: SlidingCounts }>();

  const of = (integration: string, nowMs: number) => {
    let counts = all.get(integration);
    if (counts === undefined) {
      if (all.size >= kept) dropForgotten(nowMs);
      counts = { calls: new SlidingCounts(windowMs), retries: new SlidingCounts(windowMs) };
      all.set(integration, counts);
    }
    return counts;
  };

  const dropForgotten = (nowMs: number) => {
    for (const [integration, { calls, retries }] of all) {
      calls.forget(nowMs);
      retries.forget(nowMs);
      if (calls.all + retries.all === 0) all.delete(integration);
    }
  };

  return {
    countCall(integration, nowMs) {
      of(integration, nowMs).calls.add(nowMs, false);
    },
    grants(integration, nowMs) {
      const { calls, retries } = of(integration, nowMs);
      calls.forget(nowMs);
      retries.forget(nowMs);
      if (retries.all + 1 > minimum + share * calls.all) return false;
      retries.add(nowMs, false);
      return true;
    },
  };
};

const windowMs = 10_000;
/** More integrations than this are kept only while they call. */
const kept = 1_024;

const boundless: RetryBudget = { countCall: () => {}, grants: () => true };

const check = (name: string, value: number, isMeant: boolean, expected: string): void => {
  if (isMeant) return;
  throw new DragomanError(`retryBudget.${name} must be ${expected}, not ${value}.`, { code: 'configuration', source: '@dragoman/http' });
};
