import type { PendingTimer } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/effect.ts';
import type { RunEvent } from '../conversation/run-event.ts';

export interface StepOptions {
  /** `never`: a step that was started but unfinished when the process died is not run again. */
  readonly replay: 'safe' | 'never';
}

/** Result of a step; `interrupted` when a `never` step was found started but unfinished. */
export type StepResult<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'interrupted' };

/**
 * The only way a turn touches the world; every conversation driver gives one. On replay it answers from its journal.
 */
export interface TurnHost {
  /** Runs `act` once and journals what it returns, which must be JSON. A throw means infrastructure and is run again. */
  step<T>(name: string, act: () => Promise<T>, options: StepOptions): Promise<StepResult<T>>;
  /** Hands an effect to the outbox at once, under the id `turn:index`; the same id on replay does nothing. */
  send(effect: Effect): void;
  sleep(durationMs: number): Promise<void>;
  /** Delivers a timer input of this name and generation at that time. */
  timer(timer: PendingTimer): void;
  cancel(name: string): void;
  /** The same on replay. */
  now(): number;
  /** Seeded by conversation and turn: the same on replay. */
  random(): number;
  /** Absent when nobody listens; mute while replaying. */
  emit?(event: RunEvent): void;
  readonly signal?: AbortSignal;
}
