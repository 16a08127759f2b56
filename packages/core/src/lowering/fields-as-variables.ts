import type { ResponseField, ResponseMapping } from '../document/integration.ts';
import type { Json } from '../json.ts';
import { type BotSites, botSites } from '../reading/bot-sites.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printReference, printTemplate } from '../template/print-template.ts';
import { type Reference, referencesOf, reservedRoots, type Segment, withComputed } from '../template/template-tree.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { type Edit, withEdits } from './with-edits.ts';

/**
 * Where the values of a response have no names of their own, each is written to a variable, `order-status` for
 * `{{order.status}}`, and read by that. So is what stands deeper in a field or in the body: `order-data-0-id` for
 * `{{order.$body.data[0].id}}`.
 */
export const lowerFieldsToVariables: Pass = (bot, context) => {
  const { response } = context.capabilities;
  if (response.includes('fields') || !response.includes('to')) return bot;
  const sites = botSites(bot);
  const written = sites.write.map(({ text }) => text);
  const taken = new Set([...written, ...bot.integrations.map((integration) => integration.response.variable)]);
  const shared = repeated(written);
  const reads = responseReads(sites);
  const names = new Map<string, ReadonlyMap<string, string>>();
  const integrations = bot.integrations.map((integration) => {
    const { response: mapping } = integration;
    const known = new Map(names.get(mapping.variable));
    const read = reads.get(mapping.variable) ?? [];
    const work: FieldWork = { known, taken, shared, read: new Set(read.map(keyOf)), context };
    const own = mapping.fields.flatMap((field) => withVariable(field, mapping.variable, work));
    const deeper = read.filter((steps) => steps.length > 1);
    const fields = [...own, ...deeper.flatMap((steps) => deeperField(steps, mapping, own, work))];
    names.set(mapping.variable, known);
    // Values of the call itself are replaced by each call.
    if (mapping.onMissing === 'keep' && read.some((steps) => known.has(keyOf(steps)))) reportKept(mapping, context);
    if (fields.length === mapping.fields.length && fields.every((field, index) => field === mapping.fields[index])) return integration;
    return context.provenance.derive({ ...integration, response: context.provenance.derive({ ...mapping, fields }, mapping) }, integration);
  });
  if (names.size === 0) return bot;
  const isSame = integrations.every((integration, index) => integration === bot.integrations[index]);
  return withEdits(isSame ? bot : { ...bot, integrations }, readEdits(sites, names), context);
};

const repeated = (names: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) (seen.has(name) ? again : seen).add(name);
  return again;
};

interface FieldWork {
  /** Variables of the fields so far, and of what stands deeper, by what is read behind the name of the response. */
  readonly known: Map<string, string>;
  readonly taken: Set<string>;
  /** Variables that are written in several places. */
  readonly shared: ReadonlySet<string>;
  /** What is read behind the name of the response. */
  readonly read: ReadonlySet<string>;
  readonly context: LowerContext;
}

const withVariable = (
  field: ResponseField,
  response: string,
  { known, taken, shared, read, context }: FieldWork,
): readonly ResponseField[] => {
  if (field.perRow) return [field];
  const key = keyOf([{ name: field.name }]);
  // What something else writes too is not what the response gave.
  if (field.to !== undefined && !(shared.has(field.to) && read.has(key))) {
    known.set(key, field.to);
    return [field];
  }
  const to = known.get(key) ?? freeName(`${response}-${field.name}`, taken);
  known.set(key, to);
  if (field.to === undefined) return [context.provenance.derive({ ...field, to }, field)];
  return [field, context.provenance.derive({ ...field, name: to, to }, field)];
};

/** The field that takes what stands deeper; none where a field takes it already, or where nothing of the kind is taken. */
const deeperField = (
  read: readonly FixedSegment[],
  mapping: ResponseMapping,
  own: readonly ResponseField[],
  { known, taken, shared, context }: FieldWork,
): readonly ResponseField[] => {
  const [first, ...steps] = read;
  if (first === undefined || !('name' in first) || mapping.format !== 'json') return [];
  const field = own.find(({ name, perRow }) => name === first.name && !perRow);
  const from = first.name === '$body' ? '$' : field?.path;
  if (from === undefined) return [];
  const path = from + steps.map(stepOf).join('');
  const key = keyOf(read);
  const same = own.find((other) => other.path === path && !other.perRow && !shared.has(other.to ?? ''));
  const name = [mapping.variable, ...(first.name === '$body' ? steps : read).map((segment) => String(keyOfStep(segment)))].join('-');
  const to = known.get(key) ?? same?.to ?? freeName(name, taken);
  known.set(key, to);
  return same === undefined ? [context.provenance.derive({ name: to, path, to }, field ?? mapping)] : [];
};

type FixedSegment = Exclude<Segment, { readonly computed: unknown }>;

const keyOfStep = (segment: FixedSegment): string | number => ('name' in segment ? segment.name : segment.index);

const keyOf = (segments: readonly FixedSegment[]): string => JSON.stringify(segments.map(keyOfStep));

const stepOf = (segment: FixedSegment): string =>
  'index' in segment
    ? `[${segment.index}]`
    : /^[A-Za-z_]\w*$/.test(segment.name)
      ? `.${segment.name}`
      : `[${JSON.stringify(segment.name)}]`;

/** What is read behind the name of a variable: ways whose steps are known. */
const responseReads = ({ template, read }: BotSites): ReadonlyMap<string, readonly (readonly FixedSegment[])[]> => {
  const references = [
    ...template.flatMap(({ text, role }) => (text.includes('{{') && role !== 'plugin' ? referencesOf(parseTemplate(text).tree) : [])),
    ...read.flatMap(({ path, text }) => {
      const reference = path[0] === 'credentials' ? undefined : parseReference(text);
      return reference === undefined ? [] : withComputed(reference);
    }),
  ];
  const found = new Map<string, Map<string, readonly FixedSegment[]>>();
  for (const reference of references) {
    const [variable, ...path] = stepsOf(reference);
    if (variable === undefined || !('name' in variable) || path.length === 0 || !path.every(isFixed)) continue;
    const known = found.get(variable.name) ?? new Map<string, readonly FixedSegment[]>();
    known.set(keyOf(path), path);
    found.set(variable.name, known);
  }
  return new Map([...found].map(([variable, paths]) => [variable, [...paths.values()]]));
};

/** A variable and the steps into it. */
const stepsOf = ({ root, segments }: Reference): readonly Segment[] => (root === 'var' ? segments : [{ name: root }, ...segments]);

/** A step that is known, and is one into a value: not `$lower`, which is made of it. */
const isFixed = (segment: Segment, position: number): segment is FixedSegment => {
  if ('computed' in segment) return false;
  if ('index' in segment) return segment.index >= 0;
  return !segment.name.startsWith('$') || (position === 0 && segment.name === '$body');
};

const freeName = (wanted: string, taken: Set<string>): string => {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
};

const reportKept = (at: object, { report }: LowerContext): void =>
  report({
    code: 'response-missing-kept',
    at,
    loss: 'degraded',
    reason: 'The platform keeps the values of this response when a later one has none for them.',
  });

/** Everything that reads a field by its name. */
const readEdits = ({ template, read }: BotSites, names: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly Edit[] => {
  const templates = template.flatMap(({ path, text, role }): readonly Edit[] => {
    if (!text.includes('{{') || role === 'plugin') return [];
    const { tree } = parseTemplate(text);
    const renamed = tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: renamedReference(part.reference, names) }));
    return renamed.every((part, index) => part.kind === 'text' || part.reference === referenceAt(tree, index))
      ? []
      : [{ path, value: printTemplate(renamed) }];
  });
  const reads = read.flatMap(({ path, text }): readonly Edit[] => {
    const reference = parseReference(text);
    if (reference === undefined || path[0] === 'credentials') return [];
    const renamed = renamedReference(reference, names);
    return renamed === reference ? [] : [{ path: path.slice(0, -1), value: { template: printReference(renamed) } as Json }];
  });
  return [...templates, ...reads];
};

const referenceAt = (tree: ReturnType<typeof parseTemplate>['tree'], index: number): Reference | undefined => {
  const part = tree[index];
  return part?.kind === 'placeholder' ? part.reference : undefined;
};

const renamedReference = (reference: Reference, names: ReadonlyMap<string, ReadonlyMap<string, string>>): Reference => {
  const [variable, ...path] = stepsOf(reference);
  if (variable === undefined || !('name' in variable)) return reference;
  const known = names.get(variable.name);
  if (known === undefined) return reference;
  // The longest way into the response that has a variable.
  const fixed = path.findIndex((segment, position) => !isFixed(segment, position));
  const longest = fixed === -1 ? path.length : fixed;
  for (let length = longest; length > 0; length -= 1) {
    const to = known.get(keyOf(path.slice(0, length) as readonly FixedSegment[]));
    if (to === undefined) continue;
    const deeper = path.slice(length);
    const isReserved = reservedRoots.some((word) => word === to);
    return isReserved ? { root: 'var', segments: [{ name: to }, ...deeper] } : { root: to, segments: deeper };
  }
  return reference;
};
