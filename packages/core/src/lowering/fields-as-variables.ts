import type { Bot } from '../document/bot.ts';
import type { ResponseField } from '../document/integration.ts';
import type { Json } from '../json.ts';
import { botSites } from '../reading/bot-sites.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printReference, printTemplate } from '../template/print-template.ts';
import { type Reference, reservedRoots, type Segment } from '../template/template-tree.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { type Edit, withEdits } from './with-edits.ts';

/**
 * Where the values of a response have no names of their own, each is written to a variable, `order-status` for
 * `{{order.status}}`, and read by that.
 */
export const lowerFieldsToVariables: Pass = (bot, context) => {
  const { response } = context.capabilities;
  if (response.includes('fields') || !response.includes('to')) return bot;
  const taken = new Set([
    ...botSites(bot).write.map(({ text }) => text),
    ...bot.integrations.map((integration) => integration.response.variable),
  ]);
  const names = new Map<string, ReadonlyMap<string, string>>();
  const integrations = bot.integrations.map((integration) => {
    const { response: mapping } = integration;
    const known = new Map(names.get(mapping.variable));
    const fields = mapping.fields.map((field) => withVariable(field, mapping.variable, { known, taken, context }));
    names.set(mapping.variable, known);
    if (fields.every((field, index) => field === mapping.fields[index])) return integration;
    // Values of the call itself are replaced by each call.
    if (mapping.onMissing === 'keep') reportKept(mapping, context);
    return context.provenance.derive({ ...integration, response: context.provenance.derive({ ...mapping, fields }, mapping) }, integration);
  });
  if (names.size === 0) return bot;
  const isSame = integrations.every((integration, index) => integration === bot.integrations[index]);
  return withEdits(isSame ? bot : { ...bot, integrations }, readEdits(bot, names), context);
};

interface FieldWork {
  /** Variables of the fields so far. */
  readonly known: Map<string, string>;
  readonly taken: Set<string>;
  readonly context: LowerContext;
}

const withVariable = (field: ResponseField, response: string, { known, taken, context }: FieldWork): ResponseField => {
  if (field.perRow) return field;
  if (field.to !== undefined) {
    known.set(field.name, field.to);
    return field;
  }
  const to = known.get(field.name) ?? freeName(`${response}-${field.name}`, taken);
  known.set(field.name, to);
  return context.provenance.derive({ ...field, to }, field);
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
const readEdits = (bot: Bot, names: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly Edit[] => {
  const { template, read } = botSites(bot);
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
  const { root, segments } = reference;
  const [variable, ...path] = root === 'var' ? segments : [{ name: root } as Segment, ...segments];
  const [field, ...deeper] = path;
  if (variable === undefined || !('name' in variable) || field === undefined || !('name' in field)) return reference;
  const to = names.get(variable.name)?.get(field.name);
  if (to === undefined) return reference;
  const isReserved = reservedRoots.some((word) => word === to);
  return isReserved ? { root: 'var', segments: [{ name: to }, ...deeper] } : { root: to, segments: deeper };
};
