import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonProblem } from './json-problem.ts';

describe('what keeps a text from being JSON', () => {
  test.each<[string, number, number, string]>([
    ['', 1, 1, 'It is empty.'],
    [' \n', 1, 1, 'It is empty.'],
    ['<html>', 1, 1, '"<" is not expected here.'],
    ['tally', 1, 1, '"tally" is not expected here.'],
    ['{\n  "a": 1,\n}', 3, 1, '"}" is not expected here.'],
    ['{\r\n  "a" 1\r\n}', 2, 7, '"1" is not expected here.'],
    ['{"a": 1 "b": 2}', 1, 9, 'A text in quotes is not expected here.'],
    ["{'a': 1}", 1, 2, '"\'" is not expected here.'],
    ['{"a": NaN}', 1, 7, '"NaN" is not expected here.'],
    ['[1] 2', 1, 5, '"2" is not expected here.'],
    ['{"a":\n', 1, 6, 'It ends too early.'],
    ['{"steps": [\n  {"id": "a"', 2, 13, 'It ends too early.'],
    ['{"steps": [\n  {"id": "a', 2, 12, 'It ends too early.'],
    ['[1,', 1, 4, 'It ends too early.'],
    ['{"steps": [\n  {"id": "a"}', 2, 14, 'It ends too early.'],
    ['{"a": [[1]', 1, 11, 'It ends too early.'],
    ['[{"a": 1]', 1, 9, '"]" is not expected here.'],
    ['["a\\', 1, 5, 'It ends too early.'],
    ['{"a": "one\ntwo"}', 1, 11, 'A line break or another control character stands in a text in quotes.'],
    ['[thisIsAVeryLongWord]', 1, 2, '"thisIsAVer" is not expected here.'],
    [`${'['.repeat(100_000)}`, 1, 1, 'It is no JSON.'],
  ])('%j', (text, line, column, reason) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(jsonProblem(text)).toEqual({ line, column, reason });
  });

  test('has a place, whatever was cut off or into', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (json, at, other) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + other + json.slice(cut + 1);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        fc.pre(!isJson);
        const { line, column, reason } = jsonProblem(text);
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(reason.length).toBeLessThan(80);
      }),
      { numRuns: 1000 },
    );
  });
});
