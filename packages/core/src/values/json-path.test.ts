import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { compileJsonPath, jsonPathProblem } from './json-path.ts';

const shop: Json = {
  items: [
    { id: 1, name: 'Kettle', price: 20, tags: ['hot'], sub: [{ id: 3 }] },
    { id: 2, name: 'Cup', price: 5, tags: [], sub: [{ id: 1 }] },
    { id: 3, name: 'Spoon', tags: ['small', 'hot'], sub: [] },
  ],
  wanted: 3,
  'two words': { ü: null },
};

const nested = (depth: number): Json => {
  let value: Json = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

describe('selecting', () => {
  test.each<[string, readonly Json[]]>([
    ['$', [shop]],
    ['$.wanted', [3]],
    ["$['two words'].ü", [null]],
    ['$.items[1].name', ['Cup']],
    ['$.items[-1].name', ['Spoon']],
    ['$.items[9].name', []],
    ['$.wanted.deeper', []],
    ['$.items.length', []],
    ['$.items.name', []],
    ['$.toString', []],
    ['$.items[*].name', ['Kettle', 'Cup', 'Spoon']],
    ['$.items[0:2].id', [1, 2]],
    ['$..id', [1, 3, 2, 1, 3]],
    ['$.items[?@.price < 10].name', ['Cup']],
    ["$.items[?match(@.name, 'K.*')].id", [1]],
    ["$.items[?search(@.name, 'o+')].id", [3]],
    ['$.items[?count(@.tags[*]) == 2].id', [3]],
    ['$.items[?@.id == $.wanted].name', ['Spoon']],
    ['$.items[?@.sub[?@.id == $.wanted]].name', ['Kettle']],
  ])('%s', (path, expected) => {
    expect(compileJsonPath(path).select(shop)).toEqual(expected);
  });

  test.each([
    ['$.a[0]["b"]', true],
    ['$', true],
    ['$.a[*]', false],
    ['$..a', false],
    ['$.a[0,1]', false],
    ['$.a[0:1]', false],
  ])('%s is singular: %s', (path, singular) => {
    expect(compileJsonPath(path).singular).toBe(singular);
  });

  test('an own field called __proto__ is a field', () => {
    expect(compileJsonPath('$.__proto__').select(JSON.parse('{"__proto__": 1}'))).toEqual([1]);
    expect(compileJsonPath('$.__proto__').select({})).toEqual([]);
  });
});

describe('what is no JSONPath', () => {
  test.each([
    ['', 'It is empty. Begin it with "$".'],
    ['items', "At character 1: expected '$', found 'i'."],
    ['$.a[', 'At character 5: unclosed bracketed selection.'],
    ['$.a b', expect.stringContaining('At character ')],
    ['$[?length(@.*) > 1]', expect.stringContaining('length() argument 0 must be of ValueType.')],
    ['$[?lower(@.a) == 1]', "At character 4: no such function 'lower'."],
    [`$${'.a'.repeat(3000)}`, 'It is longer than 4096 characters.'],
  ])('%j', (path, problem) => {
    expect(jsonPathProblem(path)).toEqual(problem);
    expect(() => compileJsonPath(path)).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  test.each(['(', '!', '@.a==1||', '$[?', '@[?'])('a filter that repeats %s is a problem, not a crash', (part) => {
    expect(jsonPathProblem(`$[?${part.repeat(4_000 / part.length)}`)).toEqual(expect.any(String));
  });

  test('a right path has no problem', () => {
    expect(jsonPathProblem('$.items[?@.id == 1]')).toBeUndefined();
  });
});

describe('hostile documents and paths', () => {
  test('depth does not overflow the stack', () => {
    expect(compileJsonPath('$..b').select(nested(200_000))).toEqual([]);
    expect(compileJsonPath('$..*').select(nested(10_000))).toHaveLength(10_000);
  });

  test('comparing values nested too deeply is given up, with a word', () => {
    const problems: string[] = [];
    const deep = { list: [0], x: nested(100_000), y: nested(100_000) };
    expect(compileJsonPath('$.list[?$.x == $.y]').select(deep, (problem) => problems.push(problem))).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('was given up')]);
  });

  test('a list longer than an argument list may be', () => {
    const list = Array.from({ length: 300_000 }, (_, index) => index);
    expect(compileJsonPath('$[*]').select(list)).toHaveLength(300_000);
    expect(compileJsonPath('$[?count(@.*) > 2]').select([list])).toHaveLength(1);
  });

  test.each([
    ['$..*..*..*..*..*..*', nested(60)],
    ['$[?count($..*) > 1]', Array.from({ length: 20_000 }, () => [1])],
    ['$.l[?$.x == $.y]', { l: Array(3_000).fill(1), x: Array(50_000).fill(1), y: Array(50_000).fill(1) }],
  ])('%s is given up in time', (path, document) => {
    const problems: string[] = [];
    const startMs = performance.now();
    expect(compileJsonPath(path).select(document as Json, (problem) => problems.push(problem))).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  test('a pattern from the document cannot hang, and what is no I-Regexp matches nothing', () => {
    const select = (pattern: string, text: string) => compileJsonPath('$.t[?match(@, $.p)]').select({ t: [text], p: pattern });
    expect(select('(a*)*b', 'a'.repeat(100_000))).toEqual([]);
    expect(select('(a*)*b', 'aab')).toHaveLength(1);
    for (const pattern of ['\\d+', '(?:1)', '(', 'a{2000}', '\\1']) expect(select(pattern, '1')).toEqual([]);
  });
});
