import { resolve } from 'node:path';
import { diffBots } from '../diff/diff-bots.ts';
import { fileError } from '../loading/file-error.ts';
import { loadBot } from '../loading/load-bot.ts';
import { diffLines } from '../printing/diff-lines.ts';
import type { CommonArguments } from './common-options.ts';
import { openConfig } from './open-bot.ts';
import { type CommandContext, createTerminal } from './terminal.ts';

export interface DiffArguments extends CommonArguments {
  readonly json: boolean;
}

/** `dragoman diff`: what changed between two versions of a bot, of whatever platforms. Gives the exit code. */
export const diffCommand = async (before: string, after: string, options: DiffArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const { plugins } = await openConfig(options, context.cwd);
  const read = async (file: string) => {
    const { value, diagnostics } = await loadBot(resolve(context.cwd, file), { plugins, file, folder: context.cwd });
    if (value === undefined) throw fileError(file, diagnostics);
    return value;
  };
  const changes = diffBots(await read(before), await read(after));
  terminal.print(options.json ? [JSON.stringify({ changes }, null, 2)] : diffLines(changes, terminal.paint));
  return 0;
};
