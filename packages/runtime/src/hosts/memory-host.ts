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
export const memoryHost = (options: MemoryHostOptions = {}): MemoryHost => new InMemory(options);

/** A class, because many embedders make one for each turn. */
class InMemory implements MemoryHost {
  readonly sent: Effect[] = [];
  timers: readonly PendingTimer[] = [];
  readonly emit?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor({ clock = systemClock, seed = freshSeed(), onEvent, signal }: MemoryHostOptions) {
    this.#clock = clock;
    this.#random = seededRandom(seed);
    if (onEvent !== undefined) this.emit = (event) => onEvent(event);
    if (signal !== undefined) this.signal = signal;
  }

  step<T>(_name: string, act: () => Promise<T>): Promise<StepResult<T>> {
    return act().then(done);
  }

  send(effect: Effect): void {
    this.sent.push(effect);
  }

  sleep(durationMs: number): Promise<void> {
    return this.#clock.sleep(durationMs, this.signal);
  }

  timer(timer: PendingTimer): void {
    this.cancel(timer.name);
    this.timers = [...this.timers, timer];
  }

  cancel(name: string): void {
    this.timers = this.timers.filter((timer) => timer.name !== name);
  }

  now(): number {
    return this.#clock.now();
  }

  random(): number {
    return this.#random();
  }
}

const done = <T>(value: T): StepResult<T> => ({ kind: 'done', value });
