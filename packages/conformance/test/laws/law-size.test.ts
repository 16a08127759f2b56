import { afterEach, expect, test, vi } from 'vitest';
import { casesToTry, seedToTry } from '../../src/laws/law-size.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  [undefined, 600],
  ['long', 20_000],
  ['5000', 5_000],
  ['often', 600],
])('DRAGOMAN_LAWS=%s makes %d cases', (said, cases) => {
  vi.stubEnv('DRAGOMAN_LAWS', said);
  expect(casesToTry(600)).toBe(cases);
});

test.each([
  [undefined, 7],
  ['-1288922305', -1_288_922_305],
])('DRAGOMAN_LAWS_SEED=%s makes the seed %d', (said, seed) => {
  vi.stubEnv('DRAGOMAN_LAWS_SEED', said);
  expect(seedToTry(7)).toBe(seed);
});
