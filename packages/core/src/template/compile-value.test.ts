import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { compileValue } from './compile-value.ts';
import { hostileText, jsonValue, lookupIn } from './template.fixture.ts';

const policy = { unsetText: 'empty' } as const;
const render = (value: Json, values: { readonly [name: string]: Json }) => compileValue(value).render(lookupIn(values), policy);

describe('rendering a value', () => {
  test('a placeholder alone keeps the type of its value', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(render('{{x}}', { x: value })).toEqual(value);
      }),
    );
  });

  test('anything beside it makes text', () => {
    expect(render('{{x}}!', { x: 1 })).toBe('1!');
    expect(render(' {{x}}', { x: true })).toBe(' true');
  });

  test('without a value it is undefined, and null inside a list or object', () => {
    expect(render('{{x}}', {})).toBeUndefined();
    expect(render({ a: '{{x}}', b: ['{{x}}', 1] }, {})).toEqual({ a: null, b: [null, 1] });
  });

  test('strings at any depth are templates, names of fields are not', () => {
    expect(render({ '{{x}}': [{ a: 'n {{x}}', b: '{{x}}' }, 2] }, { x: 5 })).toEqual({ '{{x}}': [{ a: 'n 5', b: 5 }, 2] });
  });

  test('a constant is itself', () => {
    const constant = { a: [1, 'two', null] };
    expect(render(constant, {})).toEqual(constant);
    expect(render('{{"{{"}}x}}', { x: 1 })).toBe('{{x}}');
  });

  test('constants that need unescaping are unescaped at any depth', () => {
    expect(render({ a: ['{{"{{"}}'] }, {})).toEqual({ a: ['{{'] });
  });

  test('a secret has no value', () => {
    expect(render('{{secret.KEY}}', { secret: { KEY: 'x' } })).toBeUndefined();
  });

  test('no value is read as a template', () => {
    fc.assert(
      fc.property(hostileText, (x) => {
        expect(render({ a: ['{{x}}', '<{{x}}>'] }, { x, id: 'LEAK' })).toEqual({ a: [x, `<${x}>`] });
      }),
    );
  });

  test('references of all strings are known', () => {
    expect(compileValue({ a: '{{x}}', b: [{ c: '{{y}} {{z}}' }] }).references.map(({ root }) => root)).toEqual(['x', 'y', 'z']);
  });
});
