import { describe, expect, test } from 'vitest';
import type { VariableType } from '../document/variable.ts';
import type { Json } from '../json.ts';
import { coerce } from './coerce.ts';

describe.each<[VariableType, readonly (readonly [Json, Json | undefined])[]]>([
  [
    'text',
    [
      ['a', 'a'],
      [1.5, '1.5'],
      [true, 'true'],
      [{ a: 1 }, '{"a":1}'],
      [null, null],
    ],
  ],
  [
    'number',
    [
      [1, 1],
      ['42', 42],
      [' -1.50 ', -1.5],
      ['+1e3', 1000],
      ['.5', 0.5],
      ['007', 7],
      ['', undefined],
      ['1,5', undefined],
      ['0x10', undefined],
      ['Infinity', undefined],
      ['1e999', undefined],
      ['12 apples', undefined],
      [true, undefined],
      [[1], undefined],
      [null, null],
    ],
  ],
  [
    'boolean',
    [
      [true, true],
      ['Yes ', true],
      ['on', true],
      ['1', true],
      [1, true],
      ['FALSE', false],
      ['no', false],
      [0, false],
      [2, undefined],
      ['', undefined],
      ['maybe', undefined],
      [[], undefined],
      [null, null],
    ],
  ],
  [
    'json',
    [
      ['{"a":1}', '{"a":1}'],
      [[1], [1]],
      [null, null],
    ],
  ],
])('as %s', (type, cases) => {
  test.each(cases)('%j is %j', (value, expected) => {
    expect(coerce(value, type)).toEqual(expected);
  });
});

test('a long text that is nearly a number takes no long time', () => {
  expect(coerce(`${'1'.repeat(1_000_000)}x`, 'number')).toBeUndefined();
});
