import {
  type Comparison,
  type Json,
  type Operand,
  parseReference,
  parseTemplate,
  printReference,
  type Reference,
  reservedRoots,
  type TemplateTree,
} from '@dragoman/core';
import { referenceTo } from '../templates/reference-to.ts';
import { clickatellTemplates } from '../templates/template-dialect.ts';

/** A comparison as Calculate has it: `[[age]] < 18`, `[[colour]] = "blue"`, `[[name]] != ""` for a name that is set. */
export const printComparison = ({ left, op, right }: Comparison, vendor: (tree: TemplateTree) => TemplateTree): string => {
  const side = (operand: Operand): string => printOperand(operand, vendor);
  if (op === 'is-set') return `${side(left)} != ""`;
  return `${side(left)} ${operators[op] ?? '='} ${side(right ?? { literal: null })}`;
};

const operators: { readonly [op: string]: string | undefined } = { equals: '=', less: '<', greater: '>' };

const printOperand = (operand: Operand, vendor: (tree: TemplateTree) => TemplateTree): string => {
  if ('literal' in operand) {
    const { literal } = operand;
    return typeof literal === 'string' ? quoted([{ kind: 'text', text: literal }]) : JSON.stringify(literal);
  }
  const tree =
    'template' in operand ? parseTemplate(operand.template).tree : [{ kind: 'placeholder' as const, reference: readBy(operand.variable) }];
  const [part] = tree;
  const made = vendor(tree);
  return tree.length === 1 && part?.kind === 'placeholder' ? clickatellTemplates.print(made) : quoted(made);
};

const quoted = (tree: TemplateTree): string => JSON.stringify(clickatellTemplates.print(tree));

/** A variable operand is the variable of that name, whatever the name looks like, or else the path it spells. */
const readBy = (variable: string): Reference => {
  const path = parseReference(variable);
  const isPath = path !== undefined && (path.segments.length > 0 || !reservedRoots.some((root) => root === variable));
  return isPath ? path : referenceTo(variable, []);
};

export interface ReadComparison {
  readonly comparison: Comparison;
  /** Whether it is the opposite that holds: `!=`, `<=`, `>=`. */
  readonly isNegated: boolean;
}

/** Reads one comparison; undefined for whatever else a Calculate may hold. */
export const readComparison = (text: string, read: (text: string) => string): ReadComparison | undefined => {
  const [, left, operator = '', right] = whole.exec(text) ?? [];
  if (left === undefined || right === undefined) return undefined;
  const [one, other] = [readOperand(left, read), readOperand(right, read)];
  if (one === undefined || other === undefined) return undefined;
  if (operator === '!=' && right === '""') return { comparison: { left: one, op: 'is-set' }, isNegated: false };
  const op = ({ '=': 'equals', '!=': 'equals', '<': 'less', '>=': 'less', '>': 'greater', '<=': 'greater' } as const)[operator];
  return op && { comparison: { left: one, op, right: other }, isNegated: operator === '!=' || operator === '>=' || operator === '<=' };
};

const side = '\\[\\[(?:[^\\]"]|"(?:[^"\\\\]|\\\\.)*"|\\](?!\\]))*\\]\\]|"(?:[^"\\\\]|\\\\.)*"|[^"\\[<>=!][^<>=!]*?|\\[(?!\\[)[^<>=!]*?';
const whole = new RegExp(`^\\s*(${side})\\s*(!=|<=|>=|=|<|>)\\s*(${side})\\s*$`, 's');

const readOperand = (text: string, read: (text: string) => string): Operand | undefined => {
  if (text.startsWith('[[')) return { template: read(text) };
  const value = parsed(text);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return { literal: value };
  const template = read(value);
  const { tree } = parseTemplate(template);
  return tree.some(({ kind }) => kind === 'placeholder')
    ? { template }
    : { literal: tree.map((part) => (part.kind === 'text' ? part.text : '')).join('') };
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** How an operand reads as a placeholder. */
export const operandTemplate = (operand: Operand): string | undefined => {
  if ('variable' in operand) return printReference(readBy(operand.variable));
  return 'template' in operand ? operand.template : undefined;
};
