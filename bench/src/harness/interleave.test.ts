import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('every round measures every variant once, and none always comes first', async () => {
  const order: string[] = [];
  const variant = (name: string) => () => order.push(name);
  await interleave({ a: variant('a'), b: variant('b'), c: variant('c') }, { rounds: 3, warmUps: 0 });
  expect(order.join('')).toBe('abcbcacab');
});

test('slices of warm-up rounds are thrown away', async () => {
  let calls = 0;
  const slices = await interleave({ a: () => (calls += 1), b: async () => (calls += 1) }, { rounds: 2, warmUps: 2 });
  expect(calls).toBe(8);
  expect(slices).toEqual({ a: [5, 8], b: [6, 7] });
});
