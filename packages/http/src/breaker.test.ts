import { describe, expect, test } from 'vitest';
import { type Breaker, type BreakerOptions, createBreakers, type Verdict } from './breaker.ts';

const options: BreakerOptions = { failureShare: 0.5, minimumRequests: 4, windowMs: 1_000, openMs: 500 };

const open = (more: BreakerOptions = {}): Breaker => {
  const breaker = createBreakers({ ...options, ...more })?.of('http://a', 0);
  expect(breaker).toBeDefined();
  return breaker as Breaker;
};

const run = (breaker: Breaker, nowMs: number, ...verdicts: Verdict[]): void => {
  for (const verdict of verdicts) {
    const pass = breaker.admit(nowMs);
    if (pass !== undefined) breaker.report(pass, verdict, nowMs);
  }
};

describe('a breaker', () => {
  test('opens when enough requests failed, and a share of them', () => {
    const breaker = open();
    run(breaker, 0, 'success', 'failure', 'failure');
    expect(breaker.admit(0)).toBe('normal');
    run(breaker, 0, 'failure');
    expect(breaker.admit(0)).toBeUndefined();
  });

  test('stays closed below the share, and when what failed is long ago', () => {
    const breaker = open();
    run(breaker, 0, 'success', 'success', 'success', 'failure', 'failure');
    expect(breaker.admit(0)).toBe('normal');
    run(breaker, 1_200, 'failure', 'failure', 'failure');
    expect(breaker.admit(1_200)).toBe('normal');
    run(breaker, 1_200, 'failure');
    expect(breaker.admit(1_200)).toBeUndefined();
  });

  test('lets one request try after a while, and no other before it is back', () => {
    const breaker = open();
    run(breaker, 0, 'failure', 'failure', 'failure', 'failure');
    expect(breaker.admit(499)).toBeUndefined();
    expect(breaker.admit(500)).toBe('probe');
    expect(breaker.admit(10_000)).toBeUndefined();
    breaker.report('probe', 'failure', 600);
    expect(breaker.admit(1_099)).toBeUndefined();
    expect(breaker.admit(1_100)).toBe('probe');
    breaker.report('probe', 'neither', 1_100);
    expect(breaker.admit(1_100)).toBe('probe');
    breaker.report('probe', 'success', 1_200);
    expect([breaker.admit(1_200), breaker.admit(1_200)]).toEqual(['normal', 'normal']);
    // What failed before it opened is forgotten.
    run(breaker, 1_200, 'failure', 'failure', 'failure');
    expect(breaker.admit(1_200)).toBe('normal');
  });

  test('hears nothing of what was under way when it opened', () => {
    const breaker = open();
    const early = breaker.admit(0);
    run(breaker, 0, 'failure', 'failure', 'failure', 'failure');
    breaker.report(early ?? 'probe', 'success', 1);
    expect(breaker.admit(1)).toBeUndefined();
  });

  test('is each origin a breaker of its own', () => {
    const breakers = createBreakers(options);
    const [a, b] = [breakers?.of('http://a', 0), breakers?.of('http://b', 0)];
    run(a as Breaker, 0, 'failure', 'failure', 'failure', 'failure');
    expect([a?.admit(0), b?.admit(0), breakers?.of('http://a', 0) === a]).toEqual([undefined, 'normal', true]);
  });

  test('stays open however many origins come after it', () => {
    const breakers = createBreakers(options);
    run(breakers?.of('http://down', 0) as Breaker, 0, 'failure', 'failure', 'failure', 'failure');
    for (let number = 0; number < 1_000; number++) breakers?.of(`http://${number}`, 0);
    expect(breakers?.of('http://down', 0).admit(0)).toBeUndefined();
  });
});

test.each([
  { failureShare: 0 },
  { failureShare: 1.1 },
  { minimumRequests: 0 },
  { windowMs: 0.5 },
  { openMs: Number.NaN },
  { statuses: [-1] },
])('options that cannot be meant are refused: %j', (wrong) => {
  expect(() => createBreakers(wrong)).toThrow(`breaker.${Object.keys(wrong)[0]} must be`);
});
