import { resolve } from 'node:path';
import { type Bot, type Diagnostic, type DragomanError, isDragomanError, type PlatformAdapter, type RunEvent } from '@dragoman/core';
import { checkChannel } from '../cli/check-channel.ts';
import { loadConfig } from '../config/load-config.ts';
import { fileError } from '../loading/file-error.ts';
import { findAdapter } from '../loading/find-adapter.ts';
import { type LoadedBot, loadBot } from '../loading/load-bot.ts';
import { loadPlugins } from '../loading/load-plugins.ts';
import { problemLine } from '../printing/problem-line.ts';
import type { BotMessage } from './bot-message.ts';
import { authoredPart, type BotPlace, botPlace } from './bot-place.ts';
import { unknownCalls } from './check-call-names.ts';
import type { ConversationTest, TestFile } from './conversation-test.ts';
import { type CoveredStep, coveredSteps } from './coverage.ts';
import { holdConversation, type TestFailure } from './hold-conversation.ts';
import { platformBot } from './platform-bot.ts';
import { readTestFile } from './read-test-file.ts';
import { pathOf } from './text-expectation.ts';
import { traceLines } from './trace-lines.ts';
import type { TranscriptEntry } from './transcript.ts';

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
  readonly test: ConversationTest;
  /** Absolute path. */
  readonly bot: string;
  /** `neutral`, or the id of an adapter. */
  readonly platform: string;
  readonly channel?: string;
  /** What tells it from the others of its test: the bot where there are several, the platform, the channel. */
  readonly where: readonly string[];
}

/** What became of a job. Plain data. */
export interface TestResult {
  readonly failure?: Omit<TestFailure, 'node'> & {
    /** The place in the bot. */
    readonly bot?: BotPlace;
    /** What the translation to the platform lost, as lines. */
    readonly losses: readonly string[];
  };
  /** Up to the exchange that failed. */
  readonly transcript: readonly TranscriptEntry[];
  /** What the bot said after each act of the test. */
  readonly exchanges: readonly (readonly BotMessage[])[];
  /** What happened behind the exchange that failed, as lines. */
  readonly trace: readonly string[];
  readonly covered: readonly CoveredStep[];
  /** Errors the bot ran into, such as scripts that threw, as lines: a talk may go on behind them as if nothing had been. */
  readonly problems: readonly string[];
  readonly durationMs: number;
}

/** Plans and runs conversation tests. It keeps what it has read: one for each run of tests. */
export interface TestRunner {
  /** All conversations of some files, in order. Throws `validation` for files and bots that cannot be read. */
  plan(files: readonly string[]): Promise<readonly TestJob[]>;
  run(job: TestJob): Promise<TestResult>;
  /** A bot that a job names, and its file as messages call it. */
  bot(path: string): Promise<{ readonly bot: Bot; readonly file: string }>;
  /** Where something in a test file stands that was planned. */
  locate(file: string, place: string): Promise<{ readonly line: number; readonly column: number }>;
  /** Absolute paths of tests, answers and bots: all that was read so far, or tried to. */
  files(): readonly string[];
}

export const createTestRunner = ({ cwd, config: configFile, plugins: named, toItsEnd = false }: TestRunnerOptions): TestRunner => {
  const read = new Set<string>();
  const config = once(async () => {
    const loaded = await loadConfig(cwd, configFile);
    const added = await Promise.all(named.map((name) => loadPlugins(name, cwd)));
    return { ...loaded, plugins: [...new Set([...loaded.plugins, ...added.flat()])] };
  });
  const files = memo((file: string) => {
    read.add(resolve(cwd, file));
    return readTestFile(resolve(cwd, file), file);
  });
  const bots = memo(async (path: string): Promise<LoadedBot & { readonly value: Bot }> => {
    read.add(path);
    const { plugins } = await config();
    const loaded = await loadBot(path, { plugins, file: shownPath(path, cwd), folder: cwd });
    if (loaded.value === undefined) throw fileError(shownPath(path, cwd), loaded.diagnostics);
    return { ...loaded, value: loaded.value };
  });
  const adapters = memo(async (name: string): Promise<PlatformAdapter> => {
    const { plugins } = await config();
    return findAdapter(name, { plugins, folder: cwd });
  });

  const jobsOf = async (file: string): Promise<readonly TestJob[]> => {
    const { tests, bots: paths, reads, locate } = await files(file);
    for (const path of reads) read.add(path);
    const named: Bot[] = [];
    for (const [index, path] of paths.entries()) {
      const place = paths.length > 1 ? `/bot/${index}` : '/bot';
      named.push((await placed(file, locate, place, () => bots(path), isUnreadable)).value);
    }
    const unknown = unknownCalls(tests, named);
    if (unknown.length > 0) throw wrongTests(file, locate, unknown);
    const jobs: TestJob[] = [];
    for (const test of tests) {
      for (const platform of test.platforms) {
        const isNeutral = platform === 'neutral';
        if (!isNeutral) {
          await placed(file, locate, `${test.place}/as`, () => adapters(platform));
          for (const channel of test.channels)
            await placed(file, locate, `${test.place}/channel`, async () => checkChannel(await adapters(platform), channel));
        }
        for (const channel of isNeutral ? [undefined] : test.channels) {
          for (const bot of paths) {
            const where = [
              ...(paths.length > 1 ? [shownPath(bot, cwd)] : []),
              ...(isNeutral ? [] : [platform]),
              ...(channel === undefined ? [] : [channel]),
            ];
            jobs.push({ file, test, bot, platform, where, ...(channel !== undefined && { channel }) });
          }
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
    run: async ({ test, bot: path, platform, channel }) => {
      const { env } = await config();
      const { value: bot, plugins, locate } = await bots(path);
      const target = {
        plugins,
        ...(platform !== 'neutral' && { as: await adapters(platform) }),
        ...(channel !== undefined && { channel }),
      };
      const startedMs = performance.now();
      const { failure, transcript, exchanges, events, losses } = await holdConversation(
        { ...test, setup: { ...test.setup, env: { ...env, ...test.setup.env } } },
        { bot, ...target },
        { toItsEnd },
      );
      const durationMs = performance.now() - startedMs;
      const ran = platformBot(bot, target);
      const authored = platform === 'neutral' ? undefined : (node: string) => authoredPart(ran, node).id;
      const result = {
        transcript,
        exchanges,
        covered: coveredSteps(events, authored),
        problems: problemsOf(events, (one) => problemLine(locate(one), shownPath(path, cwd))),
        durationMs,
      };
      if (failure === undefined) return { ...result, trace: [] };
      const { node, ...problem } = failure;
      const place = node && botPlace(node, { bot, ran, locate });
      return {
        ...result,
        failure: {
          ...problem,
          ...(place !== undefined && { bot: place }),
          losses: lossLines(losses, place?.path, (loss) => problemLine(locate(loss), shownPath(path, cwd))),
        },
        trace: traceLines(events, node?.turn),
      };
    },
    bot: async (path) => ({ bot: (await bots(path)).value, file: shownPath(path, cwd) }),
    locate: async (file, place) => (await files(file)).locate(place),
    files: () => [...read],
  };
};

/** Says of a problem with what a test file names where it does. Any other problem has a place of its own. */
const placed = async <T>(
  file: string,
  locate: TestFile['locate'],
  place: string,
  work: () => Promise<T>,
  isAboutIt = isConfiguration,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isDragomanError(error) || !isAboutIt(error)) throw error;
    const reason = error.message.replace(/^--channel: /, '').replace('Leave --channel out.', 'Leave the channel out.');
    throw wrongTests(file, locate, [{ place, reason }]);
  }
};

const isConfiguration = ({ code }: DragomanError): boolean => code === 'configuration';

const isUnreadable = ({ diagnostics }: DragomanError): boolean =>
  diagnostics.length > 0 && diagnostics.every(({ code }) => code === 'unreadable-file');

const wrongTests = (file: string, locate: TestFile['locate'], problems: readonly { readonly place: string; readonly reason: string }[]) =>
  fileError(
    file,
    problems.map(({ place, reason }) => ({
      code: 'wrong-test',
      severity: 'error',
      place,
      path: pathOf(place),
      at: { file, ...locate(place) },
      reason,
    })),
  );

const problemsOf = (events: readonly RunEvent[], line: (problem: Diagnostic) => string): readonly string[] => [
  ...new Set(
    events.flatMap((event) => (event.event === 'diagnostic' && event.diagnostic.severity === 'error' ? [line(event.diagnostic)] : [])),
  ),
];

/** What was lost at a place, or else the first of what was lost anywhere; and how much more there is. */
const lossLines = (losses: readonly Diagnostic[], path: string | undefined, line: (loss: Diagnostic) => string): readonly string[] => {
  const here = losses.filter((loss) => path !== undefined && (loss.path === path || loss.path?.startsWith(`${path}.`)));
  const shown = here.length > 0 ? here : losses.slice(0, mostLosses);
  const others = losses.length - shown.length;
  if (others === 0) return shown.map(line);
  return [...shown.map(line), `${others} more elsewhere in the bot; "dragoman validate BOT --for PLATFORM" lists them`];
};

const mostLosses = 3;

/** As people know it: from where they are. */
const shownPath = (path: string, cwd: string): string => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path);

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
