import { expect, test } from 'vitest';
import { freshSeed, seededRandom } from './seeded-random.ts';

const first = (seed: string, count: number): readonly number[] => {
  const next = seededRandom(seed);
  return Array.from({ length: count }, next);
};

test('the same seed gives the same numbers, another one others', () => {
  expect(first('a/1', 20)).toEqual(first('a/1', 20));
  expect(first('a/1', 20)).not.toEqual(first('a/2', 20));
  expect(freshSeed()).not.toBe(freshSeed());
});

test('ids made of four numbers do not meet, however alike the seeds are', () => {
  const ids = new Set(Array.from({ length: 200_000 }, (_, index) => first(String(index), 4).join()));
  expect(ids.size).toBe(200_000);
});

test('numbers are spread evenly from 0 to below 1', () => {
  const buckets = new Array<number>(10).fill(0);
  for (const number of first('spread', 100_000)) buckets[Math.floor(number * 10)] = (buckets[Math.floor(number * 10)] ?? 0) + 1;
  expect(buckets).toHaveLength(10);
  for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});
