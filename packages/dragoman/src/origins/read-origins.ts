import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep, win32 } from 'node:path';
import { type Bot, type Diagnostic, formatPointer, type Origin, type OriginFile } from '@dragoman/core';

export interface ReadOrigins {
  /** With the documents it was imported from in it, where they are at hand. */
  readonly bot: Bot;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the documents that a bot was imported from into it, out of the files beside the bot's own. One that is missing or
 * was changed since is left out, with a warning: the bot works without. A name that leads out of the bot's folder is an
 * error, whether there is a file or not.
 */
export const readOrigins = async (bot: Bot, path: string): Promise<ReadOrigins> => {
  if (bot.origins === undefined) return { bot, diagnostics: [] };
  const folder = dirname(resolve(path));
  const diagnostics: Diagnostic[] = [];
  const origins: { [adapter: string]: Origin } = {};
  for (const [adapter, origin] of Object.entries(bot.origins)) {
    origins[adapter] = origin;
    if (!('file' in origin)) continue;
    const found = await readOrigin(origin, folder);
    if ('source' in found) origins[adapter] = found;
    else diagnostics.push({ ...found, place: formatPointer(['origins', adapter]), path: `origins.${adapter}` });
  }
  return { bot: { ...bot, origins }, diagnostics };
};

type Problem = Omit<Diagnostic, 'place' | 'path'>;

const readOrigin = async ({ file, sha256 }: OriginFile, folder: string): Promise<{ readonly source: string } | Problem> => {
  if (isAbsolute(file) || win32.isAbsolute(file) || file.split(/[\\/]/).includes('..')) return outside(file);
  try {
    const path = await realpath(resolve(folder, file));
    if (!isWithin(path, await realpath(folder))) return outside(file);
    if (!(await stat(path)).isFile()) return unusable(`${file} is no file`);
    const bytes = await readFile(path);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return unusable(`${file} was changed`);
    return { source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return unusable(`${file} is not there or cannot be read`);
  }
};

/** Links are followed before. */
const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

const outside = (file: string): Problem => ({
  code: 'origin-outside',
  severity: 'error',
  reason: `${file} is not within the folder of the bot.`,
  fix: 'Put the document beside the bot, and write its name only.',
});

const unusable = (what: string): Problem => ({
  code: 'origin-missing',
  severity: 'warning',
  reason: `Translated back, this bot is printed anew, as the document it was imported from is of no use: ${what}.`,
  fix: 'Keep the document beside the bot as it was imported, or import it again.',
});
