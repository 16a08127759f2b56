import type { Bot, Diagnostic } from '@dragoman/core';
import type { NamedPart, PlatformBot } from './platform-bot.ts';
import type { NodePlace } from './senders-of.ts';

/** Where something is in a bot, for who looks for it. */
export interface BotPlace {
  /** By ids: `flows.track.nodes.ask`. */
  readonly path: string;
  /** Names of the node and its flow, where they say more. */
  readonly names?: string;
  readonly at?: NonNullable<Diagnostic['at']>;
}

export interface BotPlaceOptions {
  /** The bot as its author wrote it. */
  readonly bot: Bot;
  /** The bot that ran: the same, or what a platform made of it. */
  readonly ran: PlatformBot;
  /** Adds line and column to a diagnostic about the author's bot. */
  locate(diagnostic: Diagnostic): Diagnostic;
}

/** Where a node that ran stands in the author's bot. One that a platform's translation made has its ids alone. */
export const botPlace = ({ flow, node }: NodePlace, { bot, ran, locate }: BotPlaceOptions): BotPlace => {
  const { id } = authoredPart(ran, node);
  const all = bot.flows.flatMap((one, flowIndex) => one.nodes.map((part, index) => ({ part, index, of: one, flowIndex })));
  const found = all.find(({ part }) => part.id === id);
  if (found === undefined) return { path: `flows.${flow}.nodes.${node}` };
  const { part, index, of, flowIndex } = found;
  const { at } = locate({ code: 'place', severity: 'info', reason: '', place: `/flows/${flowIndex}/nodes/${index}` });
  return {
    path: `flows.${of.id}.nodes.${part.id}`,
    ...((part.name !== part.id || of.name !== of.id) && { names: `"${part.name}" of "${of.name}"` }),
    ...(at !== undefined && { at }),
  };
};

/** What the author calls a node that ran. */
export const authoredPart = ({ bot, authoredNode }: PlatformBot, node: string): NamedPart => {
  const part = bot.flows.flatMap(({ nodes }) => nodes).find(({ id }) => id === node);
  return authoredNode(part ?? { id: node, name: node });
};
