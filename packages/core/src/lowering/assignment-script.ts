import type { Semantics } from '../document/semantics.ts';
import type { Assignment } from '../document/variable.ts';
import type { Json } from '../json.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { es5Functions, es5Literal, es5Template } from './es5-predicate.ts';

export interface AssignmentRules extends Pick<Semantics, 'unsetText'> {
  /** The scope a variable is declared with. */
  scopeOf(variable: string): string;
}

/** Assignments as an `es5` script. Undefined where scripts cannot read what a template reads, or for a scope that is not the declared one. */
export const assignmentScript = (set: readonly Assignment[], rules: AssignmentRules): string | undefined => {
  const functions = new Set<string>();
  const lines = set.map(({ variable, value, scope }) => {
    const said = scope === undefined || scope === rules.scopeOf(variable) ? expression(value, rules, functions) : undefined;
    return said === undefined ? undefined : `set(${es5Literal(variable)}, ${said});`;
  });
  if (lines.includes(undefined)) return undefined;
  return [...lines, ...Object.entries(es5Functions).flatMap(([name, source]) => (functions.has(name) ? [source] : []))].join('\n');
};

const expression = (value: Json, rules: AssignmentRules, functions: Set<string>): string | undefined => {
  if (typeof value === 'string') return textExpression(value, rules, functions);
  if (typeof value !== 'object' || value === null) return es5Literal(value);
  if (Array.isArray(value))
    return joined(
      value.map((one: Json) => expression(one, rules, functions)),
      (all) => `[${all}]`,
    );
  // A key of this name would set the prototype.
  if (Object.hasOwn(value, '__proto__')) return undefined;
  return joined(
    Object.entries(value).map(([name, field]) => {
      const said = expression(field, rules, functions);
      return said === undefined ? undefined : `${es5Literal(name)}: ${said}`;
    }),
    (all) => `{ ${all} }`,
  );
};

const joined = (parts: readonly (string | undefined)[], wrap: (all: string) => string): string | undefined =>
  parts.includes(undefined) ? undefined : wrap(parts.join(', '));

const textExpression = (template: string, { unsetText }: AssignmentRules, functions: Set<string>): string | undefined => {
  const { tree } = parseTemplate(template);
  // There a value that is not there prints nothing.
  const printsValues = tree.length > 1 && tree.some(({ kind }) => kind === 'placeholder');
  const said = printsValues && unsetText !== 'empty' ? undefined : es5Template(template);
  for (const name of said?.functions ?? []) functions.add(name);
  return said?.expression;
};
