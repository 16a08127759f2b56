import { formatDiagnostic, readBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeBots } from '../../src/laws/generate/free-bots.ts';

const problemsOf = (bot: unknown): readonly string[] =>
  readBot(bot)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(formatDiagnostic);

describe('free bots', () => {
  test('are bots that can be read', () => {
    fc.assert(
      fc.property(freeBots(), (bot) => {
        expect(problemsOf(bot)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
