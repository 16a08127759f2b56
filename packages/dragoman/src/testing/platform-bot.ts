import {
  type Bot,
  type BotInput,
  type Diagnostic,
  exportBot,
  importBot,
  normaliseBot,
  type PlatformAdapter,
  type Plugin,
} from '@dragoman/core';
import { isLoss } from '../cli/as-platform.ts';

export interface PlatformBotOptions {
  /** The platform that runs its translation. Default: none, the bot runs as it is. */
  readonly as?: PlatformAdapter | undefined;
  /** The channel of that platform it is translated for. */
  readonly channel?: string;
  /** Whose node kinds, executors and integrations the bot uses. */
  readonly plugins?: readonly Plugin[];
}

/** A bot as a platform runs it. */
export interface PlatformBot {
  readonly bot: Bot;
  /** What was lost on the way there; places are in the bot as it was given. */
  readonly losses: readonly Diagnostic[];
  /** What the author calls an integration of `bot`: a platform knows it by its name alone. */
  authoredIntegration(part: NamedPart): NamedPart;
  /** The same for a node. */
  authoredNode(part: NamedPart): NamedPart;
}

export interface NamedPart {
  readonly id: string;
  readonly name: string;
}

/**
 * The bot as a platform would run its translation. Conversations with the same bot share one, and with it what the engine
 * makes of it; a bot that was changed meanwhile is translated again. Throws `validation` for what is no bot.
 */
export const platformBot = (bot: Bot | BotInput, options: PlatformBotOptions): PlatformBot => {
  const source = sourceOf(bot);
  if (source === undefined) return translated(bot, options);
  const known = made.get(bot)?.filter((one) => one.source === source) ?? [];
  const same = known.find((one) => isSame(one.options, options));
  if (same !== undefined) return same.value;
  const value = translated(bot, options);
  made.set(bot, [...known, { source, options, value }]);
  return value;
};

interface Made {
  readonly source: string;
  readonly options: PlatformBotOptions;
  readonly value: PlatformBot;
}

const made = new WeakMap<Bot | BotInput, readonly Made[]>();

/** What of a bot can change; undefined where it is no data, which is refused elsewhere. */
const sourceOf = (bot: Bot | BotInput): string | undefined => {
  try {
    return JSON.stringify(bot);
  } catch {
    return undefined;
  }
};

const isSame = (left: PlatformBotOptions, right: PlatformBotOptions): boolean => {
  const { plugins: leftPlugins = [] } = left;
  const { plugins: rightPlugins = [] } = right;
  return (
    left.as === right.as &&
    left.channel === right.channel &&
    leftPlugins.length === rightPlugins.length &&
    leftPlugins.every((plugin, index) => plugin === rightPlugins[index])
  );
};

const translated = (given: Bot | BotInput, { as, channel, plugins = [] }: PlatformBotOptions): PlatformBot => {
  const nodeKinds = plugins.flatMap((plugin) => plugin.nodeKinds);
  const credentialKinds = plugins.flatMap((plugin) => plugin.credentialKinds);
  const integrations = plugins.flatMap((plugin) => plugin.integrations);
  const bot = normaliseBot(given as BotInput, { nodeKinds, credentialKinds, integrations });
  if (as === undefined) return { bot, losses: [], authoredIntegration: (part) => part, authoredNode: (part) => part };
  const { text, diagnostics } = exportBot(as, given, { plugins, ...(channel !== undefined && { channel }) });
  return {
    bot: importBot(as, text, { plugins, restore: false }).value,
    losses: diagnostics.filter(isLoss),
    authoredIntegration: namesakeIn(bot.integrations),
    authoredNode: namesakeIn(bot.flows.flatMap(({ nodes }) => nodes)),
  };
};

const namesakeIn = (parts: readonly NamedPart[]): ((part: NamedPart) => NamedPart) => {
  const byName = new Map(parts.map(({ id, name }) => [name, { id, name }]));
  return (part) => byName.get(part.name) ?? part;
};
