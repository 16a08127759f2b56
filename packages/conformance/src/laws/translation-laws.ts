import type { PlatformAdapter, Plugin, ScriptEngine } from '@dragoman/core';
import { afterAll, describe } from 'vitest';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { translationLawClauses } from './clauses.ts';
import type { LawSubject } from './law-case.ts';
import { casesToTry, seedToTry } from './law-size.ts';
import { emptyMeasures, measuresText } from './measures.ts';

export interface TranslationLawsOptions {
  /** Makes a fresh adapter. */
  create(): PlatformAdapter;
  readonly plugins?: readonly Plugin[];
  /** Runs the scripts that translation makes. Needed for an adapter whose capabilities list some. */
  readonly scripts?: ScriptEngine;
  /** Channels the bots are translated for too, by id. */
  readonly channels?: readonly string[];
  /** Default 600, or what the environment variable `DRAGOMAN_LAWS` says: a number, or `long` for 20,000. */
  readonly cases?: number;
  /** The same seed gives the same cases. Default: that of the environment variable `DRAGOMAN_LAWS_SEED`, else always the same. */
  readonly seed?: number;
  /**
   * The least share of the steps of free bots, which hold whatever the model has, that lie before the first reported
   * place; from 0 to 1, by default 0.8. Less is for a platform that has less, and says `why`.
   */
  readonly leastClaimed?: { readonly share: number; readonly why: string };
  readonly skip?: Skips<keyof typeof translationLawClauses>;
}

/**
 * Makes tests of the laws of translation for an adapter: what is translated there and back is the same bot, runs the
 * same, and gives the vendor's document back letter by letter. Says at the end what the cases came to.
 */
export const translationLaws = ({
  create,
  plugins = [],
  scripts,
  channels = [],
  cases = casesToTry(600),
  seed = seedToTry(1_000_003),
  leastClaimed,
  skip,
}: TranslationLawsOptions): void => {
  const adapter = create();
  const subject: LawSubject = {
    create,
    plugins,
    ...(scripts && { scripts }),
    channels,
    cases,
    seed,
    measures: emptyMeasures(),
    ...(leastClaimed && { leastClaimed: leastClaimed.share }),
  };
  describe(`the laws of translation, for ${adapter.displayName}`, { timeout: cases * 1_000 }, () => {
    registerClauses(`${cases} cases`, translationLawClauses, subject, skip);
    afterAll(() => {
      console.info(measuresText(adapter.displayName, subject.measures));
      if (leastClaimed) console.info(`  No more than that is claimed: ${leastClaimed.why}`);
    });
  });
};
