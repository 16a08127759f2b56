import { expect, test } from 'vitest';
import { storedValue } from './stored-value.ts';

test('typed values are kept', () => {
  for (const value of [1, true, null, 'a', [1], { a: 1 }]) expect(storedValue(value, 'typed', 'x')).toBe(value);
});

test('under text, numbers and booleans become text and nothing else does', () => {
  expect([1.5, true, false, null, 'a', [1], { a: 1 }].map((value) => storedValue(value, 'text', 'x'))).toEqual([
    '1.5',
    'true',
    'false',
    null,
    'a',
    [1],
    { a: 1 },
  ]);
});

test('names that begin with $ are exempt', () => {
  expect(storedValue(1, 'text', '$count')).toBe(1);
  expect(storedValue(1, 'text', 'count$')).toBe('1');
});
