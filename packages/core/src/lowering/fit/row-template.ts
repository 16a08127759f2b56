import type { Template } from '../../document/template.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import { printReference, printTemplate } from '../../template/print-template.ts';
import type { Reference, Segment } from '../../template/template-tree.ts';

/** The list a template names; undefined when it is more than one placeholder alone. */
export const rowsReference = (rows: Template): Reference | undefined => {
  const { tree } = parseTemplate(rows);
  const [only] = tree;
  return tree.length === 1 && only?.kind === 'placeholder' ? only.reference : undefined;
};

/** One row of a list, as a placeholder: `{{products.$rows[2]}}`. */
export const rowPlaceholder = (rows: Reference, index: number): Template => printReference(rowOf(rows, index));

/** A template with `item` written out as one row of a list: `{{item.name}}` becomes `{{products.$rows[2].name}}`. */
export const rowTemplate = (template: Template, rows: Reference, index: number): Template =>
  template.includes('{{')
    ? printTemplate(
        parseTemplate(template).tree.map((part) =>
          part.kind === 'text' ? part : { ...part, reference: withoutItem(part.reference, rowOf(rows, index)) },
        ),
      )
    : template;

const rowOf = ({ root, segments }: Reference, index: number): Reference => ({ root, segments: [...segments, { index }] });

const withoutItem = ({ root, segments }: Reference, row: Reference): Reference => {
  const inner = segments.map((segment): Segment => ('computed' in segment ? { computed: withoutItem(segment.computed, row) } : segment));
  return root === 'item' ? { root: row.root, segments: [...row.segments, ...inner] } : { root, segments: inner };
};
