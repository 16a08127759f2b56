import type { Flow } from '../../document/flow.ts';
import type { Node } from '../../document/node.ts';
import type { Semantics } from '../../document/semantics.ts';
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
  observe: (bot, difference) => (placesOfText(bot, difference).size > 0 ? [{ at: bot.whole }] : []),
  compile: (bot, seen, difference) => {
    if (!canFallBack(bot, difference)) return { bot: bot.bot, left: seen };
    return { bot: { ...bot.bot, flows: [...bot.bot.flows, fallbackFlow(bot, difference)] }, left: [] };
  },
};

/** A node that waits, or undefined for a bot of which nothing is open. */
type Place = Node | undefined;

const placesOf = (bot: ObservedBot): readonly Place[] => [undefined, ...bot.waiting.map(({ node }) => node)];

/** Where both the bot and the platform come to saying the text. */
const placesOfText = (bot: ObservedBot, difference: Difference): ReadonlySet<Place> => {
  const parts = askable(bot, difference);
  const says = (place: Place, semantics: Semantics): boolean => askedStages(place, semantics, parts).includes('no-match-text');
  return new Set(placesOf(bot).filter((place) => says(place, difference.from) && says(place, difference.to)));
};

/** Whether a fallback flow would be asked where the text is now, nowhere else, and leave everything as it is. */
const canFallBack = (bot: ObservedBot, difference: Difference): boolean => {
  const { from, to, context } = difference;
  if (!context.capabilities.flows.includes('fallback') || bot.bot.flows.some(({ kind }) => kind === 'fallback')) return false;
  if (listensTo(bot.bot, 'flow-completed')) return false;
  const parts = askable(bot, difference);
  const texts = placesOfText(bot, difference);
  return placesOf(bot).every((place) => {
    if (!askedStages(place, to, { ...parts, hasFallback: true }).includes('fallback-flow')) return !texts.has(place);
    const isText = texts.has(place) || askedStages(place, from, parts).includes('no-match-text');
    return isText && (place === undefined || to.resumeAfterFallback === 'silent');
  });
};

const fallbackFlow = ({ bot }: ObservedBot, { from, context }: Difference): Flow => {
  const text = plainTemplate(from.noMatchText);
  const named = context.freshAlone({ id: 'no-match-text', name: 'No match text' });
  const { derive, fieldOf } = context.provenance;
  const said = fieldOf(fieldOf(bot, 'semantics'), 'noMatchText');
  const node: Node =
    text === ''
      ? { ...named, kind: 'end', routes: [] }
      : { ...named, kind: 'message', content: [derive({ kind: 'text', text }, said)], routes: [] };
  const isTaken = (name: string): boolean => bot.flows.some((flow) => flow.id === name || flow.name === name);
  let id = 'no-match';
  for (let number = 2; isTaken(id); number++) id = `no-match-${number}`;
  return derive({ id, name: id, kind: 'fallback', triggers: [], nodes: [derive(node, said)] }, said);
};
