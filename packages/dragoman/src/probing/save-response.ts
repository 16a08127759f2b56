import { readFile, writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import {
  type Bot,
  DragomanError,
  exportBot,
  type HttpIntegration,
  importBot,
  type Json,
  type JsonObject,
  type PlatformAdapter,
  type Plugin,
} from '@dragoman/core';
import { writeResponse } from './write-response.ts';

export interface SaveResponseOptions {
  /** What messages call the file. */
  readonly file: string;
  readonly cwd: string;
  readonly bot: Bot;
  readonly integration: HttpIntegration;
  readonly plugins: readonly Plugin[];
  /** Of the platform whose document the file is; absent when it is a bot. */
  readonly adapter?: PlatformAdapter | undefined;
}

type Learned = { readonly sample: Json; readonly schema: JsonObject };

/** Writes what was learned of a response into the file of its bot, and changes no other letter. Throws `configuration` where there is no place for it. */
export const saveResponse = async (fields: Learned, options: SaveResponseOptions): Promise<void> => {
  const { file, integration, cwd, bot, adapter } = options;
  const path = resolve(cwd, file);
  if (!['.yaml', '.yml', '.json'].includes(extname(path).toLowerCase())) {
    throw wrong(
      `${file}: a response is saved into a bot that is YAML or JSON. Translate this one with --to neutral --out NAME.bot.yaml, or leave out --save.`,
    );
  }
  const index = bot.integrations.findIndex(({ id }) => id === integration.id);
  const text =
    adapter === undefined
      ? writeResponse(await readFile(path, 'utf8'), index, fields)
      : throughPlatform(index, fields, { ...options, adapter });
  if (text === undefined) {
    throw wrong(
      `${file}: integrations.${integration.id}.response: there is no place to write a response to. Write the response out there, as a map of its own.`,
    );
  }
  await writeFile(path, text);
};

/** In the document of a platform, where that has a place for responses. */
const throughPlatform = (
  index: number,
  fields: Learned,
  { bot, plugins, adapter }: SaveResponseOptions & { readonly adapter: PlatformAdapter },
): string | undefined => {
  const integrations = bot.integrations.map((one, position) =>
    position === index ? { ...one, response: { ...one.response, ...fields } } : one,
  );
  const { text } = exportBot(adapter, { ...bot, integrations }, { plugins });
  return importBot(adapter, text, { plugins }).value.integrations[index]?.response.sample === undefined ? undefined : text;
};

const wrong = (message: string) => new DragomanError(message, { code: 'configuration' });
