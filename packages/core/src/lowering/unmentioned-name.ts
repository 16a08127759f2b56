import type { Bot } from '../document/bot.ts';

/** A name for a variable that occurs nowhere in the bot: the wanted one, else with words behind it. */
export const unmentionedName = (bot: Bot, wanted: string): string => {
  // The document it was imported from may hold the name: it was written there the last time.
  const words = wordsOf.get(bot) ?? JSON.stringify({ ...bot, origins: undefined });
  wordsOf.set(bot, words);
  let name = wanted;
  while (words.includes(JSON.stringify(name).slice(1, -1))) name += ' ready';
  return name;
};

const wordsOf = new WeakMap<Bot, string>();
