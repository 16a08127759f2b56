import { type Clock, DragomanError } from '@dragoman/core';

// A longer setTimeout fires at once.
const longestTimeoutMs = 2_147_483_647;

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs, signal) => {
    const untilMs = Date.now() + durationMs;
    for (let restMs = durationMs; restMs > 0; restMs = untilMs - Date.now()) await sleepOnce(Math.min(restMs, longestTimeoutMs), signal);
  },
};

const sleepOnce = (durationMs: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const cancelled = (): void => {
      clearTimeout(timer);
      reject(new DragomanError('The wait was cancelled.', { code: 'cancelled', source: 'runtime' }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancelled);
      resolve();
    }, durationMs);
    if (signal?.aborted) cancelled();
    else signal?.addEventListener('abort', cancelled, { once: true });
  });
