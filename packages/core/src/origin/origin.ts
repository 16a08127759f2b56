import type { Bot } from '../document/bot.ts';
import { isJsonObject } from '../json.ts';

/**
 * Where an imported bot came from: the vendor's document, letter by letter. In memory and in one file it stands in the
 * bot, as `origins[adapter]`; a bot kept as a file of its own names a file beside it instead.
 */
export type Origin = { readonly source: string } | { readonly file: string; readonly sha256: string };

/** The origin of a bot on a platform, or undefined when it has none or one that cannot be read. */
export const originOf = (bot: Bot, adapter: string): Origin | undefined => {
  const origin = bot.origins?.[adapter];
  if (!isJsonObject(origin)) return undefined;
  if (typeof origin.source === 'string') return { source: origin.source };
  return typeof origin.file === 'string' && typeof origin.sha256 === 'string' ? { file: origin.file, sha256: origin.sha256 } : undefined;
};
