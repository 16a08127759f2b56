import type { ObservedBot } from './observed-bot.ts';
import type { SemanticsEntry } from './semantics-entry.ts';

export const sessionLengthMs: SemanticsEntry = {
  says: ({ from, to }) =>
    `A session ends ${minutes(to.sessionLengthMs)} after the last message of the consumer there, not ${minutes(from.sessionLengthMs)}.`,
  observe: (bot) => (outlivesMessages(bot) ? [{ at: bot.whole }] : []),
};

export const sessionExpiringMs: SemanticsEntry = {
  says: ({ to }) =>
    to.sessionExpiringMs === 0
      ? 'The event before the end of a session never fires there.'
      : `The event before the end of a session fires ${minutes(to.sessionExpiringMs)} before it there.`,
  observe: ({ bot }) =>
    bot.flows.flatMap(({ triggers }) =>
      triggers.filter((trigger) => trigger.kind === 'event' && trigger.event === 'session-expiring').map((at) => ({ at })),
    ),
};

/** Whether the bot has anything that a session keeps from one message to the next, or does anything at its start or end. */
const outlivesMessages = ({ bot, waiting, sites, nodes }: ObservedBot): boolean =>
  waiting.length > 0 ||
  sites.write.length > 0 ||
  sites.script.length > 0 ||
  nodes.some(({ kind }) => kind === 'api' || kind === 'wait' || kind === 'handoff' || kind === 'platform') ||
  bot.flows.some(({ triggers }) => triggers.some((trigger) => trigger.kind === 'event' && trigger.event.startsWith('session-')));

const minutes = (ms: number): string => `${Math.round(ms / 6_000) / 10} minutes`;
