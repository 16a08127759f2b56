import { expect, test } from 'vitest';
import { deepestJson, isTooDeep } from './nesting.ts';

const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

test.each([
  ['lists at the limit', nested(deepestJson, '[', ']'), false],
  ['lists one deeper', nested(deepestJson + 1, '[', ']'), true],
  ['objects one deeper', `${'{"a":'.repeat(deepestJson + 1)}1${'}'.repeat(deepestJson + 1)}`, true],
  ['lists and objects at the limit', `${'[{"a":'.repeat(deepestJson / 2)}1${'}]'.repeat(deepestJson / 2)}`, false],
  ['lists and objects one deeper', `[${'[{"a":'.repeat(deepestJson / 2)}1${'}]'.repeat(deepestJson / 2)}]`, true],
  ['brackets in a text', JSON.stringify([`\\"${'['.repeat(9_000)}`]), false],
  ['a text that nothing closes', `"${'['.repeat(9_000)}`, false],
  ['a long flat list', JSON.stringify(Array.from({ length: 5_000 }, () => [])), false],
])('%s', (_what, json, isDeep) => {
  expect(isTooDeep(json)).toBe(isDeep);
});
