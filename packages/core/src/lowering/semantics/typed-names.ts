import { parseTemplate } from '../../template/parse-template.ts';
import type { ObservedBot } from './observed-bot.ts';

/** The variables that may hold a number or a boolean. */
export const typedNames = ({ bot, sites, nodes }: ObservedBot): ReadonlySet<string> => {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (!name.startsWith('$')) names.add(name);
  };
  const isTyped = new Set<string>();
  for (const { name, type, initial } of bot.variables) {
    if (type === 'number' || type === 'boolean' || type === 'json') isTyped.add(name);
    if (isScalar(initial)) add(name);
  }
  for (const { response } of bot.integrations) {
    const fields = response.fields.filter(({ type }) => type !== 'text');
    if (fields.length > 0) add(response.variable);
    for (const { to } of fields) if (to !== undefined) add(to);
  }
  for (const node of nodes) {
    if (node.kind === 'question' || node.kind === 'choice') {
      const { variable } = node;
      if (typeof variable === 'string' && isTyped.has(variable)) add(variable);
    }
    const assigned = [
      ...(node.kind === 'assign' ? (node.set as (typeof node.routes)[number]['set'] & object) : []),
      ...node.routes.flatMap(({ set = [] }) => set),
    ];
    for (const { variable, value } of assigned) if (isScalar(value) || keepsType(value)) add(variable);
  }
  if (sites.script.length > 0) for (const { text } of sites.write) add(text);
  return names;
};

const isScalar = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean';

/** A placeholder alone keeps the type of its value. */
const keepsType = (value: unknown): boolean => {
  if (typeof value !== 'string' || !value.includes('{{')) return false;
  const { tree } = parseTemplate(value);
  return tree.length === 1 && tree[0]?.kind === 'placeholder';
};
