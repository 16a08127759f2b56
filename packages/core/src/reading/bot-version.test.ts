import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bot } from '../document/bot.ts';
import type { Json } from '../json.ts';
import { botVersion } from './bot-version.ts';
import { everythingBot } from './everything-bot.fixture.ts';
import { normaliseBot } from './normalise-bot.ts';

const bot = normaliseBot(everythingBot);

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
};

describe('botVersion', () => {
  test('is the same in every release: conversations are pinned to it', () => {
    expect(botVersion(normaliseBot({ id: 'order-desk' }))).toBe('35a387bd677caa11c855cbee27b7213f7066f8a6a2b9e643a9daf038e0787ba0');
  });

  test('does not depend on the order of keys, nor on where the bot came from', () => {
    expect(botVersion(reversed(bot as unknown as Json) as unknown as Bot)).toBe(botVersion(bot));
    const { origins: _, ...fresh } = bot;
    expect(botVersion(fresh)).toBe(botVersion(bot));
  });

  test('depends on everything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const version = (value: unknown) => botVersion({ ...bot, settings: { value: value as Json } });
        expect(version(a) === version(b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  test('depends on the order of lists', () => {
    expect(botVersion({ ...bot, variables: [...bot.variables].reverse() })).not.toBe(botVersion(bot));
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([name, field]) => [name, sorted(field)])
    .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1))
    .concat([['object']]);
};
