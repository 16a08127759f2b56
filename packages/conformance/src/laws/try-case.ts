import {
  type Bot,
  capabilitiesOn,
  type Diagnostic,
  DragomanError,
  exportBot,
  formatDiagnostic,
  importBot,
  neutralSemantics,
  type PlatformAdapter,
  type Plugin,
  readBot,
  type Semantics,
} from '@dragoman/core';
import { type Comparison, compareRuns, type Run } from './compare/compare-runs.ts';
import type { LawCase } from './law-case.ts';
import { type ConsumerInput, inputFor } from './run/consumer.ts';
import { startTalk, type Talk, type TalkOptions } from './run/talk.ts';

/** A case that was run on both sides. */
export interface TriedCase {
  readonly author: Bot;
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs: readonly ConsumerInput[];
  readonly answers: Talk['answers'];
  readonly run: Run;
  /** With markers restored, then without. */
  readonly comparisons: readonly (Comparison & { readonly restore: boolean })[];
}

/** Reads a generated bot; that it can be read is the generator's promise. */
export const readGenerated = (bot: unknown, plugins: readonly Plugin[]): Bot => {
  const { value, diagnostics } = readBot(bot, { nodeKinds: plugins.flatMap(({ nodeKinds }) => nodeKinds) });
  if (value) return value;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
  throw new DragomanError(['A generated bot cannot be read.', ...errors].join('\n'), { code: 'internal', source: '@dragoman/conformance' });
};

/** Translates the bot there and back, leads the same conversation with both, and compares them. */
export const tryCase = async (
  adapter: PlatformAdapter,
  { bot, intentions, behaviour, channel }: LawCase,
  { plugins = [], scripts }: Pick<TalkOptions, 'plugins' | 'scripts'> = {},
): Promise<TriedCase> => {
  const author = readGenerated(bot, plugins);
  const exported = exportBot(adapter, author, { plugins, ...(channel !== undefined && { channel }) });
  const imported = [true, false].map((restore) => ({ restore, bot: importBot(adapter, exported.text, { plugins, restore }).value }));
  const options: TalkOptions = { behaviour, plugins, ...(scripts && { scripts }), shown: capabilitiesOn(adapter.capabilities, channel) };
  const shortestMs = Math.min(...[author, ...imported.map((one) => one.bot)].map((one) => completeSemantics(one).sessionLengthMs));

  const talk = startTalk(author, options);
  const inputs: ConsumerInput[] = [];
  const turns: Run['turns'][number][] = [];
  for (const intention of intentions) {
    const input = withinSession(inputFor(intention, talk), shortestMs);
    inputs.push(input);
    turns.push({ ...(await talk.take(input)), open: talk.openNode?.id });
  }
  const run: Run = { bot: author, turns };
  const comparisons: TriedCase['comparisons'][number][] = [];
  const known = new Map<string, Comparison>();
  for (const { restore, bot: back } of imported) {
    const key = JSON.stringify({ ...back, origins: undefined });
    const comparison = known.get(key) ?? compareRuns(run, await replay(back, inputs, options), exported.diagnostics);
    known.set(key, comparison);
    comparisons.push({ ...comparison, restore });
  }
  return { author, diagnostics: exported.diagnostics, inputs, answers: talk.answers, run, comparisons };
};

const replay = async (bot: Bot, inputs: readonly ConsumerInput[], options: TalkOptions): Promise<Run> => {
  const talk = startTalk(bot, options);
  const turns: Run['turns'][number][] = [];
  for (const input of inputs) turns.push({ ...(await talk.take(input)), open: talk.openNode?.id });
  return { bot, turns };
};

const completeSemantics = (bot: Bot): Semantics => ({ ...neutralSemantics, ...bot.semantics });

/** Gaps stay shorter than the shorter session. */
const withinSession = (input: ConsumerInput, sessionMs: number): ConsumerInput =>
  'silenceMs' in input ? { silenceMs: Math.min(input.silenceMs, Math.floor(sessionMs / 4)) } : input;
