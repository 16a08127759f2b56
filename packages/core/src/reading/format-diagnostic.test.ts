import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { formatDiagnostic } from './format-diagnostic.ts';

const diagnostic: Diagnostic = { code: 'unknown-node', severity: 'error', place: '/flows/0', reason: 'There is no node "a".' };

test.each<[string, Partial<Diagnostic>, string]>([
  ['path, problem and fix', { path: 'flows.f', fix: 'Add it.' }, 'flows.f: There is no node "a". Add it.'],
  ['the pointer without a path', {}, '/flows/0: There is no node "a".'],
  ['the bot as a whole', { place: '' }, 'bot: There is no node "a".'],
  ['the place in the file', { path: 'flows.f', at: { file: 'a.yaml', line: 3, column: 7 } }, 'a.yaml:3:7 flows.f: There is no node "a".'],
])('writes %s', (_, changes, line) => {
  expect(formatDiagnostic({ ...diagnostic, ...changes })).toBe(line);
});
