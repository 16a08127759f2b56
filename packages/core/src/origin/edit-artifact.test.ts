import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../json.ts';
import { editArtifact } from './edit-artifact.ts';
import { json } from './json.fixture.ts';

const format = {
  identity: (element: Json) => (isJsonObject(element) && typeof element.id === 'string' ? element.id : undefined),
  layout: { indent: 2, finalNewline: true },
};

const edit = (source: string, before: Json, after: Json): string => editArtifact(source, { before, after }, format).text;

/** Edits a file whose bot prints exactly what it holds. */
const editAll = (source: string, after: Json): string => edit(source, JSON.parse(source.replace(/^\uFEFF/, '')) as Json, after);

describe('a document that is written back', () => {
  test('is the file itself when nothing changed', () => {
    const source = '\uFEFF {"a\\/b":1.0,\t"a\\/b" : 1e3}\r\n';
    expect(edit(source, { x: 1 }, { x: 1 })).toBe(source);
  });

  test.each<[string, string, Json, string]>([
    [
      'escapes and numbers',
      '{"a":"\\/\\u00e9","n":1.0,"m":1e3,"x":1}',
      { a: '/é', n: 1, m: 1000, x: 2 },
      '{"a":"\\/\\u00e9","n":1.0,"m":1e3,"x":2}',
    ],
    [
      'numbers beyond what can be computed with',
      '{"n":12345678901234567890,"x":1}',
      { n: Number('12345678901234567890'), x: 2 },
      '{"n":12345678901234567890,"x":2}',
    ],
    ['the mark some editors write', '\uFEFF{"x": 1}\n', { x: 2 }, '\uFEFF{"x": 2}\n'],
    [
      'Windows lines',
      '{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}\r\n',
      { a: [1, { b: [2] }] },
      '{\r\n\t"a": [\r\n\t\t1,\r\n\t\t{\r\n\t\t\t"b": [\r\n\t\t\t\t2\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}\r\n',
    ],
    ['one line', '{"a":[1,2],"b":{}}', { a: [1, 3, { c: [4, 5] }], b: { d: null } }, '{"a":[1,3,{"c":[4,5]}],"b":{"d":null}}'],
    [
      'one line with spaces',
      '{"a": [1, 2], "b": 3}',
      { a: [1, 2, { c: 4, d: 5 }], b: 3, e: 6 },
      '{"a": [1, 2, {"c": 4, "d": 5}], "b": 3, "e": 6}',
    ],
    [
      'a list in one line among others',
      '{\n    "a": [ 1, 2 ],\n    "b": 3\n}',
      { a: [0, 1, 2, 4], b: { c: [5] } },
      '{\n    "a": [ 0, 1, 2, 4 ],\n    "b": {\n        "c": [\n            5\n        ]\n    }\n}',
    ],
    [
      'what was empty',
      '{\n  "a": [],\n  "b": { }\n}\n',
      { a: [1], b: { c: 2 } },
      '{\n  "a": [\n    1\n  ],\n  "b": {\n    "c": 2\n  }\n}\n',
    ],
    ['what becomes empty', '{\n  "a": [\n    1\n  ],\n  "b": 1\n}\n', { a: [], b: {} }, '{\n  "a": [],\n  "b": {}\n}\n'],
    [
      'a first, a middle and a last field that go',
      '{\n  "a": 1,\n  "b": 2,\n\n  "c": 3,\n  "d": 4,\n  "e": 5\n}\n',
      { b: 2, d: 4 },
      '{\n  "b": 2,\n  "d": 4\n}\n',
    ],
    ['a space before colons', '{"a" : 1}', { a: 1, b: { c: 2 } }, '{"a" : 1, "b" : {"c" : 2}}'],
    ['commas that begin lines', '{ "a": 1\n, "b": 2\n}', { a: 1, b: 3, c: 4 }, '{ "a": 1\n, "b": 3\n, "c": 4\n}'],
    [
      'brackets that share lines',
      '[{\n  "id": "a"\n}, {\n  "id": "b"\n}]',
      [{ id: 'a' }, { id: 'n' }, { id: 'b' }],
      '[{\n  "id": "a"\n}, {\n  "id": "n"\n}, {\n  "id": "b"\n}]',
    ],
    [
      'values that are moved',
      '[{"id":"a", "n":1.0},{"id":"b"}, {"id" :"c"}]',
      [{ id: 'c' }, { id: 'a', n: 1 }, { id: 'b' }],
      '[{"id" :"c"},{"id":"a", "n":1.0},{"id":"b"}]',
    ],
    ['equal values written differently', '[1, 1.0, 1e0]', [5, 1, 1], '[5, 1.0, 1e0]'],
    ['names with escapes', '{"a\\u0062":1,"c":1}', { ab: 1, c: 2 }, '{"a\\u0062":1,"c":2}'],
    ['names that look like positions', '{"b":1,"1":2,"0":3}', { b: 1, 1: 4, 0: 3 }, '{"b":1,"1":4,"0":3}'],
    ['a value of another shape', '{\n  "a": "x"\n}', { a: ['y'] }, '{\n  "a": [\n    "y"\n  ]\n}'],
    ['a document of another shape', ' [1] ', { a: 1 }, ' {"a":1} '],
    [
      'a first value that is moved',
      '[{"id":"a"}, {"id":"b"}, {"id":"c"}]',
      [{ id: 'b' }, { id: 'a' }, { id: 'c' }],
      '[{"id":"b"}, {"id":"a"}, {"id":"c"}]',
    ],
    ['a list in one line that holds more', '{\n  "a": [1, 2]\n}', { a: [1, { b: 1 }] }, '{\n  "a": [1, {"b": 1}]\n}'],
  ])('keeps %s', (_, source, after, expected) => {
    expect(editAll(source, after)).toBe(expected);
  });

  test('counts the last of fields with the same name, and keeps the others', () => {
    const source = '{"a":1,"b":0,"a":2}';
    expect(editAll(source, { a: 2, b: 5 })).toBe('{"a":1,"b":5,"a":2}');
    expect(editAll(source, { a: 3, b: 0 })).toBe('{"a":1,"b":0,"a":3}');
    expect(editAll(source, { b: 0 })).toBe('{"b":0}');
  });

  test('keeps what printing never writes', () => {
    const source = '{\n  "steps": [\n    {"id": "a", "at": "\\u0041", "text": "x"},\n    {"id": "b", "text": "y"}\n  ]\n}\n';
    const steps = (...texts: [string, string][]): Json => ({ steps: texts.map(([id, text]) => ({ id, text })) });
    expect(edit(source, steps(['a', 'x'], ['b', 'y']), steps(['a', 'z'], ['n', 'new'], ['b', 'y']))).toBe(
      '{\n  "steps": [\n    {"id": "a", "at": "\\u0041", "text": "z"},\n    {\n      "id": "n",\n      "text": "new"\n    },\n    {"id": "b", "text": "y"}\n  ]\n}\n',
    );
  });
});

/** A JSON text in no particular layout, and where its leaves stand. */
interface Printed {
  readonly text: string;
  readonly leaves: readonly { readonly path: readonly (string | number)[]; readonly from: number; readonly to: number }[];
}

const space = fc.constantFrom('', '', ' ', '\n', '\r\n  ', '\t', '\n    ');

/** Prints a value with spaces, and escapes, where they may be. */
const printed = (value: Json, gaps: Iterator<string>): Printed => {
  const leaves: Printed['leaves'][number][] = [];
  let text = '';
  const gap = (): void => {
    text += gaps.next().value;
  };
  const word = (leaf: Json): string =>
    typeof leaf === 'string' && gaps.next().value === '\t'
      ? JSON.stringify(leaf).replaceAll('/', '\\/').replaceAll('a', '\\u0061')
      : JSON.stringify(leaf);
  const print = (part: Json, path: readonly (string | number)[]): void => {
    if (typeof part !== 'object' || part === null) {
      const from = text.length;
      text += word(part);
      leaves.push({ path, from, to: text.length });
      return;
    }
    const isList = Array.isArray(part);
    text += isList ? '[' : '{';
    for (const [index, [name, field]] of Object.entries<Json>(part as { [name: string]: Json }).entries()) {
      if (index > 0) text += ',';
      gap();
      if (!isList) {
        text += word(name);
        gap();
        text += ':';
        gap();
      }
      print(field, [...path, isList ? index : name]);
      gap();
    }
    text += isList ? ']' : '}';
  };
  gap();
  print(value, []);
  gap();
  return { text, leaves };
};

function* repeated(gaps: readonly string[]): Generator<string> {
  for (;;) yield* gaps;
}

const replaced = (value: Json, [step, ...rest]: readonly (string | number)[], leaf: Json): Json => {
  if (step === undefined) return leaf;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, leaf) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, field]) => [name, name === step ? replaced(field, rest, leaf) : field]),
  );
};

describe('in any layout', () => {
  const gaps = fc.array(space, { minLength: 1, maxLength: 20 });

  test('a changed leaf changes its own letters and no others', () => {
    fc.assert(
      fc.property(
        json,
        gaps,
        fc.nat(),
        ...([fc.oneof(fc.constant('changed'), fc.constant({ new: [true] }))] as const),
        (value, spaces, pick, leaf) => {
          const { text, leaves } = printed(value, repeated(spaces));
          fc.pre(leaves.length > 0);
          const { path, from, to } = leaves[pick % leaves.length] ?? { path: [], from: 0, to: 0 };
          const after = replaced(value, path, leaf);
          const edited = edit(text, value, after);
          expect(edited.slice(0, from)).toBe(text.slice(0, from));
          expect(edited.slice(edited.length - (text.length - to))).toBe(text.slice(to));
          expect(JSON.parse(edited)).toEqual(after);
        },
      ),
    );
  });

  test('the text holds what was to be written', () => {
    fc.assert(
      fc.property(json, gaps, json, (value, spaces, after) => {
        const { text } = printed(value, repeated(spaces));
        expect(JSON.parse(edit(text, value, after))).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  test('a removed and a new field leave the others their letters', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json, { minKeys: 2 }), gaps, fc.nat(), (fields, spaces, pick) => {
        const { text } = printed(fields, repeated(spaces));
        const names = Object.keys(fields);
        const name = names[pick % names.length] ?? '';
        const { [name]: _, ...after } = fields;
        fc.pre(!names.includes('new'));
        const edited = edit(text, fields, { ...after, new: 1 });
        expect(JSON.parse(edited)).toEqual({ ...after, new: 1 });
        expect(edit(edited, { ...after, new: 1 }, after)).not.toContain('"new"');
      }),
    );
  });
});
