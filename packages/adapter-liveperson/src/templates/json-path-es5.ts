import type { JsonPath } from '@dragoman/core';
import { type JSONPathQuery, jsonpath } from 'json-p3';
import { es5Literal } from '../scripts/es5-text.ts';
import { queryOf } from './path-steps.ts';

/** A JSONPath as a list of steps in ES5, and the functions that the steps call. */
export interface Es5Path {
  /** `[field("items"), every, field("title")]`, for `select`. */
  readonly steps: string;
  /** Whether it finds one value at most. */
  readonly isSingular: boolean;
  readonly functions: ReadonlySet<Es5PathFunction>;
}

export type Es5PathFunction = keyof typeof es5PathFunctions;

/** Says a JSONPath in ES5; `root` is what `$` is there. Undefined for one that calls functions, and for a text that is none. */
export const es5Path = (path: JsonPath, root: string): Es5Path | undefined => {
  const query = queryOf(path);
  if (query === undefined) return undefined;
  const functions = new Set<Es5PathFunction>(['select']);
  const steps = stepsOf(query, { root, functions });
  for (const name of functions) for (const needed of needs[name] ?? []) functions.add(needed);
  return steps === undefined ? undefined : { steps, isSingular: query.singularQuery(), functions };
};

/** What the steps of paths call, in the order in which they are written. */
export const es5PathFunctions = {
  select: `function select(start, steps) {
  var found = [start];
  for (var i = 0; i < steps.length; i++) {
    var next = [];
    for (var j = 0; j < found.length; j++) next = next.concat(steps[i](found[j]));
    found = next;
  }
  return found;
}`,
  field: `function field(name) {
  return function (value) {
    var isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    return isObject && Object.prototype.hasOwnProperty.call(value, name) ? [value[name]] : [];
  };
}`,
  item: `function item(index) {
  return function (value) {
    var at = Array.isArray(value) && index < 0 ? value.length + index : index;
    return Array.isArray(value) && at >= 0 && at < value.length ? [value[at]] : [];
  };
}`,
  every: `function every(value) {
  if (Array.isArray(value)) return value;
  var values = [];
  if (value !== null && typeof value === "object") for (var name in value) values.push(value[name]);
  return values;
}`,
  slice: `function slice(start, stop, step) {
  return function (value) {
    var found = [];
    if (!Array.isArray(value) || step === 0) return found;
    var length = value.length, forward = step > 0;
    var bound = function (at, low, high) { return Math.min(Math.max(at < 0 ? at + length : at, low), high); };
    var from = start === null ? (forward ? 0 : length - 1) : bound(start, forward ? 0 : -1, forward ? length : length - 1);
    var to = stop === null ? (forward ? length : -1) : bound(stop, forward ? 0 : -1, forward ? length : length - 1);
    for (var i = from; forward ? i < to : i > to; i += step) found.push(value[i]);
    return found;
  };
}`,
  either: `function either(steps) {
  return function (value) {
    var found = [];
    for (var i = 0; i < steps.length; i++) found = found.concat(steps[i](value));
    return found;
  };
}`,
  below: `function below(step) {
  return function visit(value) {
    var found = step(value), children = every(value);
    for (var i = 0; i < children.length; i++) found = found.concat(visit(children[i]));
    return found;
  };
}`,
  where: `function where(test) {
  return function (value) {
    var found = [], children = every(value);
    for (var i = 0; i < children.length; i++) if (test(children[i])) found.push(children[i]);
    return found;
  };
}`,
  same: `function same(a, b) {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  for (var name in b) if (!Object.prototype.hasOwnProperty.call(a, name)) return false;
  for (var other in a) if (!Object.prototype.hasOwnProperty.call(b, other) || !same(a[other], b[other])) return false;
  return true;
}`,
  less: `function less(a, b) {
  return typeof a === typeof b && (typeof a === "number" || typeof a === "string") && a < b;
}`,
} as const;

const needs: { readonly [F in Es5PathFunction]?: readonly Es5PathFunction[] } = { below: ['every'], where: ['every'] };

interface Writing {
  readonly root: string;
  readonly functions: Set<Es5PathFunction>;
}

const stepsOf = (query: JSONPathQuery, writing: Writing): string | undefined => {
  const steps = query.segments.map((segment) => {
    const each = segment.selectors.map((selector) => step(selector, writing));
    if (each.includes(undefined)) return undefined;
    const [only, second] = each;
    const any = second === undefined ? only : `${called('either', writing)}([${each.join(', ')}])`;
    return segment.toString().startsWith('..') ? `${called('below', writing)}(${any})` : any;
  });
  return steps.includes(undefined) ? undefined : `[${steps.join(', ')}]`;
};

const step = (selector: jsonpath.JSONPathSelector, writing: Writing): string | undefined => {
  const { FilterSelector, IndexSelector, NameSelector, SliceSelector, WildcardSelector } = jsonpath.selectors;
  if (selector instanceof NameSelector) return `${called('field', writing)}(${es5Literal(selector.name)})`;
  if (selector instanceof IndexSelector) return `${called('item', writing)}(${selector.index})`;
  if (selector instanceof WildcardSelector) return called('every', writing);
  if (selector instanceof SliceSelector) {
    return `${called('slice', writing)}(${selector.start ?? null}, ${selector.stop ?? null}, ${selector.step ?? 1})`;
  }
  if (!(selector instanceof FilterSelector)) return undefined;
  const test = condition(selector.expression, writing);
  return test && `${called('where', writing)}(function (at) { return ${test}; })`;
};

const condition = (expression: jsonpath.expressions.FilterExpression, writing: Writing): string | undefined => {
  const { FilterQuery, InfixExpression, LogicalExpression, PrefixExpression } = jsonpath.expressions;
  if (expression instanceof LogicalExpression) return condition(expression.expression, writing);
  if (expression instanceof FilterQuery) {
    const found = selected(expression, writing);
    return found && `${found}.length > 0`;
  }
  if (expression instanceof PrefixExpression) {
    const inner = condition(expression.right, writing);
    return inner && `!(${inner})`;
  }
  if (!(expression instanceof InfixExpression)) return undefined;
  const { operator } = expression;
  const sides = [expression.left, expression.right];
  const [left, right] = sides.map((side) => (operator === '&&' || operator === '||' ? condition(side, writing) : operand(side, writing)));
  if (left === undefined || right === undefined) return undefined;
  const isSame = (): string => `${called('same', writing)}(${left}, ${right})`;
  const isLess = (a: string, b: string): string => `${called('less', writing)}(${a}, ${b})`;
  if (operator === '==') return isSame();
  if (operator === '!=') return `!${isSame()}`;
  if (operator === '<') return isLess(left, right);
  if (operator === '>') return isLess(right, left);
  if (operator === '<=') return `(${isLess(left, right)} || ${isSame()})`;
  if (operator === '>=') return `(${isLess(right, left)} || ${isSame()})`;
  return `(${left} ${operator} ${right})`;
};

const operand = (expression: jsonpath.expressions.FilterExpression, writing: Writing): string | undefined => {
  const { BooleanLiteral, FilterQuery, NullLiteral, NumberLiteral, StringLiteral } = jsonpath.expressions;
  if (expression instanceof NullLiteral) return 'null';
  if (expression instanceof BooleanLiteral || expression instanceof NumberLiteral || expression instanceof StringLiteral) {
    return es5Literal(expression.value);
  }
  if (!(expression instanceof FilterQuery)) return undefined;
  const found = selected(expression, writing);
  return found && `${found}[0]`;
};

const selected = (query: jsonpath.expressions.FilterQuery, writing: Writing): string | undefined => {
  const steps = stepsOf(query.path, writing);
  const start = query instanceof jsonpath.expressions.RelativeQuery ? 'at' : writing.root;
  return steps && `${called('select', writing)}(${start}, ${steps})`;
};

const called = (name: Es5PathFunction, { functions }: Writing): Es5PathFunction => {
  functions.add(name);
  return name;
};
