import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { textOf } from './text-of.ts';

test.each<[Json | undefined, string]>([
  ['', ''],
  [' a ', ' a '],
  [0, '0'],
  [-0, '0'],
  [1.5, '1.5'],
  [1e21, '1e+21'],
  [0.1 + 0.2, '0.30000000000000004'],
  [true, 'true'],
  [false, 'false'],
  [null, ''],
  [undefined, ''],
  [[], '[]'],
  [[1, null, 'a"b'], '[1,null,"a\\"b"]'],
  [{ a: { b: [1] } }, '{"a":{"b":[1]}}'],
])('%j reads %j', (value, expected) => {
  expect(textOf(value)).toBe(expected);
});
