import type { Bot } from '../../document/bot.ts';
import type { Node } from '../../document/node.ts';
import type { Script } from '../../document/script.ts';
import type { Assignment } from '../../document/variable.ts';
import type { Json } from '../../json.ts';
import type { Path } from '../../reading/finding.ts';
import { printReference, printTemplate } from '../../template/print-template.ts';
import type { Reference, TemplatePart } from '../../template/template-tree.ts';
import { type es5Functions, es5Literal, es5Value } from '../es5-predicate.ts';
import type { LowerContext } from '../lower-context.ts';
import { settled } from '../made-node.ts';
import { rewriteNodes } from '../rewrite-nodes.ts';
import { routesSet } from '../route-sets.ts';
import { type SetValue, settingScript, variableReference } from '../setting-script.ts';
import { unmentionedName } from '../unmentioned-name.ts';
import { type Edit, withEdits } from '../with-edits.ts';
import { isApiNode, type ObservedBot } from './observed-bot.ts';
import { type PrintedInto, placedParts, printedValues } from './printed-values.ts';
import type { Difference } from './semantics-entry.ts';

/** A value as the author's bot would write it, in a variable of its own. */
interface ReadyText extends SetValue {
  /** What no script reads, as the variable that it is put into before. */
  readonly given?: Assignment;
}

/**
 * Lets a script in front of a node write values as the author's bot would, each into a variable of its own that the
 * platform prints as it is: where a platform prints values verbatim, and runs `es5` before its nodes. What no script can
 * read stays as it is, and so does what is printed where the author has a script in front already.
 */
export const withReadyTexts = (bot: ObservedBot, difference: Difference): Bot => {
  const { capabilities, provenance } = difference.context;
  if (!capabilities.hooks.includes('before') || !capabilities.scripts.includes('es5')) return bot.bot;
  const edits: Edit[] = [];
  const scripts = new Map<string, { readonly at: Path; readonly texts: Map<string, ReadyText> }>();
  for (const site of new Set(printedValues(bot).map((printed) => printed.site))) {
    const nodes = nodesPrinting(site.path, bot);
    if (nodes.length === 0 || nodes.some(({ node }) => node.hooks?.before !== undefined)) continue;
    const made: ReadyText[] = [];
    const parts = placedParts(site).map(({ part, into }): TemplatePart => {
      const ready = part.kind === 'placeholder' && into !== undefined ? readyText(part.reference, into, bot, difference) : undefined;
      if (ready === undefined || (ready.given !== undefined && !nodes.every(({ node }) => isApiNode(node)))) return part;
      made.push(ready);
      return { kind: 'placeholder', reference: variableReference(ready.name) };
    });
    if (made.length === 0) continue;
    edits.push({ path: site.path, value: printTemplate(parts) });
    for (const { at, node } of nodes) {
      const known = scripts.get(node.id) ?? { at, texts: new Map<string, ReadyText>() };
      scripts.set(node.id, known);
      for (const ready of made) known.texts.set(ready.name, ready);
    }
  }
  if (edits.length === 0) return bot.bot;
  const nodeAt = new Map(bot.sites.node.map(({ node }) => [node.id, node]));
  for (const [id, { at, texts }] of scripts) {
    const node = nodeAt.get(id);
    const before: Script = { dialect: 'es5', source: settingScript([...texts.values()], difference.context) };
    edits.push({
      path: [...at, 'hooks'],
      value: { ...node?.hooks, before: node ? provenance.derive(before, node) : before } as unknown as Json,
    });
  }
  const given = new Map([...scripts].map(([id, { texts }]) => [id, [...texts.values()].flatMap((text) => text.given ?? [])]));
  return withGiven(withEdits(bot.bot, edits, difference.context), given, difference.context);
};

/** A node in front of a call sets what its script cannot read. */
const withGiven = (bot: Bot, given: ReadonlyMap<string, readonly Assignment[]>, context: LowerContext): Bot =>
  rewriteNodes(bot, context, (node, place) => {
    const set = given.get(node.id) ?? [];
    if (set.length === 0) return undefined;
    context.staysRewritten(node);
    const behind = { ...settled(context, node, place), ...context.fresh(node, 'call') };
    const first = { id: node.id, name: node.name, kind: 'assign', set: distinct(set), routes: [], next: { node: behind.id } };
    return [context.provenance.derive(first as Node, node), context.provenance.derive(behind, node)];
  });

const distinct = (set: readonly Assignment[]): readonly Assignment[] => [...new Map(set.map((one) => [one.variable, one])).values()];

/** Whether a placeholder reads a text that was made ready. */
export const isReadyText = ({ root, segments }: Reference, { readyTexts }: Pick<Difference, 'readyTexts'>): boolean => {
  const [first] = segments;
  return readyTexts.has(root === 'var' && first !== undefined && 'name' in first ? first.name : root);
};

/** The nodes that print what stands at a place: that of the place, or all that call its integration. */
const nodesPrinting = ([list, index, , number]: Path, { bot, sites }: ObservedBot) => {
  const integration = list === 'integrations' ? bot.integrations[Number(index)]?.id : undefined;
  return sites.node.flatMap(({ path, node }) => {
    const isMeant =
      list === 'flows'
        ? path[1] === index && path[3] === number
        : isApiNode(node) && integration !== undefined && node.integration === integration;
    return isMeant ? [{ at: path, node }] : [];
  });
};

/** Undefined where nothing has to be done, and where no script can. */
const readyText = (reference: Reference, into: PrintedInto, bot: ObservedBot, difference: Difference): ReadyText | undefined => {
  const { from, to, readyTexts } = difference;
  if (isReadyText(reference, difference) || from.unsetText !== 'empty') return undefined;
  const way = wayOf(into, from, to);
  if (way === undefined) return undefined;
  const read = printReference(reference).slice(2, -2);
  const name = (place: string): string => nameOf(`${read} ${place}`, bot, readyTexts);
  const value = es5Value(reference);
  if (value !== undefined) {
    return {
      name: name(way.place),
      expression: way.expression(value.expression),
      functions: new Set([...value.functions, ...way.functions]),
    };
  }
  // A setting is always a text.
  if (reference.root !== 'env' || !canGive(difference.context)) return undefined;
  const variable = name('for a script');
  const scope = difference.context.capabilities.scopes.includes('turn') ? { scope: 'turn' as const } : {};
  return {
    name: name(way.place),
    expression: way.expression(`get(${es5Literal(variable)})`),
    functions: new Set(way.functions),
    given: { variable, value: `{{${read}}}`, ...scope },
  };
};

const canGive = ({ capabilities }: LowerContext): boolean =>
  capabilities.reads.includes('env') &&
  (capabilities.nodes.includes('assign') || (capabilities.nodes.includes('script') && routesSet(capabilities)));

/** The names of variables that were made are remembered by what they hold, so that the same is written once. */
const nameOf = (wanted: string, { bot }: ObservedBot, readyTexts: Set<string>): string => {
  if (readyTexts.has(wanted)) return wanted;
  const name = unmentionedName(bot, wanted);
  readyTexts.add(name);
  return name;
};

interface Way {
  /** Where the text stands, in words for the name of its variable. */
  readonly place: string;
  readonly functions: readonly (keyof typeof es5Functions)[];
  expression(value: string): string;
}

const inPath: Way = { place: 'in address', functions: ['text'], expression: (value) => `encodeURIComponent(text(${value}))` };

const inForm: Way = {
  place: 'in query',
  functions: ['text'],
  expression: (value) => `encodeURIComponent(text(${value})).replace(/%20/g, "+")`,
};

const inString: Way = { place: 'in JSON', functions: ['text'], expression: (value) => `JSON.stringify(text(${value})).slice(1, -1)` };

const asJson: Way = { place: 'as JSON', functions: [], expression: (value) => `JSON.stringify(${value})` };

// Nothing at all where there is no value.
const asJsonOrNothing: Way = { ...asJson, functions: ['text'], expression: (value) => `text(${value}) && JSON.stringify(${value})` };

/** How a script writes what the author's bot would, where the platform adds nothing to it. Undefined: the same, or it cannot. */
const wayOf = (into: PrintedInto, from: Difference['from'], to: Difference['to']): Way | undefined => {
  switch (into) {
    case 'urlPath':
    case 'header':
      return from.encoding[into] === 'percent' && to.encoding[into] === 'none' ? inPath : undefined;
    case 'query':
      if (to.encoding.query !== 'none') return undefined;
      return { none: undefined, percent: inPath, form: inForm }[from.encoding.query];
    case 'jsonString':
    case 'richString':
      return from.encoding[into] === 'escape' && to.encoding[into] !== 'escape' ? inString : undefined;
    case 'jsonBare':
    case 'richBare':
      if (from.encoding[into] !== 'json' || to.encoding[into] !== 'text') return undefined;
      return from.unsetJson === 'null' ? asJson : asJsonOrNothing;
    default:
      return undefined;
  }
};
