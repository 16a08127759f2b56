import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRules } from '../rules/check-rules.ts';
import { coreRules } from '../rules/core-rules.ts';
import { parsePointer } from '../values/json-pointer.ts';
import { botVersion } from './bot-version.ts';
import { changedBot } from './changed-bot.fixture.ts';
import { everythingBot } from './everything-bot.fixture.ts';
import { normaliseBot } from './normalise-bot.ts';
import { type ReadResult, readBot } from './read-bot.ts';

const expectLocated = ({ value, diagnostics }: ReadResult): void => {
  for (const { code, place, path, reason, fix } of diagnostics) {
    expect(code).toMatch(/^[a-z-]+$/);
    expect(() => parsePointer(place)).not.toThrow();
    expect(path).toMatch(/./);
    expect(reason).toMatch(/\S[.!?…]$/);
    if (fix !== undefined) expect(fix).toMatch(/\S[.!?…}]$/);
    expect(reason.length + (fix?.length ?? 0)).toBeLessThan(1_000);
  }
  expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
};

describe('reading whatever there is', () => {
  test('never throws, and every problem is located: any value', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: true, withMap: true, withDate: true, withBigInt: true })),
        (document) => expectLocated(readBot(document)),
      ),
    );
  });

  test('never throws, and every problem is located: a valid bot with one change', () => {
    fc.assert(
      fc.property(changedBot, (document) => {
        const result = readBot(document);
        expectLocated(result);
        if (result.value === undefined) return;
        expect(normaliseBot(result.value)).toEqual(result.value);
        expect(botVersion(normaliseBot(result.value))).toBe(botVersion(result.value));
        checkRules(result.value, coreRules);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('leaves the document as it was', () => {
    const before = JSON.stringify(everythingBot);
    readBot(everythingBot);
    expect(JSON.stringify(everythingBot)).toBe(before);
  });
});
