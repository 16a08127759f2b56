import type { Bot } from '../document/bot.ts';
import type { Origin } from '../document/origin.ts';

/** The origin of a bot on a platform, or undefined when it has none. */
export const originOf = ({ origins = {} }: Pick<Bot, 'origins'>, adapter: string): Origin | undefined =>
  Object.hasOwn(origins, adapter) ? origins[adapter] : undefined;
