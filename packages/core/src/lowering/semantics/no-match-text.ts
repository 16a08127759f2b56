import type { Flow } from '../../document/flow.ts';
import type { Node } from '../../document/node.ts';
import { askable, askedStages, listensTo } from './asked-stages.ts';
import type { ObservedBot } from './observed-bot.ts';
import { plainTemplate } from './plain-template.ts';
import type { Difference, SemanticsEntry } from './semantics-entry.ts';

export const noMatchText: SemanticsEntry = {
  says: ({ to }) =>
    to.noMatchText === ''
      ? 'When nothing accepts a message, nothing is said there.'
      : `When nothing accepts a message, "${to.noMatchText}" is said there.`,
  fix: 'Give the bot a fallback flow that says what is meant.',
  observe: (bot, difference) => {
    const { from, to } = difference;
    const parts = askable(bot, difference);
    const comesToIt = (node: Node | undefined): boolean =>
      [from, to].every((semantics) => askedStages(node, semantics, parts).includes('no-match-text'));
    const waiting = bot.waiting.filter(({ node }) => comesToIt(node)).map(({ node }) => ({ at: node }));
    return comesToIt(undefined) ? [...waiting, { at: bot.whole }] : waiting;
  },
  compile: (bot, seen, difference) => {
    const places = new Set(seen.map(({ at }) => (at === bot.whole ? undefined : (at as Node))));
    if (!canFallBack(bot, places, difference)) return { bot: bot.bot, left: seen };
    return { bot: { ...bot.bot, flows: [...bot.bot.flows, fallbackFlow(bot, difference)] }, left: [] };
  },
};

/** Whether a fallback flow would be asked where the text is now, nowhere else, and leave everything as it is. */
const canFallBack = (bot: ObservedBot, seen: ReadonlySet<Node | undefined>, difference: Difference): boolean => {
  const { from, to, context } = difference;
  if (!context.capabilities.flows.includes('fallback') || bot.bot.flows.some(({ kind }) => kind === 'fallback')) return false;
  if (listensTo(bot.bot, 'flow-completed')) return false;
  const parts = askable(bot, difference);
  return [undefined, ...bot.waiting.map(({ node }) => node)].every((node) => {
    if (!askedStages(node, to, { ...parts, hasFallback: true }).includes('fallback-flow')) return !seen.has(node);
    const isText = seen.has(node) || askedStages(node, from, parts).includes('no-match-text');
    return isText && (node === undefined || to.resumeAfterFallback === 'silent');
  });
};

const fallbackFlow = ({ bot }: ObservedBot, { from, context }: Difference): Flow => {
  const text = plainTemplate(from.noMatchText);
  const named = context.freshAlone({ id: 'no-match-text', name: 'No match text' });
  const node: Node =
    text === '' ? { ...named, kind: 'end', routes: [] } : { ...named, kind: 'message', content: [{ kind: 'text', text }], routes: [] };
  const isTaken = (name: string): boolean => bot.flows.some((flow) => flow.id === name || flow.name === name);
  let id = 'no-match';
  for (let number = 2; isTaken(id); number++) id = `no-match-${number}`;
  return { id, name: id, kind: 'fallback', triggers: [], nodes: [node] };
};
