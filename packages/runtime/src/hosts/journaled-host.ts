import {
  type Clock,
  DragomanError,
  type Effect,
  type Input,
  type Json,
  type PendingTimer,
  type RunEvent,
  type TurnHost,
} from '@dragoman/core';
import { redacted } from '../turn/turn-redactor.ts';
import { seededRandom } from './seeded-random.ts';

/** What a turn has done so far: enough to run it again without doing anything twice. JSON. */
export interface TurnJournal {
  readonly input: Input;
  readonly startedAtMs: number;
  readonly seed: string;
  readonly steps: readonly JournalStep[];
  /** Name of a step that was started and not finished. */
  readonly underWay?: string;
  /** What left, in order. */
  readonly effects: readonly Effect[];
}

export interface JournalStep {
  readonly name: string;
  readonly value: Json;
  /** When it was finished. */
  readonly atMs: number;
}

export const startJournal = (input: Input, startedAtMs: number, seed: string): TurnJournal => ({
  input,
  startedAtMs,
  seed,
  steps: [],
  effects: [],
});

export interface JournaledHostOptions {
  readonly journal: TurnJournal;
  readonly clock: Clock;
  /** The journal may not grow: a step it does not hold is a divergence. */
  readonly isReplay?: boolean;
  /** Called with the journal after every change; what it holds is what a next attempt begins with. */
  onJournal(journal: TurnJournal): void;
  /** A new effect and its position in the turn. */
  onEffect(effect: Effect, index: number): void;
  onTimer(timer: PendingTimer): void;
  onCancel(name: string): void;
  onEvent?(event: RunEvent): void;
  readonly signal?: AbortSignal;
}

/** A host that answers from a journal as far as it goes, and goes on live from there. */
export const journaledHost = ({
  clock,
  isReplay = false,
  onEvent,
  signal,
  ...options
}: JournaledHostOptions): TurnHost & { readonly effects: number; readonly steps: number } => {
  let { journal } = options;
  const recorded = journal;
  let position = 0;
  let sent = 0;
  let sleeps = 0;
  let nowMs = journal.startedAtMs;
  const change = (next: TurnJournal): void => {
    journal = next;
    options.onJournal(journal);
  };
  const step: TurnHost['step'] = async <T>(name: string, act: () => Promise<T>, { replay }: { readonly replay: 'safe' | 'never' }) => {
    const known = journal.steps[position];
    if (known) {
      if (known.name !== name) throw diverged(`asks for the step ${name} where it holds ${known.name}`);
      position += 1;
      nowMs = known.atMs;
      return { kind: 'done', value: known.value as T };
    }
    if (isReplay) throw diverged(`asks for the step ${name}, which it does not hold`);
    if (journal.underWay === name && replay === 'never') return { kind: 'interrupted' };
    change({ ...journal, underWay: name });
    const value = await act();
    nowMs = Math.max(nowMs, clock.now());
    position += 1;
    const { underWay: _done, ...rest } = journal;
    change({ ...rest, steps: [...rest.steps, { name, value: value as Json, atMs: nowMs }] });
    return { kind: 'done', value };
  };
  const isReplaying = (): boolean => isReplay || position < recorded.steps.length;
  return {
    get effects() {
      return sent;
    },
    get steps() {
      return position;
    },
    step,
    send: (effect) => {
      const known = journal.effects[sent];
      sent += 1;
      if (known) {
        if (isReplay && !isSame(JSON.stringify(known), JSON.stringify(effect)))
          throw diverged(`sends another ${effect.kind} as number ${sent} of the turn`);
        return;
      }
      if (isReplay) throw diverged(`sends a ${effect.kind} as number ${sent} of the turn, which it does not hold`);
      change({ ...journal, effects: [...journal.effects, effect] });
      options.onEffect(effect, sent - 1);
    },
    sleep: async (durationMs) => {
      sleeps += 1;
      await step(
        `sleep/${sleeps}`,
        async () => {
          await clock.sleep(durationMs, signal);
          return null;
        },
        { replay: 'safe' },
      );
    },
    timer: options.onTimer,
    cancel: options.onCancel,
    // Time goes on only where the journal says so: the same on replay.
    now: () => nowMs,
    random: seededRandom(journal.seed),
    ...(onEvent && {
      emit: (event: RunEvent) => {
        if (!isReplaying() || isReplay) onEvent(event);
      },
    }),
    ...(signal && { signal }),
  };
};

const diverged = (what: string): DragomanError =>
  new DragomanError(`The run is not the one its journal tells of: it ${what}. Replay with the bot and the plugins it was recorded with.`, {
    code: 'nondeterminism',
    source: 'runtime',
  });

// A recording may have a value replaced in a text where the bot itself says the same word.
const isSame = (recorded: string, sent: string): boolean => {
  const [first = '', ...rest] = recorded.split(redacted);
  if (rest.length === 0) return recorded === sent;
  if (!sent.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = sent.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return sent.endsWith(rest.at(-1) ?? '');
};
