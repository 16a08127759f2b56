import { parseTemplate, type Reference, type Segment, type TemplateTree } from '@dragoman/core';
import { rowFieldSteps } from '../templates/field-steps.ts';
import { referenceTo, variableRead } from '../templates/reference-to.ts';
import { patternTemplates } from '../templates/template-dialect.ts';
import { startsWith } from '../templates/vendor-names.ts';
import { type NodeOfKind, type Printing, rowSteps, type View } from './printing.ts';

/** The fields of a Dynamic List: patterns in which # is the number of an entry. */
export const listFields = (node: NodeOfKind<'list'>, printing: Printing) => {
  const list = listReference(node.rows, printing.bot, printing);
  const pattern = (template: string): string =>
    patternTemplates.print(
      parseTemplate(template).tree.map((part) =>
        part.kind === 'text' ? part : { ...part, reference: numbered(part.reference, list, printing) },
      ),
    );
  const printed = pattern(node.label);
  if (printed.includes('#')) {
    const reason = 'Assumed: every entry has what the pattern reads. Chat Flow ends a list at the first one that has not.';
    printing.report({ code: 'list-ends-early', at: node, loss: 'assumed', reason });
  }
  return {
    pattern: printed,
    ...(!printed.includes('#') && { list: patternTemplates.print([{ kind: 'placeholder', reference: withNumber(list, []) }]) }),
    ...(node.description !== undefined && { description: pattern(node.description) }),
    ...(node.value !== undefined && { customIndex: pattern(node.value) }),
    ...(node.filter !== undefined && { filterBy: node.filter }),
    ...(node.exclude !== undefined && { exclude: node.exclude }),
  };
};

/** The list that rows are of, as Chat Flow calls it. */
const listReference = (rows: string, bot: View, printing: Printing): Reference => {
  const [part] = parseTemplate(rows).tree;
  if (part?.kind !== 'placeholder') return referenceTo(rows, []);
  const read = variableRead(part.reference);
  const [first] = read?.rest ?? [];
  const api = read && bot.integrations.find(({ response }) => response.variable === read.name);
  const steps = rowSteps(api?.response.rows);
  const names = read && printing.names.apis.get(read.name);
  if (read && names && first !== undefined && 'name' in first && first.name === '$rows') {
    if (names.isSearched) return referenceTo(read.name, read.rest.slice(1));
    if (steps !== undefined && startsWith(steps, names.base))
      return referenceTo(read.name, [...steps.slice(names.base.length), ...read.rest.slice(1)]);
  }
  return vendorOf(part.reference, printing);
};

const vendorOf = (reference: Reference, { vendor }: Printing): Reference => {
  const tree: TemplateTree = vendor([{ kind: 'placeholder', reference }]);
  const [part] = tree;
  return part?.kind === 'placeholder' ? part.reference : reference;
};

const numbered = (reference: Reference, list: Reference, printing: Printing): Reference =>
  reference.root === 'item' ? withNumber(list, stepsInRow(reference.segments, list, printing)) : vendorOf(reference, printing);

/** A field of a row by its steps in the row. */
const stepsInRow = (segments: readonly Segment[], list: Reference, { bot }: Printing): readonly Segment[] => {
  const api = bot.integrations.find(({ response }) => response.variable === variableRead(list)?.name);
  const [first, ...others] = segments;
  const field = rowFieldSteps(api?.response.fields ?? []).find(({ name }) => first !== undefined && 'name' in first && first.name === name);
  return field === undefined ? segments : [...field.steps, ...others];
};

const withNumber = (list: Reference, more: readonly Segment[]): Reference => ({
  ...list,
  segments: [...list.segments, { name: '#' }, ...more],
});
