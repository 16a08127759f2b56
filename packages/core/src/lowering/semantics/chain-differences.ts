import type { ObservedBot } from './observed-bot.ts';
import { type ChainUnit, overlongChains } from './overlong-chains.ts';
import type { Observation, SemanticsEntry } from './semantics-entry.ts';

export const chainLimit: SemanticsEntry = {
  says: ({ from, to }) => `A chain is stopped after ${to.chainLimit} nodes without input there, not after ${from.chainLimit}.`,
  fix: 'Let a node of the chain wait.',
  observe: (bot, { from, to }) => overlong(bot, 'nodes', Math.min(from.chainLimit, to.chainLimit)),
};

export const flowChangeLimit: SemanticsEntry = {
  says: ({ from, to }) =>
    `A chain is stopped after ${to.flowChangeLimit} changes of flow without input there, not after ${from.flowChangeLimit}.`,
  fix: 'Let a node of the chain wait.',
  observe: (bot, { from, to }) => overlong(bot, 'flow-changes', Math.min(from.flowChangeLimit, to.flowChangeLimit)),
};

const overlong = (bot: ObservedBot, unit: ChainUnit, limit: number): readonly Observation[] => {
  const found = overlongChains(bot, unit, limit);
  return bot.sites.node.flatMap((site) => (found.has(site) ? [{ at: site.node }] : []));
};
