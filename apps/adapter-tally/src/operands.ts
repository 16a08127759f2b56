import { type Json, type Operand, parseReference, printReference, printTemplate, reservedRoots } from '@dragoman/core';

/** Writes one side of a comparison: a text is a template on Tally, anything else is meant as it stands. */
export const tallyFromOperand = (operand: Operand, print: (template: string) => string): Json => {
  if ('template' in operand) return print(operand.template);
  if ('variable' in operand) return print(placeholderOf(operand.variable));
  return typeof operand.literal === 'string' ? print(printTemplate([{ kind: 'text', text: operand.literal }])) : operand.literal;
};

/** The way back: a text without placeholders is just a text. */
export const operandFromTally = (value: Json, read: (text: string) => string): Operand => {
  if (typeof value !== 'string') return { literal: value };
  const template = read(value);
  return template.includes('{{') ? { template } : { literal: template };
};

/** A variable operand is the variable of that name, whatever the name looks like, or else the path it spells. */
const placeholderOf = (variable: string): string => {
  const path = parseReference(variable);
  const isPath = path !== undefined && (path.segments.length > 0 || !reservedRoots.some((root) => root === variable));
  return printReference(isPath ? path : { root: 'var', segments: [{ name: variable }] });
};
