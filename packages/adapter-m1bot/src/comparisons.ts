import {
  type Json,
  type Operand,
  type Operator,
  type Predicate,
  type PredicateInput,
  parseReference,
  parseTemplate,
  printTemplate,
} from '@dragoman/core';
import type { Comparison, ComponentOf } from './wire/component.ts';

const words: { readonly [word in Comparison['is']]: Operator } = {
  equal: 'equals',
  containing: 'contains',
  less: 'less',
  greater: 'greater',
  set: 'is-set',
};

type Case = ComponentOf<'condition'>['cases'][number];

/** What decides a case, as the condition of a route. */
export const predicateOf = ({ match = 'all', if: list }: Case, read: (text: string) => string): PredicateInput => {
  const parts = list.map(({ value, is, to, not }): PredicateInput => {
    const left = operandOf(value, read);
    const said: PredicateInput = is === 'set' ? { left, op: 'is-set' } : { left, op: words[is], right: operandOf(to ?? null, read) };
    return not ? { not: said } : said;
  });
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return (match === 'any' ? { any: parts } : { all: parts }) as PredicateInput;
};

/** The other way. Conditions of other platforms never hold, so they are cases without a comparison that holds. */
export const caseOf = (predicate: Predicate, print: (template: string) => string): Omit<Case, 'goTo'> => {
  if ('any' in predicate) return { match: 'any', if: predicate.any.flatMap((part) => comparisonsOf(part, print)) };
  if ('all' in predicate) return { match: 'all', if: predicate.all.flatMap((part) => comparisonsOf(part, print)) };
  return { if: [...comparisonsOf(predicate, print)] };
};

const comparisonsOf = (predicate: Predicate, print: (template: string) => string): readonly Comparison[] => {
  if ('not' in predicate) return comparisonsOf(predicate.not, print).map((comparison) => ({ ...comparison, not: true }));
  if (!('left' in predicate)) return [{ value: '', is: 'set' }];
  const { left, op, right } = predicate;
  const word = (Object.keys(words) as Comparison['is'][]).find((one) => words[one] === op) ?? 'equal';
  return [{ value: jsonOf(left, print), is: word, ...(word !== 'set' && { to: right === undefined ? null : jsonOf(right, print) }) }];
};

const operandOf = (value: Json, read: (text: string) => string): Operand => {
  if (typeof value !== 'string') return { literal: value };
  const template = read(value);
  const [first, ...others] = parseTemplate(template).tree;
  return others.length === 0 && first?.kind !== 'placeholder' ? { literal: first?.text ?? '' } : { template };
};

const jsonOf = (operand: Operand, print: (template: string) => string): Json => {
  if ('literal' in operand) {
    return typeof operand.literal === 'string' ? print(printTemplate([{ kind: 'text', text: operand.literal }])) : operand.literal;
  }
  if ('template' in operand) return print(operand.template);
  const reference = parseReference(operand.variable) ?? { root: operand.variable, segments: [] };
  return print(printTemplate([{ kind: 'placeholder', reference }]));
};
