import type { PlatformAdapter, Plugin } from '@dragoman/core';
import { afterAll, describe } from 'vitest';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { translationLawClauses } from './clauses.ts';
import type { LawSubject } from './law-case.ts';
import { emptyMeasures, measuresText } from './measures.ts';

export interface TranslationLawsOptions {
  /** Makes a fresh adapter. */
  create(): PlatformAdapter;
  readonly plugins?: readonly Plugin[];
  /** Channels the bots are translated for too, by id. */
  readonly channels?: readonly string[];
  /** Default 600; 20,000 when the environment variable `DRAGOMAN_LAWS` is `long`. */
  readonly cases?: number;
  /** The same seed gives the same cases. */
  readonly seed?: number;
  readonly skip?: Skips<keyof typeof translationLawClauses>;
}

const normalCases = 600;
const longCases = 20_000;

/**
 * Makes tests of the laws of translation for an adapter: what is translated there and back is the same bot, runs the
 * same, and gives the vendor's document back letter by letter. Says at the end what the cases came to.
 */
export const translationLaws = ({
  create,
  plugins = [],
  channels = [],
  cases = defaultCases(),
  seed = 1_000_003,
  skip,
}: TranslationLawsOptions): void => {
  const adapter = create();
  const subject: LawSubject = { create, plugins, channels, cases, seed, measures: emptyMeasures() };
  describe(`the laws of translation, for ${adapter.displayName}`, { timeout: cases * 1_000 }, () => {
    registerClauses(`${cases} cases`, translationLawClauses, subject, skip);
    afterAll(() => {
      console.info(measuresText(adapter.displayName, subject.measures));
    });
  });
};

const defaultCases = (): number => (process.env.DRAGOMAN_LAWS === 'long' ? longCases : normalCases);
