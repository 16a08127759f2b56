import type { Comparison, Operand, Operator, Predicate } from '../document/predicate.ts';
import type { Semantics } from '../document/semantics.ts';
import { isJsonObject, type Json } from '../json.ts';
import { compileValue } from '../template/compile-value.ts';
import { parseReference } from '../template/parse-template.ts';
import { type Lookup, readerOf } from '../template/resolve-reference.ts';
import { type Reference, reservedRoots, withComputed } from '../template/template-tree.ts';
import { exactNumberOf, numberOf } from '../values/number-of.ts';
import { textOf } from '../values/text-of.ts';
import { compileRegex, regexProblem } from './regex.ts';

export type PredicateSemantics = Pick<Semantics, 'conditionCase' | 'conditionText' | 'regexMatch'>;

export interface CompiledPredicate {
  readonly references: readonly Reference[];
  /** `report` is told, without any value, of what could not be evaluated and so counts as false. */
  test(lookup: Lookup, report?: (problem: string) => void): boolean;
}

/**
 * Compiles a condition.
 *
 * - Unset is null, and empty inside a longer template. Null equals null and nothing else; every other comparison with
 *   null is false.
 * - `equals`, `less`, `greater` compare numbers when both sides read as numbers, else texts. For `equals` a text with
 *   a leading zero, an exponent or more digits than a number holds is no number, so identifiers stay apart.
 * - `equals` compares lists and objects with each other by content; `contains` asks a list for an element.
 * - `conditionCase` holds for texts; a regular expression looks at case unless it says `(?i)`.
 * - `conditionText` says whether a text on the right may be the name of a variable.
 * - A variable operand is the variable of exactly that name, else the path it spells: `order.status`.
 * - A platform's condition is false, and reported.
 */
export const compilePredicate = (predicate: Predicate, semantics: PredicateSemantics): CompiledPredicate => {
  if ('all' in predicate) {
    const parts = predicate.all.map((part) => compilePredicate(part, semantics));
    return { references: referencesIn(parts), test: (lookup, report) => parts.every((part) => part.test(lookup, report)) };
  }
  if ('any' in predicate) {
    const parts = predicate.any.map((part) => compilePredicate(part, semantics));
    return { references: referencesIn(parts), test: (lookup, report) => parts.some((part) => part.test(lookup, report)) };
  }
  if ('not' in predicate) {
    const { references, test } = compilePredicate(predicate.not, semantics);
    return { references, test: (lookup, report) => !test(lookup, report) };
  }
  if ('kind' in predicate) {
    const problem = `A condition of the platform "${predicate.adapter}" cannot be evaluated here and counts as false.`;
    return {
      references: [],
      test: (_, report) => {
        report?.(problem);
        return false;
      },
    };
  }
  return compileComparison(predicate, semantics);
};

const referencesIn = (parts: readonly CompiledPredicate[]): readonly Reference[] => parts.flatMap(({ references }) => references);

type Report = ((problem: string) => void) | undefined;
type Compare = (left: Json, right: Json, report: Report) => boolean;

const compileComparison = ({ left, op, right = { literal: null } }: Comparison, semantics: PredicateSemantics): CompiledPredicate => {
  const readLeft = compileOperand(left);
  if (op === 'is-set') return { references: readLeft.references, test: (lookup) => readLeft.value(lookup) !== null };
  const readRight = semantics.conditionText === 'variable-if-set' ? namedOperand(right) : compileOperand(right);
  const compare = comparisons[op](semantics, 'literal' in right ? right.literal : undefined);
  return {
    references: [...readLeft.references, ...readRight.references],
    test: (lookup, report) => compare(readLeft.value(lookup), readRight.value(lookup), report),
  };
};

interface CompiledOperand {
  readonly references: readonly Reference[];
  value(lookup: Lookup): Json;
}

const compileOperand = (operand: Operand): CompiledOperand => {
  if ('literal' in operand) return { references: [], value: () => operand.literal };
  if ('variable' in operand) return variableOperand(operand.variable);
  const { references, render } = compileValue(operand.template);
  return { references, value: (lookup) => render(lookup, { unsetText: 'empty' }) ?? null };
};

const namedOperand = (operand: Operand): CompiledOperand => {
  const plain = compileOperand(operand);
  if (!('literal' in operand) || typeof operand.literal !== 'string') return plain;
  const name = operand.literal;
  return { references: [], value: (lookup) => lookup(name, 'variable') ?? name };
};

const variableOperand = (name: string): CompiledOperand => {
  const path = parseReference(name);
  if (path === undefined || path.segments.length === 0) {
    const isPlain = path !== undefined && !reservedRoots.some((root) => root === name);
    const reference: Reference = isPlain ? path : { root: 'var', segments: [{ name }] };
    return { references: [reference], value: (lookup) => lookup(name, 'variable') ?? null };
  }
  const read = readerOf(path);
  return { references: withComputed(path), value: (lookup) => lookup(name, 'variable') ?? read(lookup) ?? null };
};

type ComparingOperator = Exclude<Operator, 'is-set'>;

const comparisons: { readonly [O in ComparingOperator]: (semantics: PredicateSemantics, pattern: Json | undefined) => Compare } = {
  equals: (semantics) => equality(folding(semantics)),
  contains: (semantics) => {
    const fold = folding(semantics);
    const equals = equality(fold);
    return (left, right, report) => {
      if (left === null || right === null) return false;
      if (Array.isArray(left)) return left.some((element: Json) => equals(element, right, report));
      return fold(textOf(left)).includes(fold(textOf(right)));
    };
  },
  starts: (semantics) => textComparison(semantics, (left, right) => left.startsWith(right)),
  ends: (semantics) => textComparison(semantics, (left, right) => left.endsWith(right)),
  less: (semantics) => ordering(semantics, (left, right) => left < right),
  greater: (semantics) => ordering(semantics, (left, right) => left > right),
  regex: regexComparison,
};

type Fold = (text: string) => string;

const folding = ({ conditionCase }: PredicateSemantics): Fold =>
  conditionCase === 'ignore' ? (text) => text.toLowerCase() : (text) => text;

const equality =
  (fold: Fold): Compare =>
  (left, right) => {
    if (left === null || right === null) return left === right;
    if (typeof left === 'object' && typeof right === 'object') return sameContent(left, right);
    const leftNumber = exactNumberOf(left);
    const rightNumber = leftNumber === undefined ? undefined : exactNumberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber === rightNumber;
    return fold(textOf(left)) === fold(textOf(right));
  };

const sameContent = (left: Json, right: Json): boolean => {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, index) => sameContent(item, right[index] as Json));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameContent(left[name] as Json, right[name] as Json))
  );
};

const textComparison = (semantics: PredicateSemantics, compare: (left: string, right: string) => boolean): Compare => {
  const fold = folding(semantics);
  return (left, right) => left !== null && right !== null && compare(fold(textOf(left)), fold(textOf(right)));
};

const ordering = (semantics: PredicateSemantics, compare: (left: string | number, right: string | number) => boolean): Compare => {
  const compareTexts = textComparison(semantics, compare);
  return (left, right, report) => {
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined) return compare(leftNumber, rightNumber);
    return compareTexts(left, right, report);
  };
};

function regexComparison({ regexMatch }: PredicateSemantics, pattern: Json | undefined): Compare {
  let source = typeof pattern === 'string' && regexProblem(pattern) === undefined ? pattern : undefined;
  let matches = source === undefined ? undefined : compileRegex(source, regexMatch);
  return (left, right, report) => {
    if (left === null || right === null) return false;
    const wanted = textOf(right);
    if (wanted !== source || matches === undefined) {
      if (regexProblem(wanted) !== undefined) {
        report?.('The regular expression of a condition cannot be used, so the condition counts as false. Correct the expression.');
        return false;
      }
      source = wanted;
      matches = compileRegex(wanted, regexMatch);
    }
    return matches(textOf(left));
  };
}
