import type { Template } from '../document/template.ts';
import { parseTemplate } from './parse-template.ts';
import { compilePlaceholder, placeholderText, type UnsetTextPolicy } from './rendering.ts';
import type { Lookup } from './resolve-reference.ts';
import { type Reference, referencesOf, type TemplateTree } from './template-tree.ts';

export interface CompiledText {
  readonly references: readonly Reference[];
  render(lookup: Lookup, policy: UnsetTextPolicy): string;
}

/** Reads a template once, to be rendered as plain text any number of times. Values are inserted as they are. */
export const compileText = (template: Template): CompiledText => {
  const { tree } = parseTemplate(template);
  return { references: referencesOf(tree), render: textRenderer(tree) };
};

export const textRenderer = (tree: TemplateTree): CompiledText['render'] => {
  const parts = tree.map((part) => (part.kind === 'text' ? part.text : compilePlaceholder(part.reference)));
  const [first] = parts;
  if (first === undefined) return () => '';
  if (parts.length === 1) return typeof first === 'string' ? () => first : (lookup, policy) => placeholderText(first, lookup, policy);
  return (lookup, policy) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : placeholderText(part, lookup, policy);
    return text;
  };
};
