import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Bot } from '../document/bot.ts';
import { isJsonObject, type Json } from '../json.ts';

/**
 * The content hash that tells versions of a bot apart: SHA-256, in hex, of its canonical JSON. The order of keys does
 * not matter, nor where imported elements came from; everything else does.
 */
export const botVersion = (bot: Bot): string => {
  const known = versions.get(bot);
  if (known !== undefined) return known;
  const { origins: _, ...content } = bot;
  const version = bytesToHex(sha256(utf8ToBytes(canonicalJson(content as unknown as Json))));
  versions.set(bot, version);
  return version;
};

// Every new conversation asks, and hashing a bot of 10,000 nodes takes 60 ms. A bot never changes, so its version does not.
const versions = new WeakMap<Bot, string>();

const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
};
