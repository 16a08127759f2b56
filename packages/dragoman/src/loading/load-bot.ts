import { dirname, resolve } from 'node:path';
import { type Bot, type Diagnostic, type Plugin, readBot } from '@dragoman/core';
import { builtInCredentialKinds } from '@dragoman/http';
import { readOrigins } from '../origins/read-origins.ts';
import { unreadable } from './file-error.ts';
import { type FoundAdapter, findAdapterPlugin, findPlugin, recogniseAdapter } from './find-adapter.ts';
import { importArtifact } from './import-artifact.ts';
import { type LoadedDocument, loadDocument } from './load-document.ts';

export interface LoadBotOptions {
  /** Bring node kinds, credential kinds and integrations. */
  readonly plugins?: readonly Plugin[];
  /** What diagnostics call the file. Default: the path. */
  readonly file?: string;
  /** Id of the platform whose document the file is, or `neutral`. Default: recognised. */
  readonly platform?: string;
  /** Where installed adapters are looked for. Default: the folder of the file. */
  readonly folder?: string;
}

export interface LoadedBot {
  /** Id of the platform whose document the file is; absent when it is a neutral bot. */
  readonly platform?: string;
  /** The plugins that were given, and that of the platform the bot came from: it has rules for its bots, and what runs them. */
  readonly plugins: readonly Plugin[];
  /** The bot in the long form; absent when an error remains. */
  readonly value?: Bot;
  /** With line and column where the file is JSON or YAML. */
  readonly diagnostics: readonly Diagnostic[];
  /** Adds line and column, where the file has them, to a diagnostic about the bot: of a rule, of a run. */
  locate(diagnostic: Diagnostic): Diagnostic;
}

/**
 * Reads a bot from a `.ts`, `.js`, `.mjs`, `.json`, `.yaml` or `.yml` file. The first three are run, with the user's
 * rights, and once in a process. The file may also be a document of a platform whose adapter a plugin brings or is
 * installed: then the bot is imported from it. Documents beside the file that a bot was imported from are read as well. What is wrong with the bot is in `diagnostics`; a file that is no bot at all rejects
 * with `validation`.
 */
export const loadBot = async (path: string, options: LoadBotOptions = {}): Promise<LoadedBot> => {
  const { plugins = [], file = path, folder = dirname(path) } = options;
  const document = await loadDocument(path, file);
  const found = await adapterOf(document.value, path, options);
  if (found !== undefined) {
    const { adapter, plugin } = found;
    const all = plugins.includes(plugin) ? plugins : [...plugins, plugin];
    return { platform: adapter.id, plugins: all, ...importArtifact(adapter, document, { plugins: all, file }) };
  }
  if (!isNeutralBot(document.value)) {
    const fix = 'A bot has an `id` and a list of `flows`. For a document of a platform, install its adapter.';
    throw unreadable(file, [{ code: 'not-a-bot', reason: 'This is not a bot.', fix }]);
  }
  const { value, diagnostics } = readBot(document.value, {
    nodeKinds: plugins.flatMap(({ nodeKinds }) => nodeKinds),
    credentialKinds: [...builtInCredentialKinds, ...plugins.flatMap((plugin) => plugin.credentialKinds)],
    integrations: plugins.flatMap(({ integrations }) => integrations),
  });
  const locate = locator(document, file);
  if (value === undefined) return { plugins, diagnostics: diagnostics.map(locate), locate };
  const { bot, diagnostics: missing } = await readOrigins(value, path);
  const isRefused = missing.some(({ severity }) => severity === 'error');
  const ofOrigins = await Promise.all(Object.keys(bot.origins ?? {}).map((name) => findPlugin(name, { plugins, folder: resolve(folder) })));
  const all = [...new Set([...plugins, ...ofOrigins.filter((plugin) => plugin !== undefined)])];
  return { ...(isRefused ? {} : { value: bot }), plugins: all, diagnostics: [...diagnostics, ...missing].map(locate), locate };
};

const adapterOf = async (
  document: unknown,
  path: string,
  { plugins = [], platform, folder = dirname(path) }: LoadBotOptions,
): Promise<FoundAdapter | undefined> => {
  if (platform === 'neutral' || Reflect.get(Object(document), 'format') === 'dragoman/1') return undefined;
  const options = { plugins, folder: resolve(folder) };
  return platform === undefined ? recogniseAdapter(document, options) : findAdapterPlugin(platform, options);
};

/** Tells a neutral bot, however broken, from other data. */
const isNeutralBot = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['format', 'flows', 'integrations'].some((field) => field in value);

const locator =
  ({ locate }: LoadedDocument, file: string) =>
  (diagnostic: Diagnostic): Diagnostic =>
    locate === undefined || diagnostic.at !== undefined ? diagnostic : { ...diagnostic, at: { file, ...locate(diagnostic.place) } };
