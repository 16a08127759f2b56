import type { BotInput } from '../input/bot-input.ts';
import type { CheckBot } from './check-bot.ts';

/**
 * Says that this is a bot, and gives it back as it is.
 *
 * The compiler then checks more than the shape: whatever the bot refers to by name exists, or the place is an error that
 * says in a sentence what is wrong. What is put together at run time is not checked here but by `normaliseBot`. A
 * variable that only code sets (a channel's, a plugin's) needs an entry in `variables`.
 */
export const defineBot = <const B extends BotInput>(bot: B & CheckBot<B>): B => bot;
