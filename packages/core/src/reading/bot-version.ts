import type { Bot } from '../document/bot.ts';
import type { Json } from '../json.ts';
import { contentHash } from '../values/content-hash.ts';

/**
 * The content hash that tells versions of a bot apart: SHA-256, in hex, of its canonical JSON. The order of keys does
 * not matter, nor where imported elements came from; everything else does.
 */
export const botVersion = (bot: Bot): string => {
  const known = versions.get(bot);
  if (known !== undefined) return known;
  const { origins: _, ...content } = bot;
  const version = contentHash(content as unknown as Json);
  versions.set(bot, version);
  return version;
};

// Every new conversation asks, and hashing a bot of 10,000 nodes takes 60 ms. A bot never changes, so its version does not.
const versions = new WeakMap<Bot, string>();
