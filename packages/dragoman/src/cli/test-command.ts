import { Worker } from 'node:worker_threads';
import { DragomanError } from '@dragoman/core';
import type { ReportFormat } from '../printing/report-lines.ts';
import { runTestRound, type TestRound, type TestRoundOptions } from '../testing/run-test-round.ts';
import type { RoundThreadAnswer, RoundThreadData } from '../testing/test-round-thread.ts';
import { createTestRunner } from '../testing/test-runner.ts';
import { watchFiles } from '../testing/watch-files.ts';
import type { CommonArguments } from './common-options.ts';
import { type CommandContext, createTerminal, type Terminal } from './terminal.ts';

export interface TestArguments extends CommonArguments {
  readonly format: ReportFormat;
  /** File for a JUnit report, beside the one that is printed. */
  readonly junit?: string;
  /** Only tests whose title has this text. */
  readonly grep?: string;
  readonly watch: boolean;
  readonly update: boolean;
  /** Folder for a report of what the tests have been through. */
  readonly coverage?: string;
}

/** `dragoman test`: holds the conversations of test files. Gives the exit code; with `--watch` when it is interrupted. */
export const testCommand = async (patterns: readonly string[], given: TestArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, given);
  const { format, plugin, update, watch, config, junit, grep, coverage, debug } = given;
  const options: TestRoundOptions = {
    cwd: context.cwd,
    patterns,
    format,
    plugins: plugin,
    toItsEnd: update,
    ...(config !== undefined && { config }),
    ...(junit !== undefined && { junit }),
    ...(grep !== undefined && { grep }),
    ...(coverage !== undefined && { coverage }),
  };
  if (!watch) return tell(await runTestRound(options, createTestRunner(options), terminal.paint), terminal);
  let exitCode = 0;
  await watchFiles({
    run: async () => {
      const isColoured = terminal.paint('red', '') !== '';
      const { round, problems, files } = await inThread({ options, isColoured, debug });
      exitCode = round === undefined ? 2 : 0;
      if (round !== undefined) tell(round, terminal);
      terminal.complain(problems);
      return files;
    },
    onWait: () => terminal.warn(['waiting for changes; Ctrl-C ends']),
    ...(context.signal !== undefined && { signal: context.signal }),
  });
  return context.signal?.aborted ? 0 : exitCode;
};

const tell = ({ exitCode, lines, warnings }: TestRound, terminal: Terminal): number => {
  terminal.print(lines);
  terminal.warn(warnings);
  return exitCode;
};

const inThread = (workerData: RoundThreadData): Promise<RoundThreadAnswer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(threadUrl, { workerData, name: 'dragoman-test-round' });
    worker.once('message', (answer: RoundThreadAnswer) => {
      resolve(answer);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new DragomanError('The thread that held the conversations ended.', { code: 'internal' })));
  });

// The same file, as it is written or as it is built.
const threadUrl = new URL(
  import.meta.url.endsWith('.ts') ? '../testing/test-round-thread.ts' : '../testing/test-round-thread.js',
  import.meta.url,
);
