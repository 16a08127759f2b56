import { expect, test } from 'vitest';
import { deepestBody, isTooDeep } from './nesting.ts';

const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

test.each([
  ['lists at the limit', nested(deepestBody, '[', ']'), false],
  ['lists one deeper', nested(deepestBody + 1, '[', ']'), true],
  ['objects one deeper', `${'{"a":'.repeat(deepestBody + 1)}1${'}'.repeat(deepestBody + 1)}`, true],
  ['brackets in a text', JSON.stringify([`\\"${'['.repeat(9_000)}`]), false],
  ['a long flat list', JSON.stringify(Array.from({ length: 5_000 }, () => [])), false],
])('%s', (_what, json, isDeep) => {
  expect(isTooDeep(json)).toBe(isDeep);
});
