import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { type Bot, type Companion, type Diagnostic, DragomanError, exportBot } from '@dragoman/core';
import { fileError } from '../loading/file-error.ts';
import { findAdapter } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { writeBotFiles } from '../origins/write-bot-files.ts';
import { type LossFormat, type LossReport, lossReport } from '../printing/loss-report.ts';
import { isLoss } from './as-platform.ts';
import { checkChannel } from './check-channel.ts';
import type { CommonArguments } from './common-options.ts';
import { companionFiles } from './companion-files.ts';
import { openConfig } from './open-bot.ts';
import { type CommandContext, createTerminal } from './terminal.ts';

export interface TranslateArguments extends CommonArguments {
  readonly from?: string;
  readonly to: string;
  readonly channel?: string;
  readonly out?: string;
  readonly report?: string;
  readonly strict: boolean;
}

/** `dragoman translate`: writes a bot as another platform's document, and says what that loses. Gives the exit code. */
export const translateCommand = async (file: string, options: TranslateArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const { cwd } = context;
  const { plugins } = await openConfig(options, cwd);
  const { from, to, channel } = options;
  const loaded = await loadBot(resolve(cwd, file), { plugins, file, folder: cwd, ...(from !== undefined && { platform: from }) });
  if (loaded.value === undefined) throw fileError(file, loaded.diagnostics);
  const { text, companions, diagnostics } = await translated(loaded.value, to, { plugins, cwd, ...(channel !== undefined && { channel }) });
  const report: LossReport = {
    from: loaded.platform ?? 'neutral',
    to,
    ...(channel !== undefined && { channel }),
    diagnostics: [...loaded.diagnostics.filter(isLoss), ...diagnostics.map(loaded.locate)],
  };

  // Letter by letter: what was imported and not changed comes out as it went in.
  if (options.out === undefined) context.stdout.write(text);
  else if (to === 'neutral') await writeBotFiles(loaded.value, resolve(cwd, options.out), { file: options.out });
  else {
    const files = companionFiles(companions, { ...options, out: options.out, cwd });
    await write(options.out, text, cwd);
    for (const companion of files) await write(companion.file, companion.text, cwd);
  }
  if (options.report !== undefined) await write(options.report, `${lossReport(report, formatOf(options.report)).join('\n')}\n`, cwd);
  if (!options.quiet) terminal.complain(lossReport(report, 'text', terminal.paintError));
  return options.strict && report.diagnostics.some(isLoss) ? 3 : 0;
};

const translated = async (
  bot: Bot,
  to: string,
  {
    plugins,
    cwd,
    channel,
  }: { readonly plugins: Parameters<typeof findAdapter>[1]['plugins']; readonly cwd: string; readonly channel?: string },
): Promise<{ readonly text: string; readonly companions: readonly Companion[]; readonly diagnostics: readonly Diagnostic[] }> => {
  if (to === 'neutral') return { text: `${JSON.stringify(bot, null, 2)}\n`, companions: [], diagnostics: [] };
  const adapter = await findAdapter(to, { plugins, folder: cwd });
  checkChannel(adapter, channel);
  const { value, text, diagnostics } = exportBot(adapter, bot, { plugins, ...(channel !== undefined && { channel }) });
  return { text, companions: adapter.companions?.(value) ?? [], diagnostics };
};

const formatOf = (file: string): LossFormat =>
  (({ '.json': 'json', '.md': 'table' }) as const)[extname(file).toLowerCase() as '.json'] ?? 'text';

const write = async (file: string, text: string, cwd: string): Promise<void> => {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new DragomanError(`${file}: cannot be written (${String(Reflect.get(Object(error), 'code'))}). Check the path.`, {
      code: 'configuration',
      cause: error,
    });
  }
};
