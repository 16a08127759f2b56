import type { Comparison, Operand, Operator, Predicate } from '../document/predicate.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { type Reference, reservedRoots } from '../template/template-tree.ts';
import { statusVariableOf } from './status-reference.ts';

/** A condition, or a value, as an expression of `es5`, and the functions it calls. */
export interface Es5Expression {
  readonly expression: string;
  readonly functions: ReadonlySet<keyof typeof es5Functions>;
}

/** Says a condition in `es5`, with the engine's own rules of comparison. Undefined where it reads what scripts cannot. */
export const es5Predicate = (
  predicate: Predicate,
  semantics: Pick<Semantics, 'conditionCase' | 'regexMatch'>,
): Es5Expression | undefined => {
  const functions = new Set<keyof typeof es5Functions>();
  const say = (one: Predicate): string | undefined => {
    if ('all' in one) return joined(one.all.map(say), '&&', 'true');
    if ('any' in one) return joined(one.any.map(say), '||', 'false');
    if ('not' in one) {
      if ('left' in one.not && one.not.op === 'is-set') {
        const status = statusOf(one.not, functions);
        if (status !== undefined) return `(${status} == null)`;
      }
      const inner = say(one.not);
      return inner && (inner.includes(' === ') ? `!(${inner})` : `!${inner}`);
    }
    // A platform's own condition is false elsewhere.
    if ('kind' in one) return 'false';
    const status = statusTest(one, functions);
    if (status !== undefined) return status;
    const left = operand(one.left, functions);
    if (left === undefined) return undefined;
    if (one.op === 'is-set') return `(${left} != null)`;
    if (one.op === 'regex') return regex(left, one.right, semantics, functions);
    const right = operand(one.right ?? { literal: null }, functions);
    const name = comparisons[one.op];
    if (right === undefined) return undefined;
    for (const needed of needs[name]) functions.add(needed);
    return `${name}(${left}, ${right}, ${semantics.conditionCase === 'ignore'})`;
  };
  const expression = say(predicate);
  return expression === undefined ? undefined : { expression, functions };
};

/** The status of a call is a number, which makes the commonest conditions short. */
const statusTest = (one: Comparison, functions: Set<FunctionName>): string | undefined => {
  const { op, right } = one;
  const literal = right !== undefined && 'literal' in right ? right.literal : undefined;
  if (op === 'equals' && (typeof literal === 'number' || typeof literal === 'string') && /^[1-5]\d\d$/.test(String(literal))) {
    const status = statusOf(one, functions);
    return status && `${status} === ${literal}`;
  }
  if (op === 'starts' && typeof literal === 'string' && /^[1-5]$/.test(literal)) {
    const status = statusOf(one, functions);
    return status && `Math.floor(${status} / 100) === ${literal}`;
  }
  if (op !== 'is-set') return undefined;
  const status = statusOf(one, functions);
  return status && `(${status} != null)`;
};

const statusOf = ({ left }: Comparison, functions: Set<FunctionName>): string | undefined => {
  const variable = statusVariableOf(left);
  if (variable === undefined) return undefined;
  functions.add('status');
  return `status(${es5Literal(variable)})`;
};

/** The functions that scripts made of conditions call, each with those it calls itself named in `needs`. */
export const es5Functions = {
  status: `function status(name) {
  var response = get(name);
  return response == null || typeof response.$status !== "number" ? null : response.$status;
}`,
  at: `function at(value, path) {
  for (var i = 0; i < path.length; i++) {
    if (value == null || typeof value !== "object" || Array.isArray(value) !== (typeof path[i] === "number")) return null;
    if (!Object.prototype.hasOwnProperty.call(value, path[i])) return null;
    value = value[path[i]];
  }
  return value;
}`,
  cased: `function cased(value, way) {
  if (value == null) return null;
  if (typeof value === "object") return at(value, [way]);
  return way === "$lower" ? text(value).toLowerCase() : text(value).toUpperCase();
}`,
  text: `function text(value, fold) {
  var said = value == null ? "" : typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  return fold ? said.toLowerCase() : said;
}`,
  number: `function number(value, pattern) {
  if (typeof value === "number") return value;
  var said = typeof value === "string" ? value.replace(/^\\s+|\\s+$/g, "") : "";
  return pattern.test(said) && isFinite(Number(said)) ? Number(said) : null;
}`,
  same: `function same(a, b) {
  if (a === b) return true;
  if (a == null || b == null || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  for (var name in b) if (!Object.prototype.hasOwnProperty.call(a, name)) return false;
  for (var other in a) if (!Object.prototype.hasOwnProperty.call(b, other) || !same(a[other], b[other])) return false;
  return true;
}`,
  equals: `function equals(a, b, fold) {
  if (a == null || b == null) return a == null && b == null;
  if (typeof a === "object" && typeof b === "object") return same(a, b);
  var exact = /^(?=.{1,16}$)-?(?:0|[1-9]\\d{0,14})(?:\\.\\d+)?$/;
  var x = number(a, exact), y = number(b, exact);
  return x !== null && y !== null ? x === y : text(a, fold) === text(b, fold);
}`,
  contains: `function contains(a, b, fold) {
  if (a == null || b == null) return false;
  if (!Array.isArray(a)) return text(a, fold).indexOf(text(b, fold)) !== -1;
  for (var i = 0; i < a.length; i++) if (equals(a[i], b, fold)) return true;
  return false;
}`,
  starts: `function starts(a, b, fold) {
  return a != null && b != null && text(a, fold).lastIndexOf(text(b, fold), 0) === 0;
}`,
  ends: `function ends(a, b, fold) {
  if (a == null || b == null) return false;
  var whole = text(a, fold), end = text(b, fold), from = whole.length - end.length;
  return from >= 0 && whole.indexOf(end, from) === from;
}`,
  less: `function less(a, b, fold) {
  if (a == null || b == null) return false;
  var decimal = /^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?$/;
  var x = number(a, decimal), y = number(b, decimal);
  return x !== null && y !== null ? x < y : text(a, fold) < text(b, fold);
}`,
  greater: `function greater(a, b, fold) {
  return less(b, a, fold);
}`,
} as const;

type FunctionName = keyof typeof es5Functions;

/** What comparisons can be said by. */
export const es5Operators: ReadonlySet<string> = new Set<Operator | 'all' | 'any' | 'not'>([
  'equals',
  'contains',
  'starts',
  'ends',
  'regex',
  'less',
  'greater',
  'is-set',
  'all',
  'any',
  'not',
]);

const comparisons = {
  equals: 'equals',
  contains: 'contains',
  starts: 'starts',
  ends: 'ends',
  less: 'less',
  greater: 'greater',
} as const satisfies { readonly [O in Exclude<Operator, 'is-set' | 'regex'>]: FunctionName };

const needs: { readonly [O in keyof typeof comparisons]: readonly FunctionName[] } = {
  equals: ['equals', 'same', 'number', 'text'],
  contains: ['contains', 'equals', 'same', 'number', 'text'],
  starts: ['starts', 'text'],
  ends: ['ends', 'text'],
  less: ['less', 'number', 'text'],
  greater: ['greater', 'less', 'number', 'text'],
};

/** A value as it is written in `es5`. Line separators end a line there, also inside quotes. */
export const es5Literal = (value: Json): string => JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const joined = (parts: readonly (string | undefined)[], operator: string, none: string): string | undefined => {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 0 ? none : `(${parts.join(` ${operator} `)})`;
};

const operand = (said: Operand, functions: Set<FunctionName>): string | undefined => {
  if ('literal' in said) return es5Literal(said.literal);
  if ('variable' in said) {
    const reference = parseReference(said.variable);
    // A variable operand is the variable of exactly that name, whatever is reserved in placeholders.
    if (reference === undefined || reference.segments.length === 0) return `get(${es5Literal(said.variable)})`;
    return read(reference, functions);
  }
  return template(said.template, functions);
};

/** One placeholder alone keeps the type of its value; with a text around it, values are printed. */
const template = (source: string, functions: Set<FunctionName>): string | undefined => {
  const { tree } = parseTemplate(source);
  const [first, second] = tree;
  if (first === undefined) return '""';
  if (second === undefined) return first.kind === 'text' ? es5Literal(first.text) : read(first.reference, functions);
  const parts = tree.map((part) => {
    if (part.kind === 'text') return es5Literal(part.text);
    const value = read(part.reference, functions);
    return value === undefined ? undefined : `text(${value})`;
  });
  functions.add('text');
  return joined(parts, '+', '""');
};

/** What a template gives as an expression of `es5`, and the functions it calls. What has no value prints nothing. Undefined where scripts cannot read it. */
export const es5Template = (source: string): Es5Expression | undefined => {
  const functions = new Set<FunctionName>();
  const expression = template(source, functions);
  return expression === undefined ? undefined : { expression, functions };
};

/** What a placeholder reads as an expression of `es5`, and the functions it calls. Undefined where scripts cannot read it. */
export const es5Value = (reference: Reference): Es5Expression | undefined => {
  const functions = new Set<FunctionName>();
  const expression = read(reference, functions);
  return expression === undefined ? undefined : { expression, functions };
};

const read = ({ root, segments }: Reference, functions: Set<FunctionName>): string | undefined => {
  const [first, ...rest] = segments;
  if (root === 'var' && first !== undefined && 'name' in first) return readFrom(first.name, rest, functions);
  return reservedRoots.some((reserved) => reserved === root) ? undefined : readFrom(root, segments, functions);
};

const readFrom = (variable: string, segments: Reference['segments'], functions: Set<FunctionName>): string | undefined => {
  const path = segments.map((segment) => ('name' in segment ? segment.name : 'index' in segment ? segment.index : undefined));
  if (path.includes(undefined)) return undefined;
  // What only the engine counts is no field of the value.
  if (path.some((step) => step === '$rows' || step === '$count')) return undefined;
  const last = path.at(-1);
  const isCased = last === '$lower' || last === '$upper';
  const value = valueAt(variable, (isCased ? path.slice(0, -1) : path) as readonly (string | number)[], functions);
  if (!isCased) return value;
  functions.add('cased').add('at').add('text');
  return `cased(${value}, ${es5Literal(last)})`;
};

const valueAt = (variable: string, path: readonly (string | number)[], functions: Set<FunctionName>): string => {
  if (path.length === 0) return `get(${es5Literal(variable)})`;
  functions.add('at');
  return `at(get(${es5Literal(variable)}), ${es5Literal(path)})`;
};

/** Expressions mean the same in both worlds as long as they have no groups of a special kind but the one for case. */
const regex = (
  left: string,
  right: Operand | undefined,
  { regexMatch }: Pick<Semantics, 'regexMatch'>,
  functions: Set<FunctionName>,
): string | undefined => {
  if (right === undefined || !('literal' in right) || typeof right.literal !== 'string') return undefined;
  const [, flag, source = ''] = /^(\(\?i\))?([\s\S]*)$/.exec(right.literal) ?? [];
  if (/\(\?(?!:)|\\[^dDwWsSbB.*+?^$()[\]{}|/\\nrt-]|\[:/.test(source)) return undefined;
  functions.add('text');
  const whole = regexMatch === 'full' ? `^(?:${source})$` : source;
  return `(${left} != null && new RegExp(${es5Literal(whole)}, ${flag === undefined ? '""' : '"i"'}).test(text(${left}, false)))`;
};
