import { expect, test } from 'vitest';
import { judge, unmeasured } from './judge.ts';

const bench = { name: 'speed', bars: { rate: { atLeast: 0.95 }, growth: { atMost: 2.3 }, size: { below: 20 } } };

test.each([
  ['rate', 0.95, '>= 0.95', true],
  ['rate', 0.949_999, '>= 0.95', false],
  ['growth', 2.3, '<= 2.3', true],
  ['growth', 2.300_001, '<= 2.3', false],
  ['size', 19.999, '< 20', true],
  ['size', 20, '< 20', false],
])('%s of %d is held against its bar', (figure, value, bar, holds) => {
  expect(judge(bench, { figure, value, unit: 'x' })).toEqual({ bench: 'speed', figure, value, unit: 'x', bar, holds });
});

test('a figure that is not a number reaches no bar', () => {
  for (const figure of Object.keys(bench.bars)) expect(judge(bench, { figure, value: Number.NaN, unit: 'x' }).holds).toBe(false);
});

test('a figure without a bar is only told', () => {
  expect(judge(bench, { figure: 'p99', value: 12, unit: 'ms' })).toMatchObject({ bar: null, holds: true });
});

test('a bar nobody measured does not hold', () => {
  expect(unmeasured(bench, new Set(['rate', 'size']))).toEqual([
    { bench: 'speed', figure: 'growth', value: null, unit: '', bar: '<= 2.3', holds: false },
  ]);
});
