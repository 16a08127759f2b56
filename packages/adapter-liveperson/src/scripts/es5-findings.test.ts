import type { Variable } from '@dragoman/core';
import { expect, test } from 'vitest';
import { es5Findings } from './es5-findings.ts';

const variables: readonly Variable[] = [
  { name: 'step', scope: 'flow', type: 'text' },
  { name: 'city', scope: 'session', type: 'text' },
];
const codes = (source: string, dialect = 'es5') =>
  es5Findings({ scripts: [{ dialect, source }], transforms: [], variables }).map(({ code, loss }) => `${code} ${loss}`);

test.each([
  ['set("step", 1);', ['script-scope degraded']],
  ["set('step', 1);", ['script-scope degraded']],
  ['set("city", 1, "flow");', ['script-scope degraded']],
  ['set("city", get("step"));', ['script-scope degraded']],
  ['set("city", 1); send("step by step");', []],
  ['send(get("step"));', []],
  ['result("order", {});', ['script-result degraded']],
  ['resume("silent");', ['script-act degraded']],
  ['resume("drop");', []],
  ['platform("tally", 1);', ['script-act dropped']],
])('%s has %j', (source, expected) => {
  expect(codes(source)).toEqual(expected);
});

test("scripts of the platform's own have nothing to lose", () => {
  expect(codes('set("step", 1); platform();', 'liveperson')).toEqual([]);
});

test('a transform script may replace the result', () => {
  const transform = { dialect: 'es5', source: 'result("order", {});' };
  expect(es5Findings({ scripts: [], transforms: [transform], variables })).toEqual([]);
});

test('each says which script it is about', () => {
  const script = { dialect: 'es5', source: 'platform("tally", {});' };
  expect(es5Findings({ scripts: [script], transforms: [], variables })[0]?.at).toBe(script);
});
