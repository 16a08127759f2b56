import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Operator, Predicate } from '../document/predicate.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { compilePredicate } from '../matching/compile-predicate.ts';
import { es5Functions, es5Predicate } from './es5-predicate.ts';

const run = (predicate: Predicate, variables: { readonly [name: string]: Json }, conditionCase: 'ignore' | 'exact'): unknown => {
  const said = es5Predicate(predicate, { ...neutralSemantics, conditionCase });
  if (said === undefined) return undefined;
  const source = [...[...said.functions].map((name) => es5Functions[name]), said.expression].join('\n');
  return runInNewContext(source, {
    variables: JSON.stringify(variables),
    get: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : null),
  });
};

const values = fc.oneof(
  fc.constantFrom<Json>(null, true, '', 'a', 'A', 'ab', 'ba', '3', ' 3 ', '03', '3.0', '1e1', '-2', 10, 3, 2.5, 0),
  fc.constantFrom<Json>([1, '1', 'a'], [], { y: 'a' }, { y: { z: 3 } }, { y: 'a', x: 1 }, '12345678901234567890'),
);
const operands = fc.oneof(
  values.map((literal) => ({ literal })),
  fc
    .constantFrom('a', 'b', 'c', 'b.y', 'b.y.z', 'a.$lower', 'b.$upper', 'b.y.$lower', 'b.$lower.$upper', 'a.length')
    .map((variable) => ({ variable })),
  fc
    .constantFrom('{{a}}', '{{b.y}}', 'text', '', 'a{{b}}', '{{a}} {{b.y}}', '{{a.$upper}}!', '{{a[0]}}', '{{a["0"]}}')
    .map((template) => ({ template })),
);
const statusTests: fc.Arbitrary<Predicate> = fc.record({
  left: fc.constantFrom({ template: '{{call.$status}}' }, { variable: 'call.$status' }, { template: '{{other.$status}}' }),
  op: fc.constantFrom<Operator>('equals', 'starts', 'less', 'greater', 'is-set'),
  right: fc.constantFrom(404, '404', 200, '4', '2', '40').map((literal) => ({ literal })),
});
const operators = fc.constantFrom<Operator>('equals', 'contains', 'starts', 'ends', 'less', 'greater', 'is-set');
const predicates = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({ left: operands, op: operators, right: operands }),
    statusTests,
    fc.record({ all: fc.array(tie('predicate'), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('predicate'), { maxLength: 2 }) }),
    fc.record({ not: tie('predicate') }),
  ),
})).predicate;

test('decides as the engine does', () => {
  fc.assert(
    fc.property(
      predicates,
      fc.record({ a: values, b: values, c: values, call: fc.constantFrom<Json>(null, {}, { $status: 404 }, { $status: 200 }) }),
      fc.constantFrom('ignore', 'exact'),
      (predicate, variables, conditionCase) => {
        const lookup = (name: string): Json | undefined => (Object.hasOwn(variables, name) ? variables[name as 'a'] : undefined);
        const expected = compilePredicate(predicate, { ...neutralSemantics, conditionCase }).test(lookup);
        expect(run(predicate, variables, conditionCase)).toBe(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['^a+$', 'aaa', true],
  ['(?i)^A', 'abc', true],
  ['^A', 'abc', false],
  ['\\d{2}', 'x42', true],
])('the expression %s on %s is %s', (regex, a, expected) => {
  expect(run({ left: { variable: 'a' }, op: 'regex', right: { literal: regex } }, { a }, 'exact')).toBe(expected);
});

test.each<[string, Predicate]>([
  ['an expression of another dialect', { left: { variable: 'a' }, op: 'regex', right: { literal: '(?s)a.b' } }],
  ['what the engine alone knows', { left: { template: '{{user}}' }, op: 'is-set' }],
  ['a computed path', { left: { template: '{{a[{{b}}]}}' }, op: 'is-set' }],
])('has no words for %s', (_what, predicate) => {
  expect(es5Predicate(predicate, neutralSemantics)).toBeUndefined();
});
