import { styleText } from 'node:util';
import type { Line } from './run-bench.ts';

/** A line as a person reads it. */
export const printLine = (line: Line): string => {
  if ('skipped' in line) return `${line.bench.padEnd(9)} ${styleText('yellow', 'skipped')}: ${line.skipped}`;
  const { bench, figure, value, unit, bar, holds } = line;
  const measured = value === null ? 'not measured' : `${printNumber(value)} ${unit}`;
  const verdict = bar === null ? '' : ` ${bar.padEnd(8)} ${holds ? styleText('green', 'holds') : styleText('red', 'does not hold')}`;
  return `${bench.padEnd(9)} ${figure.padEnd(52)} ${measured.padStart(20)}${verdict}`.trimEnd();
};

/** Three significant digits, but never fewer than stand before the point. */
export const printNumber = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
