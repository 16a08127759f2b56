import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { printLine, printNumber } from './print-line.ts';

test.each([
  [0.951_234, '0.951'],
  [12.345, '12.3'],
  [123.45, '123'],
  [18_234.5, '18235'],
  [0, '0'],
])('%d is printed as %s', (value, printed) => {
  expect(printNumber(value)).toBe(printed);
});

test('a line says what was measured, what was asked and whether it holds', () => {
  const line = { bench: 'http', figure: 'turn / undici.request', value: 0.7, unit: 'x', bar: '>= 0.65', holds: true };
  const words = (text: string): string => stripVTControlCharacters(text).replaceAll(/ +/g, ' ');
  expect(words(printLine(line))).toBe('http turn / undici.request 0.7 x >= 0.65 holds');
  expect(words(printLine({ ...line, value: null, holds: false }))).toBe('http turn / undici.request not measured >= 0.65 does not hold');
  expect(words(printLine({ bench: 'service', skipped: 'no npm' }))).toBe('service skipped: no npm');
});
