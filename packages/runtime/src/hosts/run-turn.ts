import type { Bot, Clock, Conversation, Effect, Input, Json, PendingTimer, RunEvent } from '@dragoman/core';
import type { Engine } from '../engine.ts';
import { journaledHost, startJournal, type TurnJournal } from './journaled-host.ts';
import { freshSeed } from './seeded-random.ts';

export interface RunTurnOptions {
  readonly clock: Clock;
  /** The same seed gives the same random numbers, and with them the same ids. Default: one no other run has. */
  readonly seed?: string;
  /** Called when an effect leaves, before the turn is over. */
  onEffect?(effect: Effect): void;
  onEvent?(event: RunEvent): void;
  /** Told every value a sensitive variable is given: a recorder's `hide`. */
  onSensitive?(value: Json): void;
  readonly signal?: AbortSignal;
}

export interface TurnResult {
  readonly conversation: Conversation;
  readonly effects: readonly Effect[];
  /** Set in the turn; it is the caller's to deliver them when they are due. */
  readonly timers: readonly PendingTimer[];
  /** For a recording. */
  readonly journal: TurnJournal;
}

/** Takes one turn without a conversation driver, and keeps its journal: for scripted runs, tests and simulations. */
export const runTurn = async (
  engine: Engine,
  bot: Bot,
  conversation: Conversation,
  input: Input,
  { clock, seed = freshSeed(), onEffect, onEvent, onSensitive, signal }: RunTurnOptions,
): Promise<TurnResult> => {
  let journal = startJournal(input, clock.now(), `${seed}/${conversation.turn + 1}`);
  const timers: PendingTimer[] = [];
  const host = journaledHost({
    journal,
    clock,
    onJournal: (changed) => {
      journal = changed;
    },
    onEffect: (effect) => onEffect?.(effect),
    onTimer: (timer) => timers.push(timer),
    onCancel: () => {},
    ...(onEvent && { onEvent }),
    ...(signal && { signal }),
  });
  const after = await engine.runTurn(bot, conversation, input, host, onSensitive);
  return { conversation: after, effects: journal.effects, timers, journal };
};
