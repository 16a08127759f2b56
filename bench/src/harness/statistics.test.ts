import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, pairedRatio, percentile } from './statistics.ts';

// Adding 0 makes one zero of the two: which of them stands in the middle is nobody's concern.
const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value + 0);
const numbers = fc.array(number, { minLength: 1, maxLength: 50 });

describe('median', () => {
  test('is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
  });

  test('has as many values above as below, in whatever order they come', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const middle = median(values);
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(median(values.toReversed())).toBe(middle);
      }),
    );
  });
});

describe('percentile', () => {
  test('is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile([3], 0.99)).toBe(3);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('is the smallest value that enough of them do not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.double({ noNaN: true, min: 0, max: 1 }), (values, share) => {
        const found = percentile(values, share);
        const notAbove = (limit: number): number => values.filter((value) => value <= limit).length;
        expect(values).toContain(found);
        expect(notAbove(found)).toBeGreaterThanOrEqual(share * values.length);
        for (const smaller of values.filter((value) => value < found)) expect(notAbove(smaller)).toBeLessThan(share * values.length);
      }),
    );
  });
});

test('a paired ratio does not move with what slows whole rounds down', () => {
  const slowness = [1, 4, 2, 1, 3];
  const paired = pairedRatio(
    slowness.map((slow) => 90 / slow),
    slowness.map((slow) => 100 / slow),
  );
  expect(paired).toBeCloseTo(0.9, 10);
});
