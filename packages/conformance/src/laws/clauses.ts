import { exportBot, importBot, type Json } from '@dragoman/core';
import * as fc from 'fast-check';
import type { Clauses } from '../kit/clause.ts';
import { expectThat } from '../kit/expectation.ts';
import { changes } from './compare/changes.ts';
import { meaningOf } from './compare/meaning-of.ts';
import { botFile, counterexample, lossReport } from './counterexample.ts';
import { editsOf } from './edits.ts';
import { capabilityCases, freeCases, type LawCase, type LawSubject } from './law-case.ts';
import { claimedShare, noteDiagnostics, noteRun, noteStop } from './measures.ts';
import { strayChange } from './stray-change.ts';
import { readGenerated, tryCase } from './try-case.ts';
import { vendorFields } from './vendor-fields.ts';

export type TranslationLaw =
  | 'capability-bots-translate-without-loss-and-run-the-same'
  | 'free-bots-run-the-same-up-to-the-first-reported-place'
  | 'put-get'
  | 'get-put'
  | 'get-put-keeps-fields-of-the-vendor'
  | 'locality'
  | 'not-vacuous';

/** The laws of translation, each tried on generated cases. `not-vacuous` measures what the ones before it were tried on. */
export const translationLawClauses: Clauses<LawSubject, TranslationLaw> = {
  'capability-bots-translate-without-loss-and-run-the-same': (subject) =>
    holds(subject, capabilityCases(subject), share(subject, 0.5), async (tried) => {
      const { create, measures } = subject;
      const adapter = create();
      const result = await tryCase(adapter, tried, subject);
      const losses = result.diagnostics.filter(({ loss }) => loss === 'degraded' || loss === 'dropped');
      measures.capabilityBots += 1;
      if (losses.length === 0) measures.lossless += 1;
      noteDiagnostics(measures, result.diagnostics);
      noteRun(measures, result.run);
      if (losses.length > 0)
        return ['A bot of nothing but what the capabilities list loses something.', lossReport(losses), botFile(tried.bot)].join('\n');
      return differenceIn(adapter.id, tried, result);
    }),

  'free-bots-run-the-same-up-to-the-first-reported-place': (subject) =>
    holds(subject, freeCases(subject), share(subject, 0.5), async (tried) => {
      const { create, measures } = subject;
      const adapter = create();
      const result = await tryCase(adapter, tried, subject);
      noteDiagnostics(measures, result.diagnostics);
      noteRun(measures, result.run);
      measures.freeBots += 1;
      noteStop(measures, result.comparisons[0]?.stoppedBy);
      measures.freeSteps += Math.max(...result.comparisons.map(({ steps }) => steps));
      measures.freeClaimed += Math.min(...result.comparisons.map(({ claimed }) => claimed));
      return differenceIn(adapter.id, tried, result);
    }),

  'put-get': (subject) =>
    holds(subject, capabilityCases(subject), share(subject, 0.25), async ({ bot, channel }) => {
      const { create, plugins } = subject;
      const author = readGenerated(bot, plugins);
      const exported = exportBot(create(), author, { plugins, ...(channel !== undefined && { channel }) });
      const back = importBot(create(), exported.text, { plugins }).value;
      const [change] = changes(meaningOf(author), meaningOf(back));
      if (change === undefined) return undefined;
      return [
        `What comes back is not what was sent: ${change.pointer || 'the bot'}.`,
        `  sent: ${JSON.stringify(change.before)}`,
        `  back: ${JSON.stringify(change.after)}`,
        lossReport(exported.diagnostics),
        botFile(bot),
      ].join('\n');
    }),

  'get-put': (subject) =>
    holds(subject, fc.oneof(capabilityCases(subject), freeCases(subject)), share(subject, 0.2), async ({ bot, channel }) => {
      const { create, plugins } = subject;
      const { text } = exportBot(create(), readGenerated(bot, plugins), { plugins, ...(channel !== undefined && { channel }) });
      return changedBy(subject, text, bot);
    }),

  'get-put-keeps-fields-of-the-vendor': (subject) =>
    holds(subject, fc.record({ tried: capabilityCases(subject), fields: vendorFields }), share(subject, 0.2), async ({ tried, fields }) => {
      const { create, plugins } = subject;
      const adapter = create();
      const { value } = exportBot(adapter, readGenerated(tried.bot, plugins), { plugins });
      const document = fields(value as Json, (candidate) => isReadable(subject, candidate));
      return changedBy(subject, JSON.stringify(document, null, 3), tried.bot);
    }),

  locality: (subject) =>
    holds(
      subject,
      fc.record({ tried: capabilityCases(subject), number: fc.nat(1_000) }),
      share(subject, 0.15),
      async ({ tried, number }) => {
        const { create, plugins } = subject;
        const adapter = create();
        const { text } = exportBot(adapter, readGenerated(tried.bot, plugins), { plugins });
        const bot = importBot(adapter, text, { plugins }).value;
        const edits = editsOf(bot);
        const one = edits[number % edits.length];
        const other = edits[(number + 1) % edits.length];
        if (!one || !other || one === other) return undefined;
        const problem = strayChange(subject, bot, text, one, other);
        return problem && [problem, botFile(bot), `document: ${text}`].join('\n');
      },
    ),

  'not-vacuous': ({ measures, leastClaimed = 0.8 }) => {
    const share = claimedShare(measures);
    expectThat(
      measures.capabilityBots === 0 || measures.lossless === measures.capabilityBots,
      'Every bot of declared capabilities translates without loss.',
    );
    expectThat(
      share >= leastClaimed,
      `At least ${Math.round(leastClaimed * 100)} % of the steps of free bots lie before the first reported place; these are ${Math.round(share * 100)} %.`,
    );
  },
};

/** A part of the cases; never none. */
const share = ({ cases }: LawSubject, part: number): number => Math.max(1, Math.ceil(cases * part));

/** Tries a law, and fails with the smallest case that breaks it. A law that throws is broken too. */
const holds = async <T>(
  { create, seed, isFirstEnough = false }: LawSubject,
  values: fc.Arbitrary<T>,
  numRuns: number,
  law: (value: T) => Promise<string | undefined>,
): Promise<void> => {
  let smallest = '';
  const property = fc.asyncProperty(values, async (value) => {
    const problem = await law(value).catch((error: unknown) =>
      [`It throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, botFile(botIn(value))].join('\n'),
    );
    if (problem !== undefined) smallest = problem;
    return problem === undefined;
  });
  const { failed, numShrinks, counterexamplePath } = await fc.check(property, { numRuns, seed, endOnFailure: isFirstEnough });
  expectThat(
    !failed,
    `The adapter ${create().id} breaks this law.\n${smallest}\nSeed ${seed}, path ${counterexamplePath ?? ''}, ${numShrinks} times made smaller.`,
  );
};

const botIn = (value: unknown): LawCase['bot'] => {
  const { bot, tried } = value as { readonly bot?: LawCase['bot']; readonly tried?: LawCase };
  return bot ?? tried?.bot ?? { id: 'none' };
};

const differenceIn = (adapter: string, { bot, channel }: LawCase, result: Awaited<ReturnType<typeof tryCase>>): string | undefined => {
  for (const { difference, restore } of result.comparisons) {
    if (difference) return counterexample(adapter, bot, result, difference, { restore, channel });
  }
  return undefined;
};

const changedBy = ({ create, plugins }: LawSubject, text: string, bot: LawCase['bot']): string | undefined => {
  const back = exportBot(create(), importBot(create(), text, { plugins }).value, { plugins }).text;
  if (back === text) return undefined;
  const at = [...text].findIndex((character, index) => character !== back[index]);
  return [
    'A document that was read and written again is another one.',
    `  read:    …${text.slice(Math.max(0, at - 60), at + 60)}…`,
    `  written: …${back.slice(Math.max(0, at - 60), at + 60)}…`,
    botFile(bot),
  ].join('\n');
};

const isReadable = ({ create, plugins }: LawSubject, document: Json): boolean => {
  try {
    importBot(create(), document, { plugins });
    return true;
  } catch {
    return false;
  }
};
