import type { Clock, Effect, PendingTimer, RunEvent, StepResult, TurnHost } from '@dragoman/core';
import { freshSeed, seededRandom } from './seeded-random.ts';
import { systemClock } from './system-clock.ts';

export interface MemoryHostOptions {
  /** Default: the real time. */
  readonly clock?: Clock;
  /** The same seed gives the same random numbers. Default: one no other host has. */
  readonly seed?: string;
  /** Takes the events of the run. Left out, none are made, which is faster. */
  onEvent?(event: RunEvent): void;
  readonly signal?: AbortSignal;
}

export interface MemoryHost extends TurnHost {
  /** Everything sent so far, in order. */
  readonly sent: readonly Effect[];
  /** The timers set and not cancelled. It is the caller's to deliver them. */
  readonly timers: readonly PendingTimer[];
}

/** The simplest host: for embedding the engine by hand, for any number of turns of one conversation. It journals nothing. */
export const memoryHost = ({ clock = systemClock, seed = freshSeed(), onEvent, signal }: MemoryHostOptions = {}): MemoryHost => {
  const sent: Effect[] = [];
  let timers: readonly PendingTimer[] = [];
  return {
    sent,
    get timers() {
      return timers;
    },
    step: (_name, act) => act().then(done),
    send: (effect) => {
      sent.push(effect);
    },
    sleep: (durationMs) => clock.sleep(durationMs, signal),
    timer: (timer) => {
      timers = [...timers.filter(({ name }) => name !== timer.name), timer];
    },
    cancel: (name) => {
      timers = timers.filter((timer) => timer.name !== name);
    },
    now: () => clock.now(),
    random: seededRandom(seed),
    ...(onEvent && { emit: onEvent }),
    ...(signal && { signal }),
  };
};

const done = <T>(value: T): StepResult<T> => ({ kind: 'done', value });
