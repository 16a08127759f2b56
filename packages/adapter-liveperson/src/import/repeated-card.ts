import { type Card, type IntegrationInput, parseTemplate, printTemplate, type Reference, referencesOf, type Segment } from '@dragoman/core';
import type { ImportReport } from './import-context.ts';
import type { NamedOption } from './options.ts';

/** The fields that hold one value for each row of a response, by response data variable. */
export type RowFields = ReadonlyMap<string, ReadonlySet<string>>;

export type NamedCard = Omit<Card, 'options'> & { readonly options: readonly NamedOption[] };

/**
 * A tile that reads such fields is shown once for each row: the card repeats, and reads the row.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-integration-basics.html
 */
export const repeatedCard = (card: NamedCard, rowFields: RowFields, pointer: string, report: ImportReport): NamedCard => {
  if (rowFields.size === 0) return card;
  const lists = new Map<string, Reference>();
  mapTemplates(card, (template) => {
    for (const reference of referencesOf(parseTemplate(template).tree)) {
      const list = listOf(reference, rowFields);
      if (list !== undefined) lists.set(list.variable, list.reference);
    }
    return template;
  });
  const [first, ...others] = lists;
  if (first === undefined) return card;
  if (others.length > 0) {
    const reason = `This tile reads lists of ${[...lists.keys()].join(' and ')}; it is repeated for each row of ${first[0]}.`;
    report({ code: 'mixed-rows', severity: 'warning', platformPlace: pointer, reason, fix: 'Read one list in a tile.' });
  }
  const [variable, { root, segments }] = first;
  const rows = printTemplate([{ kind: 'placeholder', reference: { root, segments: [...segments, { name: '$rows' }] } }]);
  const fields = rowFields.get(variable);
  return { ...mapTemplates(card, (template) => rowTemplate(template, variable, fields)), repeat: rows };
};

/** Of all integrations of a document. */
export const rowFieldsOf = (integrations: readonly IntegrationInput[]): RowFields => {
  const found = new Map<string, Set<string>>();
  for (const { response } of integrations) {
    const fields = (response.fields ?? []).filter(({ perRow }) => perRow).map(({ name }) => name);
    if (fields.length > 0) found.set(response.variable, new Set([...(found.get(response.variable) ?? []), ...fields]));
  }
  return found;
};

const listOf = (reference: Reference, rowFields: RowFields): { readonly variable: string; readonly reference: Reference } | undefined => {
  const { variable, path, base } = readOf(reference);
  const [field] = path;
  if (variable === undefined || field === undefined || !('name' in field)) return undefined;
  return rowFields.get(variable)?.has(field.name) ? { variable, reference: base } : undefined;
};

/** The variable that a placeholder reads, and what of it. */
const readOf = ({ root, segments }: Reference) => {
  const [first, ...rest] = segments;
  if (root !== 'var') return { variable: root, path: segments, base: { root, segments: [] } };
  if (first === undefined || !('name' in first)) return { variable: undefined, path: segments, base: { root, segments } };
  return { variable: first.name, path: rest, base: { root, segments: [first] } };
};

const rowTemplate = (template: string, variable: string, fields: ReadonlySet<string> | undefined): string => {
  const ofRow = (reference: Reference): Reference => {
    const inner = reference.segments.map((segment): Segment => ('computed' in segment ? { computed: ofRow(segment.computed) } : segment));
    const { variable: read, path } = readOf({ root: reference.root, segments: inner });
    const [field] = path;
    const isOfRow = read === variable && field !== undefined && 'name' in field && fields?.has(field.name);
    return isOfRow ? { root: 'item', segments: path } : { root: reference.root, segments: inner };
  };
  return printTemplate(
    parseTemplate(template).tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: ofRow(part.reference) })),
  );
};

const mapTemplates = (card: NamedCard, change: (template: string) => string): NamedCard => {
  const { title, subtitle, imageUrl, options, ...rest } = card;
  return {
    ...rest,
    ...(title !== undefined && { title: change(title) }),
    ...(subtitle !== undefined && { subtitle: change(subtitle) }),
    ...(imageUrl !== undefined && { imageUrl: change(imageUrl) }),
    options: options.map(({ label, value, action, ...option }) => ({
      ...option,
      label: change(label),
      ...(value !== undefined && { value: change(value) }),
      action: action.kind === 'url' ? { ...action, url: change(action.url) } : action,
    })),
  };
};
