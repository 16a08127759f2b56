import type { HttpIntegration } from '../../document/integration.ts';
import { isApiNode, type ObservedBot } from './observed-bot.ts';
import { replaceElements } from './replace-elements.ts';
import type { SemanticsEntry } from './semantics-entry.ts';

export const callDeadlineMs: SemanticsEntry = {
  says: ({ from, to }) =>
    `A call without a time limit of its own is given up after ${to.callDeadlineMs} ms there, not ${from.callDeadlineMs} ms.`,
  fix: 'Change the time limit of every call of the bot to that of the platform.',
  observe: (bot) => calledIntegrations(bot).flatMap((at) => (at.timeoutMs === undefined ? [{ at }] : [])),
  compile: ({ bot }, seen, { from, context }) => {
    if (!context.capabilities.call.includes('timeoutMs')) return { bot, left: seen };
    const written = new Map(seen.map(({ at }) => [at, { ...at, timeoutMs: from.callDeadlineMs }]));
    return { bot: replaceElements(bot, written, context.provenance), left: [] };
  },
};

export const callRetries: SemanticsEntry = {
  says: ({ from, to }) =>
    `A failed call that says nothing of retries is tried again ${times(to.callRetries)} there, not ${times(from.callRetries)}.`,
  observe: (bot) => calledIntegrations(bot).flatMap((at) => (at.retry === undefined ? [{ at }] : [])),
  compile: ({ bot }, seen, { from, context }) => {
    if (!context.capabilities.call.includes('retry')) return { bot, left: seen };
    const retry = { retries: from.callRetries, statuses: [] };
    const written = new Map(seen.map(({ at }) => [at, { ...at, retry }]));
    return { bot: replaceElements(bot, written, context.provenance), left: [] };
  },
};

export const otherBody: SemanticsEntry = {
  says: ({ to }) =>
    to.otherBody === 'error'
      ? 'A response that is no JSON is an error there, whatever its status.'
      : 'A response that is no JSON goes by its status there.',
  // Whether an API ever answers in something else, no bot says.
  observe: (bot) => calledIntegrations(bot).flatMap((at) => (at.response.format === 'json' ? [{ at, loss: 'assumed' }] : [])),
};

/** The integrations that a node of the bot calls. How a platform's own are called is the platform's matter. */
export const calledIntegrations = ({ bot, nodes }: ObservedBot): readonly HttpIntegration[] => {
  const called = new Set(nodes.filter(isApiNode).map(({ integration }) => integration));
  return bot.integrations.filter(
    (integration): integration is HttpIntegration => integration.kind === 'http' && called.has(integration.id),
  );
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
