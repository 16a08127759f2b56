import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expandPatterns } from '../cli/expand-patterns.ts';
import { noPaint, type Paint } from '../printing/paint.ts';
import type { ReportFormat } from '../printing/report-lines.ts';
import type { ConversationTest } from './conversation-test.ts';
import { type BotCoverage, botCoverage, type CoveredStep } from './coverage.ts';
import { coverageHtml } from './coverage-html.ts';
import { runJobs } from './run-jobs.ts';
import {
  countsOf,
  githubTestReport,
  jsonTestReport,
  junitTestReport,
  type ReportedTest,
  type TestReport,
  textTestReport,
  titleOf,
} from './test-report.ts';
import type { TestRunner, TestRunnerOptions } from './test-runner.ts';
import { openTestThreads } from './test-threads.ts';
import { updateTestFile } from './update-test-file.ts';

/** What to test and how to tell of it, as data: another thread can run the same round. */
export interface TestRoundOptions extends TestRunnerOptions {
  readonly patterns: readonly string[];
  readonly format: ReportFormat;
  /** File for a JUnit report, beside the one that is printed. */
  readonly junit?: string;
  /** Only tests whose title has this text. */
  readonly grep?: string;
  /** Folder for a report of what the tests have been through. */
  readonly coverage?: string;
}

/** What a round of tests has to say. */
export interface TestRound {
  readonly exitCode: number;
  /** The report. */
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

/** Holds the conversations of test files once and writes the reports into files. Throws `validation` or `configuration` for what cannot be tested. */
export const runTestRound = async (options: TestRoundOptions, runner: TestRunner, paint: Paint = noPaint): Promise<TestRound> => {
  const { cwd, grep, format, junit, coverage, toItsEnd = false } = options;
  const startedMs = performance.now();
  const held = await heldTests(options, runner);
  const updated = toItsEnd ? await updateTestFiles(held, cwd) : [];
  const tests = held.filter(({ job }) => !updated.includes(job.test));
  const report: TestReport = {
    tests,
    updated: updated.length,
    durationMs: performance.now() - startedMs,
    ...(coverage !== undefined && { coverage: await coverageOf(tests, runner) }),
  };
  if (junit !== undefined) await writeReport(resolve(cwd, junit), junitTestReport(report));
  if (coverage !== undefined) await writeReport(join(resolve(cwd, coverage), 'index.html'), coverageHtml(report.coverage ?? []));
  const isEmpty = held.length === 0;
  return {
    exitCode: countsOf(tests).failed > 0 ? 1 : 0,
    lines: writers[format](report, paint),
    warnings: [
      ...(isEmpty ? [grep === undefined ? 'there is no case in these files' : `no case has "${grep}" in its title`] : []),
      ...tests.flatMap(({ job, result }) =>
        result?.failure === undefined ? (result?.problems ?? []).map((one) => `${titleOf(job)}: ${one}`) : [],
      ),
      ...changedFiles(held, updated).map((file) => `${file}: its transcripts were brought up to date; look at what changed`),
    ],
  };
};

const heldTests = async ({ patterns, grep = '', ...options }: TestRoundOptions, runner: TestRunner): Promise<readonly ReportedTest[]> => {
  const files = await expandPatterns(patterns, options.cwd);
  const { cwd, config, plugins, toItsEnd = false } = options;
  const threads = openTestThreads({ cwd, plugins, toItsEnd, ...(config !== undefined && { config }) });
  try {
    // They take a while to start, so that many are wanted is guessed before it is known.
    if (grep === '') threads.growFor((await sizeOf(files, cwd)) / bytesOfCase);
    const chosen = (await runner.plan(files)).filter((job) => titleOf(job).toLowerCase().includes(grep.toLowerCase()));
    const jobs = chosen.filter(({ test }) => test.skip === undefined);
    threads.growFor(jobs.length);
    const results = await runJobs(jobs, runner, threads);
    const resultOf = new Map(jobs.map((job, index) => [job, results[index]]));
    const tests: ReportedTest[] = [];
    for (const job of chosen) {
      const result = resultOf.get(job);
      const at = await runner.locate(job.file, result?.failure?.place ?? job.test.place);
      tests.push({ job, at, ...(result !== undefined && { result }) });
    }
    return tests;
  } finally {
    await threads.close();
  }
};

/** Of a case as people write it, about. */
const bytesOfCase = 500;

const sizeOf = async (files: readonly string[], cwd: string): Promise<number> => {
  const sizes = await Promise.all(files.map(async (file) => (await stat(resolve(cwd, file)).catch(() => undefined))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
};

const writers: { readonly [F in ReportFormat]: (report: TestReport, paint: Paint) => readonly string[] } = {
  text: textTestReport,
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
  return Promise.all(
    [...steps].map(async ([path, covered]) => {
      const { bot, file } = await runner.bot(path);
      return botCoverage(bot, file, covered);
    }),
  );
};

/** Writes what bots say now into the files of tests that failed; of one that ran several times the first counts. Gives the tests that were changed. */
const updateTestFiles = async (tests: readonly ReportedTest[], cwd: string): Promise<readonly ConversationTest[]> => {
  const first = [...Map.groupBy(tests, ({ job }) => job.test).values()].flatMap(([one]) => (one === undefined ? [] : [one]));
  const outdated = first.filter(({ result }) => result?.failure?.place.includes('/talk') === true);
  const changed: ConversationTest[] = [];
  for (const [file, cases] of Map.groupBy(outdated, ({ job }) => job.file)) {
    const names = await updateTestFile(
      resolve(cwd, file),
      cases.map(({ job, result }) => ({ name: job.test.name, exchanges: result?.exchanges ?? [] })),
    );
    changed.push(...cases.map(({ job }) => job.test).filter(({ name }) => names.includes(name)));
  }
  return changed;
};

const changedFiles = (tests: readonly ReportedTest[], changed: readonly ConversationTest[]): readonly string[] => [
  ...new Set(tests.filter(({ job }) => changed.includes(job.test)).map(({ job }) => job.file)),
];
