import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { parseReference } from './parse-template.ts';
import { resolveReference } from './resolve-reference.ts';
import { lookupIn } from './template.fixture.ts';

const values = {
  order: { status: 'sent', $body: { items: [{ title: 'Kettle' }, { title: 'Cup' }] }, 'two words': 2, none: null },
  id: 1,
  key: 'status',
  'x y': { z: 3 },
  word: 'text',
};

const read = (path: string, lookup = lookupIn(values)): Json | undefined => {
  const reference = parseReference(path);
  if (reference === undefined) throw new TypeError(path);
  return resolveReference(reference, lookup);
};

describe('reading a value', () => {
  test.each<[string, Json | undefined]>([
    ['id', 1],
    ['missing', undefined],
    ['missing.deeper', undefined],
    ['order.status', 'sent'],
    ['order["two words"]', 2],
    ['order.none', null],
    ['order.none.x', undefined],
    ['order.$body.items[1].title', 'Cup'],
    ['order.$body.items[2].title', undefined],
    ['order.$body.items[{{id}}].title', 'Cup'],
    ['order[{{key}}]', 'sent'],
    ['order[{{missing}}]', undefined],
    ['var["x y"].z', 3],
    ['var.id', 1],
    ['var', undefined],
    ['var[0]', undefined],
  ])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });

  test.each([
    'order.toString',
    'order.constructor',
    'order["__proto__"]',
    'order.$body.items.length',
    'word.length',
    'word[0]',
    'order[0]',
    'order.$body.items.map',
  ])('%s is nothing: only own fields and positions count', (path) => {
    expect(read(path)).toBeUndefined();
  });

  test.each([
    ['word.$lower', 'größe'],
    ['word.$upper', 'GRÖSSE'],
    ['bag.count.$lower', '7'],
    ['bag.$lower', undefined],
    ['nothing.$upper', undefined],
    ['word.$lower.$upper', undefined],
    ['own.$lower', 'mine'],
  ])('%s is a scalar in one case', (path, expected) => {
    const values: Record<string, Json> = { word: 'Größe', bag: { count: 7 }, own: { $lower: 'mine' } };
    expect(read(path, (root) => values[root])).toEqual(expected);
  });

  test('an own field called __proto__ is a field', () => {
    expect(read('a["__proto__"]', () => JSON.parse('{"__proto__": 1}'))).toBe(1);
  });

  test('a secret is never looked up', () => {
    const asked: string[] = [];
    const lookup = (root: string) => {
      asked.push(root);
      return 'value';
    };
    expect(read('secret.KEY', lookup)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('a name behind var is a variable, whatever roots there are', () => {
    const lookup = (root: string, kind?: 'variable') => `${root} ${kind ?? 'root'}`;
    expect(read('user', lookup)).toBe('user root');
    expect(read('var["user"]', lookup)).toBe('user variable');
    expect(read('var[{{name}}]', lookup)).toBe('name root variable');
  });
});
