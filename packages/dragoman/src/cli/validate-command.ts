import { resolve } from 'node:path';
import {
  type Bot,
  checkRules,
  coreRules,
  type Diagnostic,
  DragomanError,
  exportBot,
  isDragomanError,
  type Plugin,
  type Rule,
} from '@dragoman/core';
import { type FindAdapterOptions, findAdapter, findPlugin } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { type CheckedFile, type ReportFormat, reportLines } from '../printing/report-lines.ts';
import { isLoss } from './as-platform.ts';
import type { CommonArguments } from './common-options.ts';
import { expandPatterns } from './expand-patterns.ts';
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
  const { plugins } = config;
  await checkRuleNames(Object.keys(config.rules ?? {}), { plugins, folder: context.cwd });

  const adapters = await Promise.all(options.platforms.map((name) => findAdapter(name, { plugins, folder: context.cwd })));
  const lossesOf = (bot: Bot): readonly Diagnostic[] =>
    adapters.flatMap((adapter) =>
      exportBot(adapter, bot, { plugins })
        .diagnostics.filter(isLoss)
        .map((loss) => ({ ...loss, reason: `On ${adapter.displayName}: ${loss.reason}` })),
    );

  const files = await expandPatterns(patterns, context.cwd);
  const checked: CheckedFile[] = [];
  let isUnreadable = false;
  for (const file of files) {
    try {
      const loaded = await loadBot(resolve(context.cwd, file), { plugins, file, folder: context.cwd });
      const { value, diagnostics, locate } = loaded;
      const found = value === undefined ? [] : [...checkRules(value, rulesOf(loaded.plugins), config.rules), ...lossesOf(value)];
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

const rulesOf = (plugins: readonly Plugin[]): readonly Rule[] => [...coreRules, ...plugins.flatMap((plugin) => plugin.rules)];

/** A rule of a platform (`tally/…`) may be that of an adapter which is installed and not listed. */
const checkRuleNames = async (used: readonly string[], { plugins, folder }: FindAdapterOptions): Promise<void> => {
  const prefixes = new Set(used.map((name) => name.split('/', 1)[0] ?? ''));
  const installed = await Promise.all([...prefixes].map((name) => findPlugin(name, { plugins, folder })));
  const known = new Set(rulesOf([...plugins, ...installed.filter((plugin) => plugin !== undefined)]).map(({ id }) => id));
  const unknown = used.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new DragomanError(`rules: there is no rule "${unknown}". There are ${[...known].join(', ')}.`, { code: 'configuration' });
};
