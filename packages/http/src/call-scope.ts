import { DragomanError } from '@dragoman/core';
import type { DeadlineWheel, WheelEntry } from './deadline-wheel.ts';

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
  /** Stops the one thing the call waits for. A step sets it before it waits; whoever finds `ended` set must not wait. */
  onEnd: (() => void) | undefined = undefined;
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
    const stop = this.onEnd;
    this.onEnd = undefined;
    stop?.();
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
  async unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
    const ended = Promise.withResolvers<undefined>();
    this.onEnd = () => ended.resolve(undefined);
    if (this.ended !== undefined) ended.resolve(undefined);
    // What fails after the end has nobody left to hear of it.
    work.catch(() => {});
    try {
      return await Promise.race([work, ended.promise]);
    } finally {
      this.onEnd = undefined;
    }
  }

  /** Waits on the same wheel as the deadline; shorter when the scope ends. */
  async sleep(durationMs: number): Promise<void> {
    if (this.ended !== undefined) return;
    const slept = Promise.withResolvers<void>();
    const entry: WheelEntry = { onDue: slept.resolve, dueTick: 0, before: undefined, after: undefined };
    this.onEnd = slept.resolve;
    this.#wheel.add(entry, durationMs);
    await slept.promise;
    this.#wheel.remove(entry);
    this.onEnd = undefined;
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
