import type { Bot } from '../document/bot.ts';
import type { Content } from '../document/content.ts';
import type { Node } from '../document/node.ts';
import type { Json } from '../json.ts';
import { botSites } from '../reading/bot-sites.ts';
import type { Path } from '../reading/finding.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printReference, printTemplate } from '../template/print-template.ts';
import type { Reference, TemplatePart } from '../template/template-tree.ts';
import { es5Value } from './es5-predicate.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { type SetValue, settingScript, variableReference } from './setting-script.ts';
import { type Edit, withEdits } from './with-edits.ts';

export const rowFieldCodes = {
  'card-repeated': 'A card that reads a field with a value for each row is shown once for each row there.',
} as const;

/**
 * Where a platform shows a card once for each row of a field it reads, a card that is not meant so reads the field as a
 * text, which a script in front of it makes.
 */
export const lowerRowFieldsInCards: Pass = (bot, context) => {
  const { card } = context.capabilities;
  if (card === false || card.repeatsByRows !== true) return bot;
  const isOfRows = rowFieldsOf(bot);
  if (isOfRows === undefined) return bot;
  const edits: Edit[] = [];
  const scripts = new Map<Node, { readonly at: Path; readonly values: Map<string, SetValue> }>();
  for (const { path, text, role } of botSites(bot).template) {
    const single = role === 'rows' ? undefined : singleCard(bot, path);
    if (single === undefined || !text.includes('{{')) continue;
    const { node, card: shown } = single;
    const made: SetValue[] = [];
    const parts = parseTemplate(text).tree.map((part): TemplatePart => {
      if (part.kind === 'text' || !isOfRows(part.reference)) return part;
      const value = canScript(node, context) ? asText(part.reference) : undefined;
      if (value === undefined) {
        const reason = `A card that reads ${printReference(part.reference)} is shown once for each row there.`;
        context.report({ code: 'card-repeated', at: shown, loss: 'degraded', reason, fix: 'Say it in a text before the card.' });
        return part;
      }
      made.push(value);
      return { kind: 'placeholder', reference: variableReference(value.name) };
    });
    if (made.length === 0) continue;
    edits.push({ path, value: printTemplate(parts) });
    const known = scripts.get(node) ?? { at: path.slice(0, 4), values: new Map<string, SetValue>() };
    scripts.set(node, known);
    for (const value of made) known.values.set(value.name, value);
  }
  if (edits.length === 0) return bot;
  for (const [node, { at, values }] of scripts) {
    context.rewritten(node);
    const before = { dialect: 'es5', source: settingScript([...values.values()], context) };
    edits.push({ path: [...at, 'hooks'], value: { ...node.hooks, before } as unknown as Json });
  }
  return withEdits(bot, edits, context);
};

const canScript = ({ hooks }: Node, { capabilities }: LowerContext): boolean =>
  hooks?.before === undefined && capabilities.hooks.includes('before') && capabilities.scripts.includes('es5');

const asText = (reference: Reference): SetValue | undefined => {
  const value = es5Value(reference);
  const name = `${printReference(reference).slice(2, -2)} as text`;
  return value && { name, expression: `text(${value.expression})`, functions: new Set([...value.functions, 'text']) };
};

/** Which placeholders read a field with a value for each row; undefined where there are no such fields. */
const rowFieldsOf = ({ integrations }: Bot): ((reference: Reference) => boolean) | undefined => {
  const fields = new Map<string, ReadonlySet<string>>();
  for (const { response } of integrations) {
    const columns = response.fields.flatMap(({ name, perRow }) => (perRow ? [name] : []));
    if (columns.length > 0) fields.set(response.variable, new Set([...(fields.get(response.variable) ?? []), ...columns]));
  }
  if (fields.size === 0) return undefined;
  return ({ root, segments }) => {
    const [first, ...rest] = segments;
    const [variable, field] = root === 'var' && first !== undefined && 'name' in first ? [first.name, rest[0]] : [root, first];
    return field !== undefined && 'name' in field && (fields.get(variable)?.has(field.name) ?? false);
  };
};

/** The card at a place in a message, where it is not repeated. */
const singleCard = ({ flows }: Bot, [list, flow, , node, part, index, cards, position]: Path) => {
  const owner = list === 'flows' && part === 'content' ? flows[Number(flow)]?.nodes[Number(node)] : undefined;
  if (owner?.kind !== 'message') return undefined;
  const content = (owner.content as readonly Content[])[Number(index)];
  const card =
    content?.kind === 'card' ? content : content?.kind === 'cards' && cards === 'cards' ? content.cards[Number(position)] : undefined;
  return card === undefined || card.repeat !== undefined ? undefined : { node: owner as Node, card };
};
