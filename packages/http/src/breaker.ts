import { DragomanError, type Outcome } from '@dragoman/core';
import type { Exchanged } from './exchange.ts';
import { failure } from './reasons.ts';
import { SlidingCounts } from './sliding-counts.ts';

/**
 * When an origin is left alone: most of what it was asked lately failed, and one more request would only cost time. After
 * a while one request tries whether it is back.
 */
export interface BreakerOptions {
  /** Failures of the requests within the window that open the breaker, from 0 (excluded) to 1. Default 0.5. */
  readonly failureShare?: number;
  /** Requests within the window below which it never opens. Default 20. */
  readonly minimumRequests?: number;
  /** Default 10,000. */
  readonly windowMs?: number;
  /** How long it stays open before the next try. Default 5,000. */
  readonly openMs?: number;
  /** Statuses that count as failures, beside no answer at all. Default: none, for an answer is an answer. */
  readonly statuses?: readonly number[];
}

/** What a request that was let through is to be reported with. */
export type Pass = 'normal' | 'probe';

/** The breaker of one origin. */
export interface Breaker {
  /** Undefined while the origin is left alone. Whoever is given a pass must report. */
  admit(nowMs: number): Pass | undefined;
  report(pass: Pass, verdict: Verdict, nowMs: number): void;
}

/** `neither`: it says nothing about the origin. */
export type Verdict = 'success' | 'failure' | 'neither';

export interface Breakers {
  of(origin: string, nowMs: number): Breaker;
  verdict(exchanged: Exchanged, isCancelled: boolean): Verdict;
}

/** One breaker for each origin; undefined when they are switched off. Throws `configuration` for numbers that cannot be meant. */
export const createBreakers = (options: BreakerOptions | false = {}): Breakers | undefined => {
  if (options === false) return undefined;
  const settings = settingsOf(options);
  const statuses = new Set(settings.statuses);
  const breakers = new Map<string, OriginBreaker>();

  return {
    of(origin, nowMs) {
      let breaker = breakers.get(origin);
      if (breaker === undefined) {
        if (breakers.size >= keptOrigins) for (const [key, { isForgotten }] of breakers) if (isForgotten(nowMs)) breakers.delete(key);
        breaker = new OriginBreaker(settings);
        breakers.set(origin, breaker);
      }
      return breaker;
    },
    verdict({ outcome, wasStale, connection }, isCancelled) {
      // A connection that was kept too long says nothing of the server, nor does a caller who has left.
      if (wasStale || isCancelled) return 'neither';
      if (outcome.kind === 'response') return statuses.has(outcome.status) ? 'failure' : 'success';
      // Who never came out of the line was stopped by others' calls.
      if (outcome.kind === 'timeout') return connection === undefined ? 'neither' : 'failure';
      return outcome.kind === 'error' && failures.has(outcome.reason) ? 'failure' : 'neither';
    },
  };
};

/** What a call ends as while the origin is left alone. */
export const leftAlone = (host: string): Outcome =>
  failure('refused', `Nothing was sent: so many calls to ${host} failed lately that it is left alone for a moment (\`breaker\`).`);

const keptOrigins = 256;

const failures: ReadonlySet<string> = new Set(['dns', 'refused', 'reset', 'tls', 'protocol']);

type Settings = Required<BreakerOptions>;

class OriginBreaker implements Breaker {
  readonly #settings: Settings;
  readonly #counts: SlidingCounts;
  #openUntilMs: number | undefined = undefined;
  #isProbing = false;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#counts = new SlidingCounts(settings.windowMs);
  }

  admit(nowMs: number): Pass | undefined {
    if (this.#openUntilMs === undefined) return 'normal';
    if (this.#isProbing || nowMs < this.#openUntilMs) return undefined;
    this.#isProbing = true;
    return 'probe';
  }

  report(pass: Pass, verdict: Verdict, nowMs: number): void {
    if (pass === 'probe') this.#reportProbe(verdict, nowMs);
    // What was under way when the breaker opened has nothing to add.
    else if (this.#openUntilMs === undefined && verdict !== 'neither') {
      const counts = this.#counts;
      const { minimumRequests, failureShare } = this.#settings;
      counts.add(nowMs, verdict === 'failure');
      if (verdict === 'failure' && counts.all >= minimumRequests && counts.marked >= failureShare * counts.all) this.#open(nowMs);
    }
  }

  #reportProbe(verdict: Verdict, nowMs: number): void {
    this.#isProbing = false;
    if (verdict === 'success') this.#openUntilMs = undefined;
    else if (verdict === 'failure') this.#open(nowMs);
  }

  #open(nowMs: number): void {
    this.#openUntilMs = nowMs + this.#settings.openMs;
    this.#counts.clear();
  }

  readonly isForgotten = (nowMs: number): boolean => {
    this.#counts.forget(nowMs);
    return this.#openUntilMs === undefined && this.#counts.all === 0;
  };
}

const settingsOf = ({
  failureShare = 0.5,
  minimumRequests = 20,
  windowMs = 10_000,
  openMs = 5_000,
  statuses = [],
}: BreakerOptions): Settings => {
  const check = (name: keyof BreakerOptions, isMeant: boolean, expected: string): void => {
    if (isMeant) return;
    throw new DragomanError(`breaker.${name} must be ${expected}.`, { code: 'configuration', source: '@dragoman/http' });
  };
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  check('failureShare', failureShare > 0 && failureShare <= 1, 'a number above 0 and not above 1');
  check('minimumRequests', isCount(minimumRequests), 'a positive whole number');
  check('windowMs', isCount(windowMs), 'a positive whole number');
  check('openMs', isCount(openMs), 'a positive whole number');
  check('statuses', statuses.every(isCount), 'a list of statuses');
  return { failureShare, minimumRequests, windowMs, openMs, statuses };
};
