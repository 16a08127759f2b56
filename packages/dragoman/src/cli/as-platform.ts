import { type Bot, type Diagnostic, exportBot, importBot, type Plugin } from '@dragoman/core';
import { findAdapterPlugin } from '../loading/find-adapter.ts';
import { checkChannel } from './check-channel.ts';

export interface AsPlatformOptions {
  /** `neutral` leaves the bot as it is. */
  readonly platform: string;
  readonly channel?: string;
  readonly plugins: readonly Plugin[];
  readonly cwd: string;
}

export interface AsPlatform {
  readonly bot: Bot;
  /** What was lost on the way; places are in the bot as it was given. */
  readonly losses: readonly Diagnostic[];
  /** The plugins that were given, and that of the platform: what runs its bots. */
  readonly plugins: readonly Plugin[];
}

/** The bot as it would run on a platform: translated there and read back, with everything in the platform's own words. */
export const asPlatform = async (bot: Bot, { platform, channel, plugins, cwd }: AsPlatformOptions): Promise<AsPlatform> => {
  if (platform === 'neutral') return { bot, losses: [], plugins };
  const { adapter, plugin } = await findAdapterPlugin(platform, { plugins, folder: cwd });
  checkChannel(adapter, channel);
  const { text, diagnostics } = exportBot(adapter, bot, { plugins, ...(channel !== undefined && { channel }) });
  const { value } = importBot(adapter, text, { plugins, restore: false });
  return { bot: value, losses: diagnostics.filter(isLoss), plugins: [...new Set([...plugins, plugin])] };
};

/** Whether a diagnostic says that something is not as it was. */
export const isLoss = ({ loss }: Diagnostic): boolean => loss === 'degraded' || loss === 'dropped';
