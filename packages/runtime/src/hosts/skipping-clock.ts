import type { Clock } from '@dragoman/core';

/** The real time, but nobody waits: a sleep moves the clock on and is over. For scripted runs against real APIs. */
export const createSkippingClock = (real: Pick<Clock, 'now'>): Clock => {
  let skippedMs = 0;
  return {
    now: () => real.now() + skippedMs,
    sleep: async (durationMs) => {
      skippedMs += Math.max(0, durationMs);
    },
  };
};
