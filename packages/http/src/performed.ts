import type { CallResult, Outcome } from '@dragoman/core';
import type { Attempted } from './attempt.ts';

/** What became of a call, or of one page of it. */
export interface Performed extends Pick<CallResult, 'outcome' | 'headers' | 'body'>, Pick<Attempted, 'phases'> {
  /** What the body was read from. */
  readonly bytes?: Buffer;
}

/** A call without a response that could be read. */
export const without = (outcome: Outcome, phases: Attempted['phases'] = {}): Performed => ({ outcome, headers: {}, phases });

export const timeout: Outcome = { kind: 'timeout' };
