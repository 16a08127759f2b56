import { parseTemplate, type ScriptDialect, type Segment } from '@dragoman/core';
import { variableRead } from '../templates/reference-to.ts';
import { readSource } from './calculate-source.ts';

/**
 * The dialect `clickatell`: what Calculate calculates and compares, and the UUID that Set Variable makes, as JavaScript.
 *
 * @see https://docs.clickatell.com/flow/action-nodes/action-nodes-math
 */
export const calculateDialect: ScriptDialect = {
  id: 'clickatell',
  panels: { script: 'calculation' },
  prelude: `
var isNumber = isFinite, toNumber = Number, texts = String, floor = Math.floor;
var leave = function (no) {
  if (no === "end") host.emit({ kind: "stop" });
  else if (no !== null) host.emit({ kind: "goto", name: no.node });
};
global.number = function (name, path) {
  var value = host.read("variables", name);
  for (var i = 0; i < path.length; i++) value = value === null || typeof value !== "object" ? null : value[path[i]];
  if (value === null || value === undefined || typeof value === "object" || texts(value).trim() === "") return NaN;
  return toNumber(value);
};
global.calculate = function (name, result, no) {
  if (typeof result === "number" && isNumber(result)) host.emit({ kind: "set", name: name, value: { result: result } });
  else leave(no);
};
global.compare = function (left, operator, right, no) {
  var holds = left === left && right === right && (
    operator === "=" ? left === right : operator === "!=" ? left !== right
    : operator === "<" ? left < right : operator === "<=" ? left <= right
    : operator === ">" ? left > right : left >= right);
  if (!holds) leave(no);
};
global.uuid = function (name) {
  var text = "";
  for (var i = 0; i < 32; i++) {
    var digit = floor(host.random() * 16);
    if (i === 12) digit = 4;
    if (i === 16) digit = 8 + digit % 4;
    text += (i === 8 || i === 12 || i === 16 || i === 20 ? "-" : "") + digit.toString(16);
  }
  host.emit({ kind: "set", name: name, value: text });
};
`,
  prepare: (text) => {
    const source = readSource(text);
    if (source === undefined) return 'throw new Error("This is no calculation of Chat Flow.");';
    if (source.kind === 'uuid') return `uuid(${JSON.stringify(source.variable)});`;
    const no = JSON.stringify(source.no ?? null);
    if (source.kind === 'comparison') {
      const { left = 'NaN', operator = '=', right = 'NaN' } = comparisonCode(source.comparison) ?? {};
      return `compare(${left}, ${JSON.stringify(operator)}, ${right}, ${no});`;
    }
    return `calculate(${JSON.stringify(source.name)}, ${expressionCode(source.expression) ?? 'null'}, ${no});`;
  },
};

/** Whether a comparison is one of two expressions of numbers. */
export const isCalculated = (comparison: string): boolean => comparisonCode(comparison) !== undefined;

/** Operators stand between expressions, but names may hold the same signs. */
const comparisonCode = (comparison: string) => {
  for (const { 0: operator, index } of comparison.matchAll(/!=|<=|>=|[=<>]/g)) {
    const left = expressionCode(comparison.slice(0, index));
    const right = expressionCode(comparison.slice(index + operator.length));
    if (left !== undefined && right !== undefined) return { left, operator, right };
  }
  return undefined;
};

/** An expression of numbers, placeholders, brackets and `+ - * /` as JavaScript. Undefined for any other. */
const expressionCode = (expression: string): string | undefined => {
  const code = parseTemplate(expression).tree.map((part) => {
    if (part.kind === 'text') return /^[\d\s.+\-*/()]*$/.test(part.text) ? part.text.replace(/\b0+(?=\d)/g, '') : undefined;
    const read = variableRead(part.reference);
    return read && ` number(${JSON.stringify(read.name)}, ${JSON.stringify(read.rest.map(stepOf))}) `;
  });
  if (code.includes(undefined)) return undefined;
  const text = code.join('');
  return isExpression(text.replace(/number\((?:"(?:[^"\\]|\\.)*"|[^()"])*\)/g, '1')) ? `(${text})` : undefined;
};

const stepOf = (segment: Segment): string | number => ('name' in segment ? segment.name : 'index' in segment ? segment.index : '');

/** Whether numbers, operators and brackets stand where they may: so that what is made of it is one value and no more. */
const isExpression = (text: string): boolean => {
  let rest = text.replace(/\d+(?:\.\d+)?/g, 'n').replace(/\s+(?=[^n])|(?<=[^n])\s+|^\s+|\s+$/g, '');
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(/\(n\)/g, 'n')
      .replace(/(^|[(+\-*/])-n/g, '$1n')
      .replace(/n\s*[+\-*/]\s*n/g, 'n');
  }
  return rest === 'n';
};
