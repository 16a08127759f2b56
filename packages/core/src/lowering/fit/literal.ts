import type { Template } from '../../document/template.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import { printTemplate } from '../../template/print-template.ts';
import { quoted } from '../semantics/regex-of.ts';

/** The text of a template that has no placeholders. */
export const literalOf = (template: Template): string | undefined => {
  if (!template.includes('{{')) return template;
  const { tree } = parseTemplate(template);
  if (tree.length === 0) return '';
  const [only] = tree;
  return tree.length === 1 && only?.kind === 'text' ? only.text : undefined;
};

/** How long a template is at least: its text without what the placeholders will be. */
export const literalLength = (template: Template): number => {
  if (!template.includes('{{')) return template.length;
  return parseTemplate(template).tree.reduce((length, part) => length + (part.kind === 'text' ? part.text.length : 0), 0);
};

/** A template that prints a text as it is. */
export const templateOf = (text: string): Template => printTemplate([{ kind: 'text', text }]);

/** The same for what is shown at all: a template is never nothing. */
export const leastLength = (template: Template): number => Math.max(literalLength(template), template === '' ? 0 : 1);

/** Whether a template may come out empty, so that what is put together around it would leave it out. */
export const mayBeEmpty = (template: Template | undefined): boolean =>
  template !== undefined && template !== '' && literalLength(template) === 0;

/** Whether a template may come out as a text, whatever its placeholders say. Neither case nor spaces count. */
export const mayRead = (template: Template, text: string): boolean => {
  const parts = parseTemplate(template).tree.map((part) => (part.kind === 'placeholder' ? '[^]*' : quoted(bare(part.text))));
  return new RegExp(`^${parts.join('')}$`).test(bare(text));
};

const bare = (text: string): string => text.toLowerCase().replace(/\s/g, '');
