import { DragomanError } from '@dragoman/core';
import type { DeadlineWheel, WheelEntry } from './deadline-wheel.ts';

/** Something a call waits for. */
export interface Stoppable {
  /** Must let the call go on at once. */
  stop(): void;
}

/**
 * The time a call has, from its start to its end. Whatever a call waits for is stopped through its scope: by the
 * deadline, by the caller's signal, or because the executor is disposed of.
 */
export class CallScope implements WheelEntry {
  dueTick = 0;
  before: WheelEntry | undefined = undefined;
  after: WheelEntry | undefined = undefined;
  /** Why the call must stop; undefined as long as it may go on. */
  ended: 'timeout' | 'cancelled' | undefined = undefined;
  /** The one thing the call waits for. Whoever finds `ended` set must not wait. */
  waitsFor: Stoppable | undefined = undefined;
  readonly startedAtMs = performance.now();
  readonly #wheel: DeadlineWheel;
  readonly #dueMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #cancel: (() => void) | undefined;
  #controller: AbortController | undefined = undefined;

  constructor(wheel: DeadlineWheel, timeoutMs: number, signal: AbortSignal | undefined) {
    this.#wheel = wheel;
    this.#dueMs = this.startedAtMs + timeoutMs;
    wheel.add(this, timeoutMs);
    this.#signal = signal;
    if (signal === undefined) return;
    this.#cancel = () => this.end('cancelled');
    signal.addEventListener('abort', this.#cancel);
    if (signal.aborted) this.end('cancelled');
  }

  onDue(): void {
    this.end('timeout');
  }

  end(why: 'timeout' | 'cancelled'): void {
    if (this.ended !== undefined) return;
    this.ended = why;
    const awaited = this.waitsFor;
    this.waitsFor = undefined;
    awaited?.stop();
    this.#controller?.abort();
  }

  /** Aborts when the scope ends. Made only for those who ask: one for each call is dear. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.ended !== undefined) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Must be called once the call is over, however it ended. */
  close(): void {
    this.#wheel.remove(this);
    if (this.#cancel !== undefined) this.#signal?.removeEventListener('abort', this.#cancel);
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAtMs;
  }

  /** How long the call may still take. */
  get leftMs(): number {
    return this.#dueMs - performance.now();
  }

  /** The result of work that cannot be stopped; undefined when the scope ends before it is done. */
  unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) resolve(undefined);
      else this.waitsFor = { stop: () => resolve(undefined) };
      // What comes after the end has nobody left to hear of it.
      work.then(
        (result) => {
          this.waitsFor = undefined;
          resolve(result);
        },
        (error) => {
          this.waitsFor = undefined;
          reject(error);
        },
      );
    });
  }

  /** Waits on the same wheel as the deadline; shorter when the scope ends. */
  async sleep(durationMs: number): Promise<void> {
    if (this.ended !== undefined) return;
    const slept = Promise.withResolvers<void>();
    const entry: WheelEntry = { onDue: slept.resolve, dueTick: 0, before: undefined, after: undefined };
    this.waitsFor = { stop: slept.resolve };
    this.#wheel.add(entry, durationMs);
    await slept.promise;
    this.#wheel.remove(entry);
    this.waitsFor = undefined;
  }

  /** What a call that was cancelled rejects with. */
  cancellation(): DragomanError {
    return new DragomanError('The call was cancelled before it was done.', {
      code: 'cancelled',
      source: '@dragoman/http',
      cause: this.#signal?.reason,
    });
  }
}
