import { resolve } from 'node:path';
import { type Bot, type Diagnostic, DragomanError, type JsonObject, type Plugin } from '@dragoman/core';
import { createFileTokenStore } from '@dragoman/http';
import type { Stubs } from '@dragoman/runtime';
import { callNames, unknownCall } from '../call-names.ts';
import { type LoadedConfig, loadConfig } from '../config/load-config.ts';
import { createDragoman, type Dragoman } from '../create-dragoman.ts';
import { fileError } from '../loading/file-error.ts';
import { loadBot } from '../loading/load-bot.ts';
import { loadPlugins } from '../loading/load-plugins.ts';
import { printable } from '../printing/printable.ts';
import { problemLine } from '../printing/problem-line.ts';
import { secretsNamedBy } from '../secrets-named-by.ts';
import { asPlatform } from './as-platform.ts';
import type { BotArguments, CommonArguments } from './common-options.ts';
import { withCredentials } from './given-credentials.ts';
import { readNetwork, readStubs } from './network-options.ts';
import { readEnv, readEnvironment, readGiven, readSecrets, readVariables } from './setting-options.ts';
import type { CommandContext, Terminal } from './terminal.ts';
import { tokenFolder } from './token-folder.ts';

/** A bot with everything it needs to run. */
export interface OpenBot {
  readonly bot: Bot;
  readonly dragoman: Dragoman;
  /** Those of the configuration, and that of the platform the bot came from. */
  readonly plugins: readonly Plugin[];
  /** What `--set` gives. */
  readonly variables: JsonObject;
  /** A diagnostic of the run as a line, with its place in the bot's file. */
  problemLine(diagnostic: Diagnostic): string;
  /** A diagnostic of the run with its line and column in the bot's file. */
  locate(diagnostic: Diagnostic): Diagnostic;
}

/**
 * Reads the bot and the settings of a command that runs it. Warnings about the bot go to standard error. Throws
 * `validation` when the bot has errors, `configuration` when an option does not fit it.
 */
export const openBot = async (file: string, options: BotArguments, context: CommandContext, terminal: Terminal): Promise<OpenBot> => {
  const { cwd } = context;
  const config = await openConfig(options, cwd);
  const environment = await readEnvironment(context.environment, options.envFile, cwd);
  const secrets = readSecrets(options.secret, environment);
  const { bot: read, plugins: needed, locate } = await readBotFile(file, config.plugins, cwd, terminal, credentialHints(options));
  const given = await withCredentials(read, options.credential, needed, cwd);
  const { bot, losses, plugins } = await asPlatform(given, {
    platform: options.as ?? 'neutral',
    ...(options.channel !== undefined && { channel: options.channel }),
    plugins: needed,
    cwd,
  });
  terminal.warn(losses.map((loss) => printable(`${problemLine(locate(loss), file)} (${loss.loss})`)));
  const stub = await readStubs(options.stub, cwd);
  checkStubs(bot, stub);
  const missing = secretsNamedBy(bot).filter((name) => !Object.hasOwn(secrets, name));
  if (!options.offline) {
    terminal.warn(missing.map((name) => `${file}: nobody gave the secret ${name}; calls that need it will fail. Add --secret ${name}.`));
  }
  const variables = readVariables(options.set, bot);
  const dragoman = createDragoman({
    plugins,
    network: readNetwork(options, config.network),
    env: { ...config.env, ...readEnv(options.env) },
    given: await readGiven(options.given, cwd),
    secrets,
    tokens: createFileTokenStore(tokenFolder(context.environment)),
    stub,
    offline: options.offline,
  });
  return { bot, dragoman, plugins, variables, problemLine: (diagnostic) => problemLine(locate(diagnostic), file), locate };
};

/** The config with the plugins of `--plugin` behind its own. */
export const openConfig = async ({ config: given, plugin }: CommonArguments, cwd: string): Promise<LoadedConfig> => {
  const config = await loadConfig(cwd, given);
  const added = await Promise.all(plugin.map((name) => loadPlugins(name, cwd)));
  return { ...config, plugins: [...new Set([...config.plugins, ...added.flat()])] };
};

/** The bot in a file, where its parts stand there, and the plugins it needs. Its warnings go to standard error, as `hint` has them. Throws `validation` when it has errors. */
export const readBotFile = async (
  file: string,
  plugins: readonly Plugin[],
  cwd: string,
  terminal: Terminal,
  hint: (warning: Diagnostic) => Diagnostic | undefined = (warning) => warning,
) => {
  const { value, diagnostics, locate, plugins: needed } = await loadBot(resolve(cwd, file), { plugins, file, folder: cwd });
  if (value === undefined) throw fileError(file, diagnostics);
  const warnings = diagnostics.flatMap((one) => (one.severity === 'warning' ? (hint(one) ?? []) : []));
  terminal.warn(warnings.map((warning) => printable(problemLine(warning, file))));
  return { bot: value, plugins: needed, locate };
};

/** Of a credential that stayed with its platform, says how it is given; nothing where it is, or where nothing is sent. */
const credentialHints =
  ({ credential, offline }: BotArguments) =>
  (warning: Diagnostic): Diagnostic | undefined => {
    const [, id] = warning.code === 'unknown-credential-kind' ? (/^credentials\.(.+)\.kind$/.exec(warning.path ?? '') ?? []) : [];
    if (id === undefined) return warning;
    if (offline || credential.some((given) => given.startsWith(`${id}=`))) return undefined;
    return {
      ...warning,
      fix: `Add --credential ${id}=FILE, with { "kind": "access-token", "fields": { "token": { "secret": "NAME" } } } in it.`,
    };
  };

const checkStubs = (bot: Bot, stubs: Stubs): void => {
  const known = callNames([bot]);
  const unknown = Object.keys(stubs).find((name) => !known.has(name));
  if (unknown !== undefined) throw new DragomanError(`--stub: ${unknownCall(unknown, [bot])}`, { code: 'configuration' });
};
