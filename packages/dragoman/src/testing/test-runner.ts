import { resolve } from 'node:path';
import type { Bot, PlatformAdapter, Plugin, RunEvent } from '@dragoman/core';
import { checkChannel } from '../cli/check-channel.ts';
import { loadConfig } from '../config/load-config.ts';
import { fileError } from '../loading/file-error.ts';
import { findAdapter } from '../loading/find-adapter.ts';
import { loadBot } from '../loading/load-bot.ts';
import { loadPlugins } from '../loading/load-plugins.ts';
import type { BotMessage } from './bot-message.ts';
import { type CoveredStep, coveredSteps } from './coverage.ts';
import { holdConversation, type TestFailure } from './hold-conversation.ts';
import { readTestFile } from './read-test-file.ts';
import type { UserMessage } from './simulate.ts';
import { traceLines } from './trace-lines.ts';

/** Where tests are run, as data: another thread can make the same runner of it. */
export interface TestRunnerOptions {
  readonly cwd: string;
  /** `--config`. */
  readonly config?: string;
  /** `--plugin`. */
  readonly plugins: readonly string[];
  /** Holds conversations to their end, also behind a failure. */
  readonly toItsEnd?: boolean;
}

/** One conversation to hold: a test with one bot, on one platform and channel. Plain data. */
export interface TestJob {
  /** As messages call it. */
  readonly file: string;
  /** Which test of the file, from 0. */
  readonly index: number;
  readonly name: string;
  /** Absolute path. */
  readonly bot: string;
  /** `neutral`, or the id of an adapter. */
  readonly platform: string;
  readonly channel?: string;
  readonly skip?: string;
}

/** What became of a job. Plain data. */
export interface TestResult {
  readonly failure?: TestFailure & {
    readonly line: number;
    readonly column: number;
    /** The node the bot was at, by ids. */
    readonly botPlace?: string;
  };
  readonly transcript: readonly (UserMessage | BotMessage)[];
  /** What the bot said after each act of the test. */
  readonly exchanges: readonly (readonly BotMessage[])[];
  /** What happened behind the exchange that failed, as lines. */
  readonly trace: readonly string[];
  readonly covered: readonly CoveredStep[];
  readonly durationMs: number;
}

/** Plans and runs conversation tests. It keeps what it has read: one for each run of tests. */
export interface TestRunner {
  /** All conversations of some files, in order. Throws `validation` for files and bots that cannot be read. */
  plan(files: readonly string[]): Promise<readonly TestJob[]>;
  run(job: TestJob): Promise<TestResult>;
  /** A bot that a job names. */
  bot(path: string): Promise<Bot>;
}

export const createTestRunner = ({ cwd, config: configFile, plugins: named, toItsEnd = false }: TestRunnerOptions): TestRunner => {
  const config = once(async () => {
    const loaded = await loadConfig(cwd, configFile);
    const added = await Promise.all(named.map((name) => loadPlugins(name, cwd)));
    return { ...loaded, plugins: [...new Set([...loaded.plugins, ...added.flat()])] };
  });
  const files = memo((file: string) => readTestFile(resolve(cwd, file), file));
  const bots = memo(async (path: string): Promise<{ readonly bot: Bot; readonly plugins: readonly Plugin[] }> => {
    const { plugins } = await config();
    const { value, diagnostics, plugins: needed } = await loadBot(path, { plugins, file: shownPath(path, cwd), folder: cwd });
    if (value === undefined) throw fileError(shownPath(path, cwd), diagnostics);
    return { bot: value, plugins: needed };
  });
  const adapters = memo(async (name: string): Promise<PlatformAdapter> => {
    const { plugins } = await config();
    return findAdapter(name, { plugins, folder: cwd });
  });

  const jobsOf = async (file: string): Promise<readonly TestJob[]> => {
    const { tests, bots: paths } = await files(file);
    for (const path of paths) await bots(path);
    const jobs: TestJob[] = [];
    for (const [index, { name, platforms, channels, skip }] of tests.entries()) {
      for (const platform of platforms) {
        if (platform !== 'neutral') for (const channel of channels) checkChannel(await adapters(platform), channel);
        for (const channel of platform === 'neutral' ? [undefined] : channels) {
          for (const bot of paths)
            jobs.push({ file, index, name, bot, platform, ...(channel !== undefined && { channel }), ...(skip !== undefined && { skip }) });
        }
      }
    }
    return jobs;
  };

  return {
    plan: async (names) => {
      const jobs: TestJob[] = [];
      for (const name of names) jobs.push(...(await jobsOf(name)));
      return jobs;
    },
    run: async ({ file, index, bot: path, platform, channel }) => {
      const { tests, locate } = await files(file);
      const test = tests[index];
      if (test === undefined) throw new RangeError(`${file} has no test ${index}.`);
      const { env } = await config();
      const { bot, plugins } = await bots(path);
      const startedMs = performance.now();
      const { failure, transcript, exchanges, events } = await holdConversation(
        { ...test, setup: { ...test.setup, env: { ...env, ...test.setup.env } } },
        { bot, plugins, ...(platform !== 'neutral' && { as: await adapters(platform) }), ...(channel !== undefined && { channel }) },
        { toItsEnd },
      );
      return {
        ...(failure !== undefined && { failure: { ...failure, ...locate(failure.place), ...lastNode(events) } }),
        transcript,
        exchanges,
        trace: failure === undefined ? [] : traceLines(events),
        covered: coveredSteps(events),
        durationMs: performance.now() - startedMs,
      };
    },
    bot: async (path) => (await bots(path)).bot,
  };
};

const lastNode = (events: readonly RunEvent[]): { readonly botPlace?: string } => {
  const entered = events.findLast((event) => event.event === 'node-enter');
  return entered?.event === 'node-enter' ? { botPlace: `flows.${entered.flow}.nodes.${entered.node}` } : {};
};

/** As people know it: from where they are. */
export const shownPath = (path: string, cwd: string): string => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path);

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const memo = <T>(make: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};
