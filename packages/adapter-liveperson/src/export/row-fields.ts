import { parseTemplate, printTemplate, type Template, type TemplateTree } from '@dragoman/core';
import type { ExportWork } from './export-view.ts';

/**
 * Reads a template of a card that repeats over the rows of a response as LivePerson does: `{{item.title}}` becomes
 * `{{products.title}}`, a field that holds the values of all rows.
 */
export const rowReader = (repeat: Template | undefined, at: object, { context }: ExportWork): ((template: Template) => Template) => {
  if (repeat === undefined) return (template) => template;
  const response = responseOf(parseTemplate(repeat).tree);
  if (response === undefined) {
    context.report({
      code: 'rows-not-of-response',
      at,
      loss: 'degraded',
      reason: 'LivePerson repeats a tile for the rows of a response and for nothing else, so this one is shown once.',
      fix: 'Repeat it over {{variable.$rows}} of a response.',
    });
    return (template) => template;
  }
  return (template) =>
    printTemplate(
      parseTemplate(template).tree.map((part) =>
        part.kind === 'placeholder' && part.reference.root === 'item'
          ? { ...part, reference: { ...part.reference, root: response } }
          : part,
      ),
    );
};

/** `order` of `{{order.$rows}}`. */
const responseOf = (tree: TemplateTree): string | undefined => {
  const [part, ...others] = tree;
  if (part?.kind !== 'placeholder' || others.length > 0) return undefined;
  const { root, segments } = part.reference;
  const [first, ...rest] = segments;
  return first !== undefined && 'name' in first && first.name === '$rows' && rest.length === 0 ? root : undefined;
};
