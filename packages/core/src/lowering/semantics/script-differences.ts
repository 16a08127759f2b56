import { isApiNode, scriptElements } from './observed-bot.ts';
import type { SemanticsEntry } from './semantics-entry.ts';

export const scriptError: SemanticsEntry = {
  says: ({ to }) =>
    to.scriptError === 'continue'
      ? 'When this script fails, its node goes on as if there were none there.'
      : 'When this script fails, the flow ends there.',
  fix: 'Write the script so that it cannot fail.',
  // What runs beside the nodes has no flow to end.
  observe: (bot, { context }) => scriptElements(bot, context, ([list]) => list === 'flows').map((at) => ({ at })),
};

export const errorText: SemanticsEntry = {
  says: ({ to }) =>
    to.errorText === '' ? 'When this script fails, nothing is said there.' : `When this script fails, "${to.errorText}" is said there.`,
  fix: 'Write the script so that it cannot fail.',
  observe: (bot, { context }) => scriptElements(bot, context).map((at) => ({ at })),
};

export const lastCallOk: SemanticsEntry = {
  says: ({ from, to }) =>
    `A script that asks about the most recent call takes ${to.lastCallOk.join(', ')} for successes there, not ${from.lastCallOk.join(', ')}.`,
  fix: 'Ask for the status of the call instead.',
  observe: (bot, { context }) => (bot.nodes.some(isApiNode) ? scriptElements(bot, context).map((at) => ({ at })) : []),
};
