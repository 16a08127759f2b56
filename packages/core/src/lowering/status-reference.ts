import type { Operand } from '../document/predicate.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printReference } from '../template/print-template.ts';
import { type Reference, reservedRoots } from '../template/template-tree.ts';

/** The placeholder of a response's status. */
export const statusReference = (variable: string): string =>
  printReference(
    reservedRoots.some((root) => root === variable)
      ? { root: 'var', segments: [{ name: variable }, { name: '$status' }] }
      : { root: variable, segments: [{ name: '$status' }] },
  );

/** The variable whose status an operand reads. */
export const statusVariableOf = (operand: Operand): string | undefined => {
  const reference = referenceOf(operand);
  if (reference === undefined) return undefined;
  const { root, segments } = reference;
  const path = root === 'var' ? segments : [{ name: root }, ...segments];
  const [variable, field, ...rest] = path;
  if (variable === undefined || field === undefined || rest.length > 0) return undefined;
  if (root !== 'var' && reservedRoots.some((reserved) => reserved === root)) return undefined;
  return 'name' in variable && 'name' in field && field.name === '$status' ? variable.name : undefined;
};

const referenceOf = (operand: Operand): Reference | undefined => {
  if ('variable' in operand) return parseReference(operand.variable);
  if (!('template' in operand)) return undefined;
  const [part, ...others] = parseTemplate(operand.template).tree;
  return part?.kind === 'placeholder' && others.length === 0 ? part.reference : undefined;
};
