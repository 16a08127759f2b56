import type { Bot } from '@dragoman/core';

/** What the calls of bots are known by where somebody answers or expects them: ids and names of integrations and of the nodes that call. */
export const callNames = (bots: readonly Bot[]): ReadonlySet<string> =>
  new Set(bots.flatMap((bot) => [...bot.integrations, ...callingNodes(bot)].flatMap(({ id, name }) => [id, name])));

/** Why a name is none of these, as a sentence with those that are. */
export const unknownCall = (name: string, bots: readonly Bot[]): string => {
  const known = bots.flatMap(({ integrations }) => integrations.map(({ id }) => id)).join(', ');
  return `the bot has no integration or api node ${JSON.stringify(name)}. It has ${known === '' ? 'none' : known}.`;
};

const callingNodes = ({ flows }: Bot) => flows.flatMap(({ nodes }) => nodes).filter(({ kind }) => kind === 'api' || kind === 'platform');
