import { exportBot, importBot, neutralSemantics } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../src/laws/compare/meaning-of.ts';
import { counterexample } from '../../src/laws/counterexample.ts';
import { casesToTry } from '../../src/laws/law-size.ts';
import { consumers } from '../../src/laws/run/consumer.ts';
import { apiBehaviours } from '../../src/laws/run/server.ts';
import { readGenerated, tryCase } from '../../src/laws/try-case.ts';
import { createTwinAdapter } from '../../src/twin/twin-adapter.ts';
import { createVmScriptEngine } from '../scripts/vm-script-engine.fixture.ts';
import { smallBots } from './small-bots.fixture.ts';
import { smallPlatforms, smallSemantics } from './small-platforms.fixture.ts';

/** A bot, and a platform that behaves alike and has some of what the bot holds. */
const pairs = smallSemantics.chain((semantics) =>
  fc.record({
    platform: smallPlatforms.map((capabilities) => createTwinAdapter({ capabilities, semantics: { ...neutralSemantics, ...semantics } })),
    bot: smallBots(semantics),
  }),
);

const scripts = createVmScriptEngine();
const size = { numRuns: casesToTry(100) };

describe('small bots on any platform', { timeout: size.numRuns * 1_000 }, () => {
  test('run the same up to the first reported place', async () => {
    let claimed = 0;
    await fc.assert(
      fc.asyncProperty(pairs, consumers, apiBehaviours, async ({ platform, bot }, intentions, behaviour) => {
        const result = await tryCase(platform, { bot, intentions, behaviour, channel: undefined }, { scripts });
        // Nodes made between count, so that what runs for ever may stop elsewhere.
        if (result.run.turns.some(({ steps }) => steps.some((step) => step.kind === 'note' && step.code === 'chain-limit'))) return;
        for (const { difference, restore, claimed: steps } of result.comparisons) {
          const told = difference && counterexample(platform.id, bot, result, difference, { restore, channel: undefined });
          expect(told, JSON.stringify(platform.capabilities)).toBeUndefined();
          claimed += steps;
        }
      }),
      size,
    );
    expect(claimed).toBeGreaterThan(2 * size.numRuns);
  });

  test('are only what the platform has once they are lowered, and each loss has its place', () => {
    fc.assert(
      fc.property(pairs, ({ platform, bot }) => {
        const exported = exportBot(platform, readGenerated(bot, []));
        expect(exported.diagnostics.filter(({ place }) => place === '')).toEqual([]);
        const lowered = importBot(platform, exported.text, { restore: false }).value;
        const again = exportBot(platform, { ...lowered, origins: {} });
        expect(again.diagnostics.filter(({ loss }) => loss === 'degraded' || loss === 'dropped')).toEqual([]);
        expect(meaningOf(importBot(platform, again.text, { restore: false }).value)).toEqual(meaningOf(lowered));
      }),
      size,
    );
  });
});
