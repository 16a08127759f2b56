import { expect, test } from 'vitest';
import { fastestOf } from './fastest-of.ts';

test('work is done as often as asked, and its shortest time counts', () => {
  let nowMs = 0;
  const durationsMs = [30, 20, 25];
  const fastest = fastestOf(
    3,
    () => {
      nowMs += durationsMs.shift() ?? 0;
    },
    () => nowMs,
  );
  expect(fastest).toBe(20);
  expect(durationsMs).toEqual([]);
});
