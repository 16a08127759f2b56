import { describe, expect, test } from 'vitest';
import type { Operator, Predicate } from '../document/predicate.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { lookupIn } from '../template/template.fixture.ts';
import { compilePredicate } from './compile-predicate.ts';

const named = { ...neutralSemantics, conditionText: 'variable-if-set' } as const;
const ignore = { ...neutralSemantics, conditionCase: 'ignore' } as const;

const holds = (
  predicate: Predicate,
  values: { readonly [name: string]: Json } = {},
  semantics: typeof neutralSemantics = neutralSemantics,
) => compilePredicate(predicate, semantics).test(lookupIn(values));

const compare = (left: Json, op: Operator, right: Json, semantics: typeof neutralSemantics = neutralSemantics) =>
  holds({ left: { literal: left }, op, right: { literal: right } }, {}, semantics);

test('a text on the right may be the name of a variable that is set', () => {
  const predicate: Predicate = { left: { variable: 'tier' }, op: 'equals', right: { literal: 'wanted' } };
  expect(holds(predicate, { tier: 'gold', wanted: 'gold' }, named)).toBe(true);
  expect(holds(predicate, { tier: 'gold', wanted: 'gold' })).toBe(false);
  expect(holds(predicate, { tier: 'wanted' }, named)).toBe(true);
  expect(holds({ ...predicate, right: { literal: 7 } }, { tier: 7 }, named)).toBe(true);
});

describe('comparing', () => {
  test.each<[Json, Operator, Json, boolean]>([
    ['a', 'equals', 'a', true],
    ['a', 'equals', 'A', false],
    [1, 'equals', '1', true],
    ['1.50', 'equals', 1.5, true],
    ['007', 'equals', '7', false],
    ['1e3', 'equals', '1000', false],
    ['+49', 'equals', '49', false],
    ['12345678901234567890', 'equals', '12345678901234567891', false],
    ['0.12345678901234567890', 'equals', '0.12345678901234567891', false],
    [true, 'equals', 'true', true],
    [null, 'equals', null, true],
    [null, 'equals', '', false],
    ['', 'equals', null, false],
    [{ a: 1, b: [2] }, 'equals', { b: [2], a: 1 }, true],
    [{ a: 1 }, 'equals', { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, 'equals', { a: 1, c: 2 }, false],
    [[1], 'equals', [1, 2], false],
    [[1], 'equals', '[1]', true],
    ['abc', 'contains', 'b', true],
    ['abc', 'contains', 'B', false],
    [1234, 'contains', 23, true],
    [['vip', 'new'], 'contains', 'vip', true],
    [['vip', 'new'], 'contains', 'vi', false],
    [[1, 2], 'contains', '2', true],
    [null, 'contains', '', false],
    ['abc', 'starts', 'ab', true],
    ['abc', 'ends', 'bc', true],
    ['abc', 'ends', 'ab', false],
    [null, 'starts', '', false],
    [9, 'less', '10', true],
    ['9', 'less', '10', true],
    ['9', 'greater', '10', false],
    ['9', 'greater', '12345678901234567890', false],
    ['b', 'greater', 'a', true],
    ['9', 'less', 'x', true],
    [null, 'less', 1, false],
    [1, 'greater', null, false],
    ['order 7', 'regex', '[0-9]', true],
    ['order', 'regex', '[0-9]', false],
    [null, 'regex', '.*', false],
  ])('%j %s %j: %s', (left, op, right, expected) => {
    expect(compare(left, op, right)).toBe(expected);
  });

  test.each<[Json, Operator, Json]>([
    ['ABC', 'equals', 'abc'],
    ['ABC', 'contains', 'b'],
    ['ABC', 'starts', 'a'],
    ['ABC', 'ends', 'c'],
    ['B', 'greater', 'a'],
    [['VIP'], 'contains', 'vip'],
  ])('%j %s %j without regard to case', (left, op, right) => {
    expect(compare(left, op, right, ignore)).toBe(true);
  });

  test('a regex may have to fit the whole text', () => {
    expect(compare('order 7', 'regex', '[0-9]', { ...neutralSemantics, regexMatch: 'full' })).toBe(false);
  });

  test('without a right side it is null', () => {
    expect(holds({ left: { variable: 'x' }, op: 'equals' })).toBe(true);
    expect(holds({ left: { variable: 'x' }, op: 'equals' }, { x: 1 })).toBe(false);
  });

  test('is-set', () => {
    const predicate: Predicate = { left: { variable: 'x' }, op: 'is-set' };
    expect(holds(predicate, { x: '' })).toBe(true);
    expect(holds(predicate, { x: false })).toBe(true);
    expect(holds(predicate, { x: null })).toBe(false);
    expect(holds(predicate)).toBe(false);
  });
});

describe('operands', () => {
  test('a variable of any name, else a path', () => {
    const equals = (variable: string, right: Json, values: { readonly [name: string]: Json }) =>
      holds({ left: { variable }, op: 'equals', right: { literal: right } }, values);
    expect(equals('sign up date', 1, { 'sign up date': 1 })).toBe(true);
    expect(equals('order.status', 'sent', { order: { status: 'sent' } })).toBe(true);
    expect(equals('order.status', 'own', { 'order.status': 'own', order: { status: 'sent' } })).toBe(true);
  });

  test('a template keeps the type of a placeholder alone, and its values are never templates', () => {
    expect(holds({ left: { template: '{{x}}' }, op: 'equals', right: { literal: [1] } }, { x: [1] })).toBe(true);
    expect(holds({ left: { template: '<{{x}}>' }, op: 'equals', right: { literal: '<{{y}}>' } }, { x: '{{y}}', y: 'LEAK' })).toBe(true);
    expect(holds({ left: { template: '{{missing}}' }, op: 'equals', right: { literal: null } })).toBe(true);
    const shown = { ...neutralSemantics, unsetText: 'placeholder' } as const;
    expect(holds({ left: { template: '<{{missing}}>' }, op: 'equals', right: { literal: '<>' } }, {}, shown)).toBe(true);
  });

  test('a variable that is called like a reserved root is still a variable', () => {
    const lookup = (root: string, kind?: 'variable') => (kind === 'variable' ? root : 'not a variable');
    const predicate: Predicate = { left: { variable: 'user' }, op: 'equals', right: { literal: 'user' } };
    expect(compilePredicate(predicate, neutralSemantics).test(lookup)).toBe(true);
    expect(compilePredicate(predicate, neutralSemantics).references).toEqual([{ root: 'var', segments: [{ name: 'user' }] }]);
  });

  test('all references are known', () => {
    const predicate: Predicate = {
      all: [
        { left: { variable: 'a' }, op: 'is-set' },
        { not: { any: [{ left: { template: '{{b}}{{c.d}}' }, op: 'equals', right: { variable: 'e.f' } }] } },
        { left: { variable: 'two words' }, op: 'is-set' },
      ],
    };
    expect(compilePredicate(predicate, neutralSemantics).references).toEqual([
      { root: 'a', segments: [] },
      { root: 'b', segments: [] },
      { root: 'c', segments: [{ name: 'd' }] },
      { root: 'e', segments: [{ name: 'f' }] },
      { root: 'var', segments: [{ name: 'two words' }] },
    ]);
  });
});

describe('combining', () => {
  const yes: Predicate = { left: { literal: 1 }, op: 'is-set' };
  const no: Predicate = { left: { literal: null }, op: 'is-set' };

  test.each<[Predicate, boolean]>([
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [yes, no] }, false],
    [{ all: [yes, yes] }, true],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { all: [yes, { any: [no, yes] }] } }, false],
  ])('%j', (predicate, expected) => {
    expect(holds(predicate)).toBe(expected);
  });
});

describe('what cannot be evaluated is false and told', () => {
  test('a condition of a platform', () => {
    const told: string[] = [];
    const { test: evaluate } = compilePredicate({ kind: 'platform', adapter: 'tally', raw: { secret: 1 } }, neutralSemantics);
    expect(evaluate(lookupIn({}), (problem) => told.push(problem))).toBe(false);
    expect(told).toEqual(['A condition of the platform "tally" cannot be evaluated here and counts as false.']);
    expect(evaluate(lookupIn({}))).toBe(false);
  });

  test('a regular expression that came from a value, without showing it', () => {
    const told: string[] = [];
    const { test: evaluate } = compilePredicate(
      { left: { literal: 'abc' }, op: 'regex', right: { variable: 'pattern' } },
      neutralSemantics,
    );
    expect(evaluate(lookupIn({ pattern: 'PRIVATE(' }), (problem) => told.push(problem))).toBe(false);
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('PRIVATE');
    expect(evaluate(lookupIn({ pattern: 'b' }))).toBe(true);
    expect(evaluate(lookupIn({ pattern: 'x' }))).toBe(false);
  });
});
