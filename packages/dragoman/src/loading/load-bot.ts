import { type Bot, type Diagnostic, type Plugin, readBot } from '@dragoman/core';
import { builtInCredentialKinds } from '@dragoman/http';
import { unreadable } from './file-error.ts';
import { type LoadedDocument, loadDocument } from './load-document.ts';

export interface LoadBotOptions {
  /** Bring node kinds, credential kinds and integrations. */
  readonly plugins?: readonly Plugin[];
  /** What diagnostics call the file. Default: the path. */
  readonly file?: string;
}

export interface LoadedBot {
  /** The bot in the long form; absent when an error remains. */
  readonly value?: Bot;
  /** With line and column where the file is JSON or YAML. */
  readonly diagnostics: readonly Diagnostic[];
  /** Adds line and column, where the file has them, to a diagnostic about the bot: of a rule, of a run. */
  locate(diagnostic: Diagnostic): Diagnostic;
}

/**
 * Reads a bot from a `.ts`, `.js`, `.mjs`, `.json`, `.yaml` or `.yml` file. The first three are run, with the user's
 * rights, and once in a process. What is wrong with the bot is in `diagnostics`; a file that is no bot at all rejects
 * with `validation`.
 */
export const loadBot = async (path: string, { plugins = [], file = path }: LoadBotOptions = {}): Promise<LoadedBot> => {
  const document = await loadDocument(path, file);
  if (!isNeutralBot(document.value)) {
    throw unreadable(file, [{ code: 'not-a-bot', reason: 'This is not a bot.', fix: 'A bot has an `id` and a list of `flows`.' }]);
  }
  const { value, diagnostics } = readBot(document.value, {
    nodeKinds: plugins.flatMap(({ nodeKinds }) => nodeKinds),
    credentialKinds: [...builtInCredentialKinds, ...plugins.flatMap((plugin) => plugin.credentialKinds)],
    integrations: plugins.flatMap(({ integrations }) => integrations),
  });
  const locate = locator(document, file);
  return { ...(value === undefined ? {} : { value }), diagnostics: diagnostics.map(locate), locate };
};

/** Tells a neutral bot, however broken, from other data. */
const isNeutralBot = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['format', 'flows', 'integrations'].some((field) => field in value);

const locator =
  ({ locate }: LoadedDocument, file: string) =>
  (diagnostic: Diagnostic): Diagnostic =>
    locate === undefined || diagnostic.at !== undefined ? diagnostic : { ...diagnostic, at: { file, ...locate(diagnostic.place) } };
