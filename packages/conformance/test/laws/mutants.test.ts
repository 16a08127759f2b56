import type { BotInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { translationLawClauses } from '../../src/laws/clauses.ts';
import type { LawSubject } from '../../src/laws/law-case.ts';
import { emptyMeasures } from '../../src/laws/measures.ts';
import { mutations } from '../../src/laws/mutants.ts';
import { createPartialTwin } from './partial-twin.fixture.ts';

const subjectOf = (mutate: (typeof mutations)[keyof typeof mutations]): LawSubject => ({
  create: () => mutate(createPartialTwin()),
  plugins: [],
  channels: [],
  cases: 600,
  seed: 1_000_003,
  measures: emptyMeasures(),
  isFirstEnough: true,
});

describe.each(Object.entries(mutations))('an adapter with %s', (_name, mutate) => {
  test('does not run the same', async () => {
    const law = translationLawClauses['capability-bots-translate-without-loss-and-run-the-same'];
    await expect(law(subjectOf(mutate))).rejects.toThrow(/^Turn \d+, /m);
  });
});

test('what breaks a law is told as a small bot and a conversation to lead with it', async () => {
  const law = translationLawClauses['capability-bots-translate-without-loss-and-run-the-same'];
  const problem = await Promise.resolve(law({ ...subjectOf(mutations['text-truncated']), isFirstEnough: false })).catch(String);
  expect(problem).toContain("dragoman run bot.json --say '");
  expect(problem).toContain('dragoman run bot.json --as twin');
  expect(problem).toContain('Seed 1000003, path ');
  const [, bot = '{}'] = /bot\.json:\n(\{.*?\n\})\n/s.exec(String(problem)) ?? [];
  const { flows } = JSON.parse(bot) as BotInput;
  expect(flows?.flatMap(({ nodes }) => nodes).length).toBeLessThanOrEqual(2);
});
