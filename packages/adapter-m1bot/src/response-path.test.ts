import { jsonPathProblem } from '@dragoman/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPathOfResponsePath, responsePathOfJsonPath } from './response-path.ts';

test.each([
  ['data.items.0.name', '$.data.items[0].name'],
  ['status', '$.status'],
  ['0.id', '$[0].id'],
  ['order id.größe', '$["order id"]["größe"]'],
])('%s is %s', (path, jsonPath) => {
  expect(jsonPathOfResponsePath(path)).toBe(jsonPath);
  expect(responsePathOfJsonPath(jsonPath)).toBe(path);
});

test("other spellings of a path are read as well: $['a']", () => {
  expect(responsePathOfJsonPath("$['data']['a']")).toBe('data.a');
});

test.each(['$', '$.items[*]', '$..id', '$.items[-1]', '$["a.b"]', '$["0"]', '$.items[?@.id]', 'items', '$[""]'])(
  '%s has no such path',
  (path) => {
    expect(responsePathOfJsonPath(path)).toBeUndefined();
  },
);

test.each(['', '.', 'a.', 'a..b', 'a.\n'])('%j is no path', (path) => {
  expect(jsonPathOfResponsePath(path)).toBeUndefined();
});

test('every path is a JSONPath, and comes back', () => {
  const segments = fc.array(fc.oneof(fc.nat(20).map(String), fc.string({ minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(segments, (parts) => {
      const path = parts.join('.');
      const jsonPath = jsonPathOfResponsePath(path);
      if (jsonPath === undefined) return;
      expect(jsonPathProblem(jsonPath)).toBeUndefined();
      const back = responsePathOfJsonPath(jsonPath);
      if (!/["'\\]/.test(path)) expect(back).toBe(path);
      else expect([undefined, path]).toContain(back);
    }),
    { numRuns: 1_000 },
  );
});
