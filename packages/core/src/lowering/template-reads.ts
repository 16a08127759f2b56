import type { Capabilities } from '../adapter/capabilities.ts';
import type { Bot } from '../document/bot.ts';
import { type BotSites, botSites } from '../reading/bot-sites.ts';
import type { Path } from '../reading/finding.ts';
import { knownNames } from '../reading/known-names.ts';
import { parseReference, parseTemplate } from '../template/parse-template.ts';
import { printReference, printTemplate } from '../template/print-template.ts';
import type { Reference, Segment, TemplateTree } from '../template/template-tree.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { type Edit, withEdits } from './with-edits.ts';

export const templateReadCodes = {
  'read-not-carried': 'The platform cannot read this value.',
} as const;

/** Takes placeholders that the platform cannot read out of templates and conditions, where they read as unset. */
export const lowerTemplateReads: Pass = (bot, context) => {
  const { card, reads } = context.capabilities;
  const sites = botSites(bot);
  const unreadableAnywhere = unreadableOf(bot, sites, context.capabilities);
  // What a card is repeated over is read nowhere else than in its rows.
  const withRows = { ...context.capabilities, reads: [...reads, '$rows'] } as const;
  const unreadableRows = card !== false && reads.includes('item') ? unreadableOf(bot, sites, withRows) : unreadableAnywhere;
  const edits: LostRead[] = [];
  const calls = context.capabilities.nodes.includes('api');
  for (const { path, text, role } of sites.template) {
    if (!text.includes('{{') || role === 'plugin' || (path[0] === 'integrations' && !calls)) continue;
    const { tree } = parseTemplate(text);
    const unreadable = role === 'rows' && path.includes('content') ? unreadableRows : unreadableAnywhere;
    const lost = tree.flatMap((part) => (part.kind === 'placeholder' && unreadable(part.reference) ? [part.reference] : []));
    if (lost.length === 0) continue;
    const kept = tree.filter((part) => part.kind === 'text' || !unreadable(part.reference));
    // Alone outside quotes in a body it was a value of its own; nothing there would be no JSON.
    const said = { json: withNulls, url: withUnset, rows: withUnset } as const;
    const value = role === 'json' || role === 'url' || role === 'rows' ? said[role](tree, unreadable) : printTemplate(kept);
    edits.push({ path, value, lost: lost.map(printReference) });
  }
  for (const { path, text } of sites.read) {
    const reference = parseReference(text);
    if (reference === undefined || reference.segments.length === 0 || !unreadableAnywhere(reference)) continue;
    // What a credential reads is no operand: it keeps its field, in which the platform finds nothing.
    const edit = path[0] === 'credentials' ? { path, value: text } : { path: path.slice(0, -1), value: { literal: null } };
    edits.push({ ...edit, lost: [text] });
  }
  if (edits.length === 0) return bot;
  // What an author said once may have been written out many times: rows of a list, for one.
  const lostAt = new Map<string, { readonly at: object; readonly names: Set<string> }>();
  for (const { path, lost } of edits) {
    const at = nearest(bot, path, context);
    const place = context.provenance.placeOf(at);
    const known = lostAt.get(place) ?? { at, names: new Set<string>() };
    lostAt.set(place, known);
    for (const name of lost) known.names.add(name);
  }
  for (const { at, names } of lostAt.values()) {
    context.report({
      code: 'read-not-carried',
      at,
      loss: 'degraded',
      reason: `The platform cannot read ${enumeration([...names])}; here this counts as unset.`,
      fix: 'Take the value from a field of the response.',
    });
  }
  return withEdits(bot, edits, context);
};

const enumeration = (names: readonly string[]): string =>
  names.length > mostNames ? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more` : names.join(', ');

const mostNames = 3;

/** An address and a list must stay what they are: there a variable that nothing sets stands for what cannot be read. */
const withUnset = (tree: TemplateTree, unreadable: (reference: Reference) => boolean): string =>
  printTemplate(
    tree.map((part) => {
      if (part.kind === 'text' || !unreadable(part.reference)) return part;
      const { root, segments } = part.reference;
      const names = segments.flatMap((segment) => ('name' in segment ? [segment.name.replaceAll('$', '')] : []));
      return { ...part, reference: { root: [root, ...names, 'unread'].join('-'), segments: [] } };
    }),
  );

const withNulls = (tree: TemplateTree, unreadable: (reference: Reference) => boolean): string => {
  let before = '';
  return printTemplate(
    tree.map((part) => {
      if (part.kind === 'text' || !unreadable(part.reference)) {
        before += part.kind === 'text' ? part.text : '';
        return part;
      }
      return { kind: 'text' as const, text: isInString(before) ? '' : 'null' };
    }),
  );
};

/** Whether JSON that begins like this stands inside a string. */
const isInString = (json: string): boolean => json.replace(/\\./gs, '').split('"').length % 2 === 0;

/** Which references the platform cannot read. */
const unreadableOf = (
  bot: Bot,
  sites: BotSites,
  { reads, response }: Pick<Capabilities, 'reads' | 'response'>,
): ((reference: Reference) => boolean) => {
  const listed: ReadonlySet<string> = new Set(reads);
  const responses = new Set(bot.integrations.map(({ response: { variable } }) => variable));
  const isTaken = takesAllFields.every((part) => response.includes(part)) ? () => true : fieldsTaken(bot, sites);
  const unreadable = ({ root, segments }: Reference): boolean => {
    const computed = segments.flatMap((segment) => ('computed' in segment ? [segment.computed] : []));
    if (computed.length > 0 && (!listed.has('computed') || computed.some(unreadable))) return true;
    const last = named(segments.at(-1));
    if (last !== undefined && ofScalars.has(last)) return !listed.has(last) || unreadable({ root, segments: segments.slice(0, -1) });
    if (root === 'var') return isBeyond(named(segments[0]), segments.slice(1));
    if (rootsOfTheirOwn.has(root)) return !listed.has(root) || (root !== 'item' && segments.length > 1 && !listed.has('path'));
    return isBeyond(root, segments);
  };
  const isBeyond = (variable: string | undefined, segments: readonly Segment[]): boolean => {
    const [first, ...deeper] = segments;
    if (first === undefined) return false;
    const field = named(first);
    if (field !== undefined && ofResponses.has(field) && !listed.has(field)) return true;
    if (variable === undefined || !responses.has(variable)) return !listed.has('path');
    if (field !== undefined && !ofResponses.has(field) && !isTaken(variable, field)) return true;
    return (field === undefined || deeper.length > 0) && !listed.has('path');
  };
  return unreadable;
};

const takesAllFields = ['fields', 'rows', 'perRow'] as const;

/** Which fields are still taken from responses, where not all of them may be. What else is kept under such a name may have any field. */
const fieldsTaken = (bot: Bot, sites: BotSites): ((variable: string, field: string) => boolean) => {
  const names = knownNames(bot, sites);
  return (variable, field) => names.fields(variable)?.has(field) ?? true;
};

const named = (segment: Segment | undefined): string | undefined => (segment !== undefined && 'name' in segment ? segment.name : undefined);

const ofResponses: ReadonlySet<string> = new Set(['$status', '$outcome', '$body', '$rows', '$count']);

const ofScalars: ReadonlySet<string> = new Set(['$lower', '$upper']);

const rootsOfTheirOwn: ReadonlySet<string> = new Set(['user', 'env', 'secret', 'session', 'location', 'item']);

interface LostRead extends Edit {
  readonly lost: readonly string[];
}

/** The smallest element on the way to a place that is known to come from the author's bot. */
const nearest = (bot: Bot, path: Path, { provenance }: LowerContext): object => {
  let element: unknown = bot;
  let found: object = bot;
  for (const key of path) {
    element = (element as { readonly [key: string | number]: unknown } | undefined)?.[key];
    if (typeof element === 'object' && element !== null && provenance.placeOf(element) !== '') found = element;
  }
  return found;
};
