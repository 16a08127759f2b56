import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Bot, checkRules, coreRules, type Diagnostic, DragomanError, exportBot, isDragomanError } from '@dragoman/core';
import { findAdapter } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { type CheckedFile, type ReportFormat, reportLines } from '../printing/report-lines.ts';
import { isLoss } from './as-platform.ts';
import type { CommonArguments } from './common-options.ts';
import { openConfig } from './open-bot.ts';
import { type CommandContext, createTerminal } from './terminal.ts';

export interface ValidateArguments extends CommonArguments {
  readonly format: ReportFormat;
  readonly maxWarnings?: number;
  /** Platforms whose translation is tried. */
  readonly platforms: readonly string[];
}

/** `dragoman validate`: checks bots without running them. Gives the exit code. */
export const validateCommand = async (
  patterns: readonly string[],
  options: ValidateArguments,
  context: CommandContext,
): Promise<number> => {
  const terminal = createTerminal(context, options);
  const config = await openConfig(options, context.cwd);
  const rules = [...coreRules, ...config.plugins.flatMap((plugin) => plugin.rules)];
  checkRuleNames(
    Object.keys(config.rules ?? {}),
    rules.map(({ id }) => id),
  );

  const { plugins } = config;
  const adapters = await Promise.all(options.platforms.map((name) => findAdapter(name, { plugins, folder: context.cwd })));
  const lossesOf = (bot: Bot): readonly Diagnostic[] =>
    adapters.flatMap((adapter) =>
      exportBot(adapter, bot, { plugins })
        .diagnostics.filter(isLoss)
        .map((loss) => ({ ...loss, reason: `On ${adapter.displayName}: ${loss.reason}` })),
    );

  const files = await expand(patterns, context.cwd);
  const checked: CheckedFile[] = [];
  let isUnreadable = false;
  for (const file of files) {
    try {
      const { value, diagnostics, locate } = await loadBot(resolve(context.cwd, file), { plugins, file, folder: context.cwd });
      const found = value === undefined ? [] : [...checkRules(value, rules, config.rules), ...lossesOf(value)];
      checked.push({ file, diagnostics: [...diagnostics, ...found.map(locate)] });
    } catch (error) {
      if (!isDragomanError(error) || error.code !== 'validation') throw error;
      isUnreadable = true;
      checked.push({ file, diagnostics: error.diagnostics });
    }
  }
  terminal.print(reportLines(checked, options.format, { paint: terminal.paint, quiet: options.quiet }));
  if (isUnreadable) return 2;
  const count = (severity: Diagnostic['severity']) =>
    checked.flatMap(({ diagnostics }) => diagnostics).filter((found) => found.severity === severity).length;
  return count('error') > 0 || count('warning') > (options.maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
};

/** The files that the patterns name, each once. A pattern that names none is a mistake, not an empty check. */
const expand = async (patterns: readonly string[], cwd: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = /[*?[\]{}]/.test(pattern) ? await matching(pattern, cwd) : [pattern];
    if (found.length === 0)
      throw new DragomanError(`${pattern}: no file fits the pattern. Check it, and quote it in the shell.`, { code: 'configuration' });
    files.push(...found);
  }
  return [...new Set(files)];
};

const matching = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const file of glob(pattern, { cwd, exclude: isInstalled })) found.push(file);
  return found.sort();
};

const isInstalled = (path: string): boolean => /(?:^|[\\/])node_modules(?:[\\/]|$)/.test(path);

const checkRuleNames = (used: readonly string[], known: readonly string[]): void => {
  const unknown = used.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new DragomanError(`rules: there is no rule "${unknown}". There are ${known.join(', ')}.`, { code: 'configuration' });
};
