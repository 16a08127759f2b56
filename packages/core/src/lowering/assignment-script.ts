import type { Assignment } from '../document/variable.ts';
import type { Json } from '../json.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { reservedRoots } from '../template/template-tree.ts';

/** Assignments as an `es5` script. Undefined where only a template can say them, or a scope that is not the declared one. */
export const assignmentScript = (set: readonly Assignment[], scopeOf: (name: string) => string): string | undefined => {
  const lines = set.map(({ variable, value, scope }) => {
    const said = scope === undefined || scope === scopeOf(variable) ? expression(value) : undefined;
    return said === undefined ? undefined : `set(${JSON.stringify(variable)}, ${said});`;
  });
  return lines.includes(undefined) ? undefined : lines.join('\n');
};

const expression = (value: Json): string | undefined => {
  if (typeof value === 'string') return textExpression(value);
  if (typeof value !== 'object' || value === null) return literal(value);
  if (Array.isArray(value))
    return joined(
      value.map((one: Json) => expression(one)),
      (all) => `[${all}]`,
    );
  // A key of this name would set the prototype.
  if (Object.hasOwn(value, '__proto__')) return undefined;
  return joined(
    Object.entries(value).map(([name, field]) => {
      const said = expression(field);
      return said === undefined ? undefined : `${literal(name)}: ${said}`;
    }),
    (all) => `{ ${all} }`,
  );
};

const joined = (parts: readonly (string | undefined)[], wrap: (all: string) => string): string | undefined =>
  parts.includes(undefined) ? undefined : wrap(parts.join(', '));

// A text between others would have to be printed as templates print values; one value alone is that value.
const textExpression = (text: string): string | undefined => {
  const { tree } = parseTemplate(text);
  const [first, second] = tree;
  if (first === undefined) return literal('');
  if (second !== undefined) return undefined;
  if (first.kind === 'text') return literal(first.text);
  const { root, segments } = first.reference;
  return segments.length === 0 && !reservedRoots.some((reserved) => reserved === root) ? `get(${literal(root)})` : undefined;
};

// Line separators end a line of ES5, also inside quotes.
const literal = (value: Json): string => JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
