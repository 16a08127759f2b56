import { isPlainName, type Reference } from '../template/template-tree.ts';
import { es5Functions, es5Literal } from './es5-predicate.ts';
import type { LowerContext } from './lower-context.ts';

/** A variable that a script sets. */
export interface SetValue {
  readonly name: string;
  /** In `es5`. */
  readonly expression: string;
  /** Of `es5Functions`, those the expression calls. */
  readonly functions: ReadonlySet<string>;
}

/** A script that sets variables, until the consumer's next message where the platform knows such. What is set comes first: how is below. */
export const settingScript = (values: readonly SetValue[], { capabilities: { scopes } }: Pick<LowerContext, 'capabilities'>): string => {
  const used = new Set(values.flatMap(({ functions }) => [...functions]));
  const scope = scopes.includes('turn') ? ', "turn"' : '';
  return [
    ...values.map(({ name, expression }) => `set(${es5Literal(name)}, ${expression}${scope});`),
    ...Object.entries(es5Functions).flatMap(([name, source]) => (used.has(name) ? [source] : [])),
  ].join('\n');
};

/** What reads a variable of any name. */
export const variableReference = (name: string): Reference =>
  isPlainName(name) ? { root: name, segments: [] } : { root: 'var', segments: [{ name }] };
