import { emptyMeasures, mutations, translationLawClauses } from '@dragoman/conformance';
import { describe, expect, test } from 'vitest';
import { createTallyAdapter } from '../src/adapter.ts';

describe.each(Object.entries(mutations))('an adapter of Tally with %s', (_name, mutate) => {
  test('breaks the laws', async () => {
    const law = translationLawClauses['capability-bots-translate-without-loss-and-run-the-same'];
    const subject = {
      create: () => mutate(createTallyAdapter()),
      plugins: [],
      channels: [],
      cases: 600,
      seed: 1_000_003,
      measures: emptyMeasures(),
      isFirstEnough: true,
    };
    await expect(law(subject)).rejects.toThrow(/^Turn \d+, /m);
  });
});
