import type { Bot, Diagnostic } from '@dragoman/core';
import type { TurnRecord } from '../run/turn-record.ts';
import { authoredHeaders, type Difference, firstDifference } from './first-difference.ts';
import { type Before, reportedPlaces } from './reported-places.ts';

export interface Run {
  readonly bot: Bot;
  readonly turns: readonly (TurnRecord & { readonly open: string | undefined })[];
}

export interface Comparison {
  /** Nodes the author's run entered. */
  readonly steps: number;
  /** How many of them lie before the first reported place. */
  readonly claimed: number;
  /** What was reported at that place. */
  readonly stoppedBy?: string;
  readonly difference?: Difference & { readonly turn: number };
}

/** Compares two runs up to the first step at which either enters a place that was reported. */
export const compareRuns = (author: Run, platform: Run, diagnostics: readonly Diagnostic[]): Comparison => {
  const places = reportedPlaces(author.bot, platform.bot.semantics ?? {}, diagnostics);
  const headers = authoredHeaders(author.bot, platform.bot);
  const steps = author.turns.reduce((sum, turn) => sum + enteredBy(turn).length, 0);
  let claimed = 0;
  let open: string | undefined;
  for (const [index, turn] of author.turns.entries()) {
    const other = platform.turns[index];
    const before: Before = { open, isFirst: index === 0 };
    const entered = places.enteredIn(turn, before);
    if (entered !== undefined) return { steps, claimed: claimed + entered.steps, stoppedBy: entered.code };
    const difference = other && firstDifference(turn, other, headers);
    if (difference) {
      const fork = forkOf(turn, other);
      if (places.isReportedAt(fork ?? open, turn, before)) return { steps, claimed, stoppedBy: 'another way' };
      return { steps, claimed, difference: { ...difference, turn: index } };
    }
    // Both may have gone different ways without a word; what comes of it is not held against them where it was reported.
    if (other && forks(turn, other) && places.isReportedAt(forkOf(turn, other) ?? open, turn, before))
      return { steps, claimed, stoppedBy: 'another way' };
    claimed += enteredBy(turn).length;
    open = turn.open;
  }
  return { steps, claimed };
};

const enteredBy = ({ steps }: TurnRecord): readonly string[] => steps.flatMap((step) => (step.kind === 'enter' ? [step.node] : []));

/** The author's nodes on a way, as far as their ids can still be told: each has a number of its own, which translation keeps. */
const wayOf = (turn: TurnRecord): readonly string[] =>
  enteredBy(turn)
    .map((id) => /^n\d+/.exec(id)?.[0] ?? '')
    .filter((id, index, all) => id !== '' && id !== all[index - 1]);

const forks = (one: TurnRecord, other: TurnRecord): boolean => wayOf(one).join() !== wayOf(other).join();

/** The last node of a turn that both runs entered before they parted. */
const forkOf = (one: TurnRecord, other: TurnRecord): string | undefined => {
  const [left, right] = [wayOf(one), wayOf(other)];
  const index = left.findIndex((id, position) => id !== right[position]);
  return left[index === -1 ? left.length - 1 : index - 1];
};
