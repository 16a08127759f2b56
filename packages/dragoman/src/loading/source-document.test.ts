import { type Diagnostic, isDragomanError } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readSourceDocument } from './source-document.ts';

const problemsOf = (text: string, format: 'json' | 'yaml'): readonly Diagnostic[] => {
  try {
    readSourceDocument(text, { file: 'a.bot', format });
  } catch (error) {
    if (isDragomanError(error)) return error.diagnostics;
    throw error;
  }
  return [];
};
const placesOf = (text: string, format: 'json' | 'yaml') =>
  problemsOf(text, format).map(({ code, at }) => `${code} ${at?.line}:${at?.column}`);

describe('json', () => {
  test.each([
    ['{"a": 1,}', 'not-json 1:9'],
    ['{"a":\n  nope}', 'not-json 2:3'],
    ['{"a": 1', 'not-json 1:8'],
    ['', 'not-json 1:1'],
    ['{"a": 1} x', 'not-json 1:10'],
    ['// note\n{}', 'not-json 1:1'],
    ['{"a": "x\ny"}', 'not-json 1:9'],
    ["{'a': 1}", 'not-json 1:2'],
    ['['.repeat(50_000), 'not-json 1:1'],
    ['{"a": 1,\n "a": 2}', 'duplicate-key 2:2'],
    ['[{"b": {"__proto__": {}}}]', 'refused-key 1:9'],
    ['{"constructor": 1, "prototype": 2}', 'refused-key 1:2,refused-key 1:20'],
  ])('%j is refused where it is wrong', (text, expected) => {
    expect(placesOf(text, 'json').join()).toBe(expected);
  });

  test('a message never quotes the text around the mistake', () => {
    expect(JSON.stringify(problemsOf('{"key": "hunter2" oops "hunter2"}', 'json'))).not.toContain('hunter2');
  });
});

describe('yaml', () => {
  test.each([
    ['a: [1, 2\nb: 3', 'not-yaml 2:1'],
    ['a: "open', 'not-yaml 1:9'],
    ['', 'not-yaml 1:1'],
    ['# only a comment\n', 'not-yaml 1:1'],
    ['a: 1\n---\nb: 2', 'not-yaml 2:1'],
    ['a: !!js/function "x"', 'not-yaml 1:4'],
    ['a: !!binary aGk=', 'not-yaml 1:4'],
    ['a: 1\nb: 2\na: 3', 'duplicate-key 3:1'],
    ['a:\n  __proto__: {}', 'refused-key 2:3'],
    ['a: *nope', 'unknown-alias 1:4'],
    ['a: &a\n  b: *a', 'endless-alias 2:6'],
    ['? [1]\n: 2', 'not-yaml 1:3'],
  ])('%j is refused where it is wrong', (text, expected) => {
    expect(placesOf(text, 'yaml').join()).toBe(expected);
  });

  test('aliases that multiply are refused before they become large', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${level}: &a${level} [${
          level === 0
            ? 'x'
            : Array(9)
                .fill(`*a${level - 1}`)
                .join()
        }]`,
    );
    expect(placesOf(levels.join('\n'), 'yaml')).toEqual(['too-many-aliases 1:1']);
  });

  test('many aliases are refused', () => {
    expect(placesOf(`a: &a 1\nb:\n${'  - *a\n'.repeat(1_001)}`, 'yaml')).toEqual(['too-many-aliases 1003:5']);
  });

  test('deep nesting is refused, not a crash', () => {
    const deep = Array.from({ length: 5_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(problemsOf(deep, 'yaml')).toMatchObject([{ code: 'not-yaml', reason: 'Nested too deeply.' }]);
  });

  test('aliases are written out, keys are text', () => {
    const { value } = readSourceDocument('base: &base { a: 1 }\n404: *base', { file: 'a.yaml', format: 'yaml' });
    expect(value).toEqual({ base: { a: 1 }, '404': { a: 1 } });
  });
});

describe('locate', () => {
  const yaml = ['id: shop', 'flows:', '  - id: main', '    nodes:', '      - id: ask', '        next: nowhere', '"a/b~c": 1'].join('\n');
  const json = JSON.stringify({ id: 'shop', flows: [{ id: 'main', nodes: [{ id: 'ask', next: 'nowhere' }] }], 'a/b~c': 1 }, null, 2);

  test.each([
    ['', '1:1'],
    ['/id', '1:5'],
    ['/flows', '2:1'],
    ['/flows/0/nodes/0/next', '6:15'],
    ['/flows/0/nodes/0/next/node', '6:15'],
    ['/flows/0/nodes/7', '4:5'],
    ['/a~1b~0c', '7:10'],
    ['/nothing/here', '1:1'],
  ])('yaml %j stands at %s', (pointer, expected) => {
    const { line, column } = readSourceDocument(yaml, { file: 'a.yaml', format: 'yaml' }).locate(pointer);
    expect(`${line}:${column}`).toBe(expected);
  });

  test.each([
    ['', '1:1'],
    ['/id', '2:9'],
    ['/flows', '3:3'],
    ['/flows/0', '4:5'],
    ['/flows/0/nodes/0/next', '9:19'],
    ['/a~1b~0c', '14:12'],
  ])('json %j stands at %s', (pointer, expected) => {
    const { line, column } = readSourceDocument(json, { file: 'a.json', format: 'json' }).locate(pointer);
    expect(`${line}:${column}`).toBe(expected);
  });
});

test('both formats read what was written, and every value is found where it stands', () => {
  const key = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(null, true, 0, -1.5, '', 'text', '004711', 'yes', '{{a}}'),
      fc.string(),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const json = readSourceDocument(JSON.stringify(value, null, 2), { file: 'a.json', format: 'json' });
      const lines = JSON.stringify(value, null, 2).split('\n');
      const yaml = readSourceDocument(stringify(value), { file: 'a.yaml', format: 'yaml' });
      expect(json.value).toEqual(value);
      expect(yaml.value).toEqual(value);
      for (const [pointer, leaf] of leavesOf(value)) {
        const { line, column } = json.locate(pointer);
        expect(lines[line - 1]?.startsWith(JSON.stringify(leaf), column - 1)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

const leavesOf = (value: unknown, pointer = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leavesOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))
    : [[pointer, value]];

describe('spelling', () => {
  test('scalars come as they stand in the file, whatever they mean', () => {
    const text = 'a: 004711\nb: [1.0, yes, ~, "7", true]\nc: &x {d: 0x10}\ne: *x\nf:\n';
    expect(readSourceDocument(text, { file: 'a', format: 'yaml' }).spelled()).toEqual({
      a: '004711',
      b: ['1.0', 'yes', '~', '7', 'true'],
      c: { d: '0x10' },
      e: { d: '0x10' },
      f: '',
    });
    expect(readSourceDocument('{"a": 1.0, "b": ["7", null]}', { file: 'a', format: 'json' }).spelled()).toEqual({
      a: '1.0',
      b: ['7', 'null'],
    });
  });
});
