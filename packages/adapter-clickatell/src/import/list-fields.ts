import { printTemplate, type Reference, regexProblem, type Segment, type TemplateTree } from '@dragoman/core';
import { rowSteps } from '../export/printing.ts';
import { rowFieldSteps } from '../templates/field-steps.ts';
import { variableRead } from '../templates/reference-to.ts';
import { patternTemplates } from '../templates/template-dialect.ts';
import { neutralReference, startsWith, withReferences } from '../templates/vendor-names.ts';
import type { NodeOf } from '../wire/node.ts';
import type { Reading } from './reading.ts';

/** The patterns of a Dynamic List: # counts the list that stands before it. */
export const listFields = (node: NodeOf<'Dynamic List'>, pointer: string, reading: Reading) => {
  const tree = (text: string, field: string): TemplateTree => {
    const { tree: parsed, problems } = patternTemplates.parse(text);
    for (const reason of problems)
      reading.context.report({ code: 'unreadable-pattern', severity: 'warning', platformPlace: `${pointer}/${field}`, reason });
    return parsed;
  };
  const label = tree(node.pattern, 'pattern');
  const counted = node.list === undefined ? label : tree(node.list, 'list');
  const list = listOf(counted);
  if (list === undefined) {
    reading.context.report({
      code: 'unreadable-pattern',
      severity: 'warning',
      platformPlace: `${pointer}/pattern`,
      reason: 'No # counts the entries of a list, so this step is carried as it is.',
      fix: 'Write [Api:list.#.field].',
    });
    return undefined;
  }
  const template = (one: TemplateTree): string => printTemplate(withReferences(one, (reference) => inRow(reference, list, reading)));
  return {
    rows: printTemplate([{ kind: 'placeholder', reference: rowsOf(list, reading) }]),
    label: template(label),
    ...(node.description !== undefined && { description: template(tree(node.description, 'description')) }),
    ...(node.customIndex !== undefined && { value: template(tree(node.customIndex, 'customIndex')) }),
    ...regexField('filter', node.filterBy, `${pointer}/filterBy`, reading),
    ...regexField('exclude', node.exclude, `${pointer}/exclude`, reading),
  };
};

const regexField = (field: 'filter' | 'exclude', regex: string | undefined, pointer: string, { context }: Reading) => {
  if (regex === undefined) return {};
  const problem = regexProblem(regex);
  if (problem === undefined) return { [field]: regex };
  context.report({
    code: 'unreadable-pattern',
    severity: 'warning',
    platformPlace: pointer,
    reason: problem,
    fix: 'Correct the regular expression.',
  });
  return {};
};

const isNumber = (segment: Segment): boolean => 'name' in segment && segment.name === '#';

/** The first reference with a #, up to it. */
const listOf = (tree: TemplateTree): Reference | undefined => {
  for (const part of tree) {
    if (part.kind === 'text') continue;
    const at = part.reference.segments.findIndex(isNumber);
    if (at !== -1) return { root: part.reference.root, segments: part.reference.segments.slice(0, at) };
  }
  return undefined;
};

const inRow = (reference: Reference, list: Reference | undefined, { names, apis }: Reading): Reference => {
  const at = reference.segments.findIndex(isNumber);
  const isOfList =
    list !== undefined && reference.root === list.root && at === list.segments.length && startsWith(reference.segments, list.segments);
  if (!isOfList) return neutralReference(reference, names);
  const steps = reference.segments.slice(at + 1);
  const api = [...apis.values()].find(({ name }) => name === variableRead(list)?.name);
  const [field] = rowFieldSteps(api?.neutral?.fields ?? [])
    .filter((one) => startsWith(steps, one.steps))
    .toSorted((one, other) => other.steps.length - one.steps.length);
  return { root: 'item', segments: field === undefined ? steps : [{ name: field.name }, ...steps.slice(field.steps.length)] };
};

/** What the list is called here: the rows of a response, if it is those. */
const rowsOf = (list: Reference, { names, apis }: Reading): Reference => {
  const read = variableRead(list);
  const api = [...apis.values()].find(({ name }) => name === read?.name);
  const found = read && names.apis.get(read.name);
  if (read === undefined || api === undefined || found === undefined) return neutralReference(list, names);
  const rows = rowSteps(api.neutral?.rows);
  const steps = [...found.base, ...read.rest];
  const whole = (rest: readonly Segment[]): Reference => ({
    root: list.root,
    segments: [...(list.root === 'var' ? list.segments.slice(0, 1) : []), { name: '$rows' }, ...rest],
  });
  if (found.isSearched) return whole(read.rest);
  if (rows !== undefined && startsWith(steps, rows)) return whole(steps.slice(rows.length));
  return neutralReference(list, names);
};
