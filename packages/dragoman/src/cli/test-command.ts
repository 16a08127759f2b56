import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isDragomanError } from '@dragoman/core';
import type { ReportFormat } from '../printing/report-lines.ts';
import { type BotCoverage, botCoverage, type CoveredStep } from '../testing/coverage.ts';
import { coverageHtml } from '../testing/coverage-html.ts';
import { runJobs } from '../testing/run-jobs.ts';
import {
  countsOf,
  githubTestReport,
  jsonTestReport,
  junitTestReport,
  type ReportedTest,
  type TestReport,
  textTestReport,
  titleOf,
} from '../testing/test-report.ts';
import { createTestRunner, type TestRunner } from '../testing/test-runner.ts';
import { type UpdatedCase, updateTestFile } from '../testing/update-test-file.ts';
import { watchFiles } from '../testing/watch-files.ts';
import type { CommonArguments } from './common-options.ts';
import { expandPatterns } from './expand-patterns.ts';
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
export const testCommand = async (patterns: readonly string[], options: TestArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  if (!options.watch) return (await runOnce(patterns, options, context, terminal)).exitCode;
  return watchFiles({
    run: async () => {
      try {
        return (await runOnce(patterns, options, context, terminal)).files;
      } catch (error) {
        if (!isDragomanError(error)) throw error;
        terminal.complain([error.message]);
        return expandPatterns(patterns, context.cwd).then((files) => files.map((file) => resolve(context.cwd, file)));
      }
    },
    onWait: () => terminal.warn(['waiting for changes; Ctrl-C ends']),
    ...(context.signal !== undefined && { signal: context.signal }),
  });
};

const runOnce = async (
  patterns: readonly string[],
  options: TestArguments,
  { cwd }: CommandContext,
  terminal: Terminal,
): Promise<{ readonly exitCode: number; readonly files: readonly string[] }> => {
  const runnerOptions = {
    cwd,
    plugins: options.plugin,
    toItsEnd: options.update,
    ...(options.config !== undefined && { config: options.config }),
  };
  const runner = createTestRunner(runnerOptions);
  const files = await expandPatterns(patterns, cwd);
  const planned = await runner.plan(files);
  const chosen =
    options.grep === undefined
      ? planned
      : planned.filter((job) =>
          titleOf(job)
            .toLowerCase()
            .includes(options.grep?.toLowerCase() ?? ''),
        );
  const jobs = chosen.filter(({ skip }) => skip === undefined);
  const startedMs = performance.now();
  const results = await runJobs(jobs, { runner, options: runnerOptions, isFresh: options.watch });
  const resultOf = new Map(jobs.map((job, index) => [job, results[index]]));
  const tests = chosen.map((job): ReportedTest => {
    const result = resultOf.get(job);
    return result === undefined ? { job } : { job, result };
  });
  const watched = [...new Set([...files.map((file) => resolve(cwd, file)), ...planned.map(({ bot }) => bot)])];
  if (options.update) {
    const updated = await updateTestFiles(tests, cwd);
    if (updated.length > 0) {
      terminal.warn(updated.map((file) => `${file}: its transcripts were brought up to date; look at what changed`));
      return { exitCode: 0, files: watched };
    }
  }
  const report: TestReport = {
    tests,
    durationMs: performance.now() - startedMs,
    ...(options.coverage !== undefined && { coverage: await coverageOf(tests, runner) }),
  };
  terminal.print(writers[options.format](report, terminal));
  if (options.junit !== undefined) await writeReport(resolve(cwd, options.junit), junitTestReport(report));
  if (options.coverage !== undefined)
    await writeReport(join(resolve(cwd, options.coverage), 'index.html'), coverageHtml(report.coverage ?? []));
  return { exitCode: countsOf(tests).failed > 0 ? 1 : 0, files: watched };
};

const writers: { readonly [F in ReportFormat]: (report: TestReport, terminal: Terminal) => readonly string[] } = {
  text: (report, { paint }) => textTestReport(report, paint),
  json: jsonTestReport,
  github: githubTestReport,
  junit: junitTestReport,
};

const writeReport = async (path: string, lines: readonly string[]): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${lines.join('\n')}\n`);
};

const coverageOf = async (tests: readonly ReportedTest[], runner: TestRunner): Promise<readonly BotCoverage[]> => {
  const steps = new Map<string, CoveredStep[]>();
  for (const { job, result } of tests) {
    const known = steps.get(job.bot) ?? [];
    known.push(...(result?.covered ?? []));
    steps.set(job.bot, known);
  }
  return Promise.all([...steps].map(async ([path, covered]) => botCoverage(await runner.bot(path), covered)));
};

/** Writes what bots say now into the files of tests that failed; the first platform of a test counts. Gives the files. */
const updateTestFiles = async (tests: readonly ReportedTest[], cwd: string): Promise<readonly string[]> => {
  const first = new Map<string, ReportedTest>();
  for (const test of tests) {
    const key = `${test.job.file}\n${test.job.index}`;
    if (!first.has(key)) first.set(key, test);
  }
  const changes = new Map<string, UpdatedCase[]>();
  for (const { job, result } of first.values()) {
    if (result?.failure === undefined || !result.failure.place.includes('/talk')) continue;
    changes.set(job.file, [...(changes.get(job.file) ?? []), { name: job.name, exchanges: result.exchanges }]);
  }
  for (const [file, cases] of changes) await updateTestFile(resolve(cwd, file), cases);
  return [...changes.keys()];
};
