import { expect, test } from 'vitest';
import { regexProblem } from './regex.ts';

test.each(['', 'a', '[0-9]{3,6}', '(?i)(yes|no)', '(?<name>a)', '\\p{L}+', 'a\\/b', '\\cA', '(\\+49|0)[1-9]', '\\\\1', 'a{1000}'])(
  '%s can be used',
  (source) => {
    expect(regexProblem(source)).toBeUndefined();
  },
);

test.each([
  ['(?=a)', 'Look-ahead'],
  ['(?<!a)b', 'Look-ahead and look-behind'],
  ['(a)\\1', 'Back-references'],
  ['a++', 'possessive'],
  ['a{2000}', 'more than 1000 times'],
  ['(', 'missing closing )'],
  ['[a', 'missing closing ]'],
  ['*a', 'missing argument to repetition operator'],
  ['((a{100}){100}){100}', 'invalid repeat count'],
])('%s cannot', (source, part) => {
  expect(regexProblem(source)).toContain(part);
});

test('groups nested without end are a problem, not a crash', () => {
  expect(regexProblem('('.repeat(100_000) + ')'.repeat(100_000))).toContain('nests too deeply');
});
