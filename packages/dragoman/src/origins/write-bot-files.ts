import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type Bot, DragomanError, type InlineOrigin, type Origin } from '@dragoman/core';
import { stringify } from 'yaml';

/**
 * Writes a bot as `shop.bot.yaml`, `.yml` or `.json`, and the document it was imported from beside it, byte for byte, as
 * `shop.origin.json`: so the bot stays readable, and still gives the document back. Gives the paths of the files. Throws
 * `configuration` when they cannot be written; `file` is what messages call the bot's.
 */
export const writeBotFiles = async (
  bot: Bot,
  path: string,
  { file = path }: { readonly file?: string } = {},
): Promise<readonly string[]> => {
  const print = printers[extname(path).toLowerCase()];
  if (print === undefined) {
    throw new DragomanError(`${file}: a bot is written as .yaml, .yml or .json. Name such a file.`, { code: 'configuration' });
  }
  const { referring, documents } = apart(bot, basename(path).replace(/(?:\.bot)?\.[^.]+$/i, ''));
  // The documents first: a bot never names one that is not there.
  const files = [...documents.map(({ name, source }) => [join(dirname(path), name), source] as const), [path, print(referring)] as const];
  try {
    await mkdir(dirname(path), { recursive: true });
    for (const [written, text] of files) await writeFile(written, text);
  } catch (cause) {
    const code = String(Reflect.get(Object(cause), 'code'));
    throw new DragomanError(`${file}: cannot be written (${code}). Check the path.`, { code: 'configuration', cause });
  }
  return files.map(([written]) => written).reverse();
};

/** YAML without aliases and folded lines: what stands there is what is meant. */
const yaml = (bot: Bot): string => stringify(bot, { aliasDuplicateObjects: false, lineWidth: 0 });

const printers: { readonly [extension: string]: ((bot: Bot) => string) | undefined } = {
  '.json': (bot) => `${JSON.stringify(bot, null, 2)}\n`,
  '.yaml': yaml,
  '.yml': yaml,
};

interface Document extends InlineOrigin {
  readonly name: string;
}

/** The bot with its documents by name and hash, and the documents. */
const apart = (bot: Bot, name: string): { readonly referring: Bot; readonly documents: readonly Document[] } => {
  if (bot.origins === undefined) return { referring: bot, documents: [] };
  const inline = Object.entries(bot.origins).filter((entry): entry is [string, InlineOrigin] => 'source' in entry[1]);
  const documents = inline.map(([adapter, { source }]) => {
    const part = inline.length === 1 ? '' : `.${encodeURIComponent(adapter)}`;
    return { adapter, name: `${name}${part}.origin.json`, source };
  });
  const references = documents.map(({ adapter, name: file, source }): [string, Origin] => [
    adapter,
    { file, sha256: createHash('sha256').update(source).digest('hex') },
  ]);
  return { referring: { ...bot, origins: { ...bot.origins, ...Object.fromEntries(references) } }, documents };
};
