import type { Outcome, Retry } from '@dragoman/core';

/** All that decides whether and when a call is tried again. */
export interface RetryState {
  readonly retry: Retry;
  /** Attempts made so far. */
  readonly attempts: number;
  readonly outcome: Outcome;
  /** Whether the server may get the request twice. */
  readonly isRepeatable: boolean;
  /** Whether bytes of the last attempt may have reached it. */
  readonly wasSent: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** What is left of the deadline. */
  readonly leftMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** How long to wait before the next attempt; undefined when the outcome stands. */
export const retryDelayMs = ({
  retry,
  attempts,
  outcome,
  isRepeatable,
  wasSent,
  retryAfterMs,
  leftMs,
  random,
}: RetryState): number | undefined => {
  if (attempts > retry.retries || !isTransient(outcome, retry) || (wasSent && !isRepeatable)) return undefined;
  // Full jitter: callers that failed together do not come back together, nor do those a server sent away together.
  const delayMs = (retryAfterMs ?? 0) + random * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return delayMs < leftMs ? delayMs : undefined;
};

const firstDelayMs = 200;
const longestDelayMs = 10_000;

/** Whether another attempt could end differently. */
export const isTransient = (outcome: Outcome, { statuses }: Retry): boolean => {
  switch (outcome.kind) {
    case 'response':
      return statuses.includes(outcome.status);
    case 'error':
      return outcome.reason === 'dns' || outcome.reason === 'refused' || outcome.reason === 'reset';
    case 'timeout':
      return true;
    default:
      return false;
  }
};

/** `Retry-After` in milliseconds from now: seconds, or a date. Undefined when it says neither. */
export const parseRetryAfter = (value: string | undefined, nowMs: number): number | undefined => {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // What else a computer can read as a date, "-5" among it, was not meant as one.
  const atMs = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
};

const httpDate = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? .*\d\d:\d\d:\d\d/i;
