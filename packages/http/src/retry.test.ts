import type { Outcome } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter, type RetryState, retryDelayMs } from './retry.ts';

const state = (rest: Partial<RetryState>): RetryState => ({
  retry: { retries: 2, statuses: [503] },
  attempts: 1,
  outcome: { kind: 'response', status: 503 },
  isRepeatable: true,
  wasSent: true,
  retryAfterMs: undefined,
  leftMs: 60_000,
  random: 0.5,
  ...rest,
});

const error = (reason: Extract<Outcome, { kind: 'error' }>['reason']): Outcome => ({ kind: 'error', reason });

describe('a call is tried again', () => {
  test.each([
    ['a status that was chosen', { outcome: { kind: 'response', status: 503 } }, true],
    ['another status', { outcome: { kind: 'response', status: 500 } }, false],
    ['success', { outcome: { kind: 'response', status: 200 } }, false],
    ['a broken connection', { outcome: error('reset') }, true],
    ['a refused connection', { outcome: error('refused'), wasSent: false }, true],
    ['an unknown name', { outcome: error('dns'), wasSent: false }, true],
    ['a connection that could not be made in time', { outcome: { kind: 'timeout' }, wasSent: false }, true],
    ['a certificate that is not trusted', { outcome: error('tls'), wasSent: false }, false],
    ['a blocked address', { outcome: error('blocked'), wasSent: false }, false],
    ['a body that is not what it says', { outcome: error('bad-body') }, false],
    ['too large a response', { outcome: error('too-large') }, false],
    ['no connection to be had', { outcome: { kind: 'max-connection' }, wasSent: false }, false],
    ['the last attempt', { attempts: 3 }, false],
    ['what must not be sent twice and may have left', { outcome: error('reset'), isRepeatable: false }, false],
    ['what must not be sent twice and was answered', { isRepeatable: false }, false],
    ['what must not be sent twice but never left', { outcome: error('refused'), isRepeatable: false, wasSent: false }, true],
  ] as const satisfies readonly (readonly [string, Partial<RetryState>, boolean])[])('after %s', (_name, rest, expected) => {
    expect(retryDelayMs(state(rest)) !== undefined).toBe(expected);
  });

  test('after a delay with full jitter, which grows, and never past the deadline', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 30_000 }),
        (attempts, random, leftMs) => {
          const delay = retryDelayMs(state({ retry: { retries: 40, statuses: [503] }, attempts, random, leftMs }));
          const longest = Math.min(10_000, 200 * 2 ** (attempts - 1));
          if (delay === undefined) expect(random * longest).toBeGreaterThanOrEqual(leftMs);
          else {
            expect(delay).toBeCloseTo(random * longest, 6);
            expect(delay).toBeLessThan(leftMs);
          }
        },
      ),
    );
  });

  test('no sooner than the server asks, and not at all when that is too late', () => {
    expect(retryDelayMs(state({ retryAfterMs: 3000, random: 0 }))).toBe(3000);
    expect(retryDelayMs(state({ retryAfterMs: 3000, random: 0.5 }))).toBe(3100);
    expect(retryDelayMs(state({ retryAfterMs: 3000, leftMs: 3000 }))).toBeUndefined();
    expect(retryDelayMs(state({ retryAfterMs: Number.POSITIVE_INFINITY }))).toBeUndefined();
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sat, 21 Nov 2026 00:00:10 GMT', 10_000],
  ['Fri, 20 Nov 2026 00:00:00 GMT', 0],
  ['Saturday, 21-Nov-26 00:00:10 GMT', 10_000],
  ['Sat Nov 21 00:00:10 2026 GMT', 10_000],
  ['9'.repeat(400), Number.POSITIVE_INFINITY],
  ['-5', undefined],
  ['1.5', undefined],
  ['2026', 2_026_000],
  ['2026-11-21', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j', (value, expected) => {
  expect(parseRetryAfter(value, Date.UTC(2026, 10, 21))).toBe(expected);
});
