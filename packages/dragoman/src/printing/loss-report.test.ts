import type { Diagnostic } from '@dragoman/core';
import { expect, test } from 'vitest';
import { lossReport } from './loss-report.ts';

const lost = (path: string, reason: string): Diagnostic => ({
  code: 'hook-not-carried',
  severity: 'warning',
  place: `/${path.replaceAll('.', '/')}`,
  path,
  loss: 'dropped',
  reason,
  fix: 'Do without.',
});

const report = {
  from: 'neutral',
  to: 'slate',
  diagnostics: [lost('flows.a', 'No scripts.'), lost('flows.b', 'No waits.'), lost('flows.c', 'No scripts.')],
};

test('what is lost at several places is said once, with all of them', () => {
  expect(lossReport(report, 'text')).toEqual([
    'dropped  flows.a, flows.c: No scripts. Do without. (hook-not-carried)',
    'dropped  flows.b: No waits. Do without. (hook-not-carried)',
    'neutral → slate: 3 dropped.',
  ]);
  expect(lossReport(report, 'table')).toContain('| dropped | flows.a<br>flows.c | No scripts. | Do without. | hook-not-carried |');
});

test('programs are told of each place by itself', () => {
  expect(JSON.parse(lossReport(report, 'json').join('\n')).diagnostics).toHaveLength(3);
});
