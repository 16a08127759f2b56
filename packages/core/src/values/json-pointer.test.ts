import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDragomanError } from '../dragoman-error.ts';
import { formatPointer, parsePointer } from './json-pointer.ts';

test.each([
  [[], ''],
  [[''], '/'],
  [['flows', 0, 'a/b', 'm~n', '~1'], '/flows/0/a~1b/m~0n/~01'],
])('%j is %s', (steps, pointer) => {
  expect(formatPointer(steps)).toBe(pointer);
  expect(parsePointer(pointer)).toEqual(steps.map(String));
});

test('every path survives', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', '') })), (steps) => {
      expect(parsePointer(formatPointer(steps))).toEqual(steps);
    }),
  );
});

test.each(['a', 'a/b', '/a~', '/a~2'])('%s is none', (pointer) => {
  expect(() => parsePointer(pointer)).toThrow(expect.toSatisfy(isDragomanError));
});
