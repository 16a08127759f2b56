import type { Clock } from '@dragoman/core';

/** Calls back at given times with one sleep for all of them. */
export interface TimerQueue<T> {
  add(atMs: number, item: T): void;
  dispose(): void;
}

export const createTimerQueue = <T>(clock: Clock, onDue: (item: T) => void): TimerQueue<T> => {
  // Sorted, the soonest last.
  const queue: { readonly atMs: number; readonly item: T }[] = [];
  let sleeping: AbortController | undefined;
  let isDisposed = false;

  const sleep = async (): Promise<void> => {
    sleeping?.abort();
    const next = queue[queue.length - 1];
    if (!next || isDisposed) return;
    const controller = new AbortController();
    sleeping = controller;
    try {
      await clock.sleep(Math.max(0, next.atMs - clock.now()), controller.signal);
    } catch {
      return;
    }
    for (let due = queue[queue.length - 1]; due && due.atMs <= clock.now(); due = queue[queue.length - 1]) {
      queue.pop();
      onDue(due.item);
    }
    void sleep();
  };

  return {
    add: (atMs, item) => {
      const position = placeOf(queue, atMs);
      queue.splice(position, 0, { atMs, item });
      if (position === queue.length - 1) void sleep();
    },
    dispose: () => {
      isDisposed = true;
      sleeping?.abort();
    },
  };
};

// Where an entry belongs in a queue sorted from late to soon; of equals the later one comes first, to be taken last.
const placeOf = (queue: readonly { readonly atMs: number }[], atMs: number): number => {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue[middle]?.atMs ?? 0) > atMs) low = middle + 1;
    else high = middle;
  }
  return low;
};
