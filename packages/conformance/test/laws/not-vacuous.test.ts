import { expect, test } from 'vitest';
import { translationLawClauses } from '../../src/laws/clauses.ts';
import { emptyMeasures, type Measures } from '../../src/laws/measures.ts';
import { createPartialTwin } from './partial-twin.fixture.ts';

const notVacuous = (measures: Partial<Measures>, leastClaimed?: number) => () =>
  translationLawClauses['not-vacuous']({
    create: createPartialTwin,
    plugins: [],
    channels: [],
    cases: 1,
    seed: 1,
    measures: { ...emptyMeasures(), ...measures },
    ...(leastClaimed !== undefined && { leastClaimed }),
  });

test('four fifths of the steps of free bots have to be claimed, or what an adapter says', () => {
  expect(notVacuous({ freeSteps: 100, freeClaimed: 80 })).not.toThrow();
  expect(notVacuous({ freeSteps: 100, freeClaimed: 79 })).toThrow('At least 80 % of the steps of free bots');
  expect(notVacuous({ freeSteps: 100, freeClaimed: 40 }, 0.4)).not.toThrow();
  expect(notVacuous({ freeSteps: 100, freeClaimed: 39 }, 0.4)).toThrow('At least 40 % of the steps of free bots');
});

test('a bot of nothing but what the capabilities list loses nothing', () => {
  expect(notVacuous({ capabilityBots: 10, lossless: 9 })).toThrow('Every bot of declared capabilities');
});
