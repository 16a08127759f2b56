import type { PendingTimer } from '@dragoman/core';
import type { Turn } from '../turn/turn.ts';

/** Sets a timer; one of the same name is replaced. */
export const setTimer = (turn: Turn, name: string, atMs: number): void => {
  turn.timersSet += 1;
  // Grows with the turns and within one, so that no timer set later has the generation of an earlier one.
  const timer: PendingTimer = { name, generation: turn.number * 1_000 + turn.timersSet, atMs };
  turn.timers = [...turn.timers.filter((pending) => pending.name !== name), timer];
  turn.host.timer(timer);
};

export const cancelTimer = (turn: Turn, name: string): void => {
  if (!turn.timers.some((pending) => pending.name === name)) return;
  turn.timers = turn.timers.filter((pending) => pending.name !== name);
  turn.host.cancel(name);
};

/** Takes the pending timer that an input names; a stale one gives nothing. */
export const takeTimer = (turn: Turn, name: string, generation: number): PendingTimer | undefined => {
  const pending = turn.timers.find((timer) => timer.name === name && timer.generation === generation);
  if (pending) turn.timers = turn.timers.filter((timer) => timer !== pending);
  return pending;
};
