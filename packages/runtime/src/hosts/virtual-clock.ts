import { type Clock, DragomanError } from '@dragoman/core';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Moves the time on; sleepers wake in the order of their time, each seeing its own, before this resolves. */
  advance(durationMs: number): Promise<void>;
  /** Moves to the next sleeper's time and wakes it; false when nobody sleeps. */
  advanceToNext(): Promise<boolean>;
}

interface Sleeper {
  readonly atMs: number;
  wake(): void;
}

/** A clock for tests, simulations and scripted runs: nothing waits in real time. */
export const createVirtualClock = (startMs = 0): VirtualClock => {
  let nowMs = startMs;
  let sleepers: readonly Sleeper[] = [];
  const wakeNext = async (untilMs: number): Promise<boolean> => {
    const [next] = sleepers;
    if (!next || next.atMs > untilMs) return false;
    sleepers = sleepers.slice(1);
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    await settled();
    return true;
  };
  return {
    now: () => nowMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(cancelled());
        const sleeper: Sleeper = { atMs: nowMs + Math.max(0, durationMs), wake: resolve };
        const later = sleepers.findIndex(({ atMs }) => atMs > sleeper.atMs);
        sleepers = later === -1 ? [...sleepers, sleeper] : sleepers.toSpliced(later, 0, sleeper);
        signal?.addEventListener(
          'abort',
          () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            reject(cancelled());
          },
          { once: true },
        );
      }),
    advance: async (durationMs) => {
      const untilMs = nowMs + durationMs;
      await settled();
      while (await wakeNext(untilMs));
      nowMs = untilMs;
    },
    advanceToNext: async () => {
      await settled();
      return wakeNext(Number.POSITIVE_INFINITY);
    },
  };
};

const cancelled = (): DragomanError => new DragomanError('The wait was cancelled.', { code: 'cancelled', source: 'runtime' });

// Lets everything that was woken run until it waits for something again.
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
