import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { type Container, nested } from './changed-bot.fixture.ts';
import { readBot } from './read-bot.ts';

const within = (value: unknown) => ({ id: 'a', settings: { value } });

const holdsItself = (): unknown => {
  const bot: Container = { id: 'a' };
  bot.settings = { bot };
  return bot;
};

/** Sixty objects, and a million million million ways through them. */
const braid = (): Json => {
  let value: Json = 'x';
  for (let level = 0; level < 60; level += 1) value = [value, value];
  return value;
};

const throwing = {
  get id(): string {
    throw new TypeError('no');
  },
};

const throwingProxy = new Proxy(
  {},
  {
    ownKeys() {
      throw new TypeError('no');
    },
  },
);

describe('what is no plain data, or too much of it', () => {
  test.each<[string, () => unknown, string, string]>([
    ['a getter that throws', () => throwing, 'not-json', ''],
    ['a proxy that throws', () => throwingProxy, 'not-json', ''],
    ['an instance of a class', () => within(new Date(0)), 'not-json', '/settings/value'],
    ['a function', () => within(() => 1), 'not-json', '/settings/value'],
    ['a number JSON does not have', () => within([1, Number.NaN]), 'not-json', '/settings/value/1'],
    ['an object that holds itself', holdsItself, 'cycle', '/settings/bot'],
    ['more than a hundred levels', () => within(nested(100)), 'too-deep', `/settings/value${'/any/0'.repeat(49)}`],
    ['nesting that no stack holds', () => within(nested(100_000)), 'too-deep', `/settings/value${'/any/0'.repeat(49)}`],
    ['a text of more than a million characters', () => within('x'.repeat(1_000_001)), 'too-long', '/settings/value'],
    ['a name of ten million characters', () => ({ id: 'a', settings: { ['x'.repeat(10_000_000)]: 1 } }), 'too-long', '/settings'],
    ['a list of four thousand million gaps', () => within(new Array(4_000_000_000)), 'too-large', '/settings/value'],
  ])('is refused: %s', (_, document, code, place) => {
    expect(readBot(document()).diagnostics).toMatchObject([{ code, place, severity: 'error' }]);
  });

  test('is refused: the same few objects a million times over', () => {
    expect(readBot(within(braid())).diagnostics).toMatchObject([{ code: 'too-large' }]);
  });

  test('is not the document that a bot was imported from, however long', () => {
    const origins = { tally: { source: 'x'.repeat(1_000_001) } };
    expect(readBot({ id: 'a', origins }).value?.origins).toEqual(origins);
  });

  test('may come close', () => {
    const value = { text: 'x'.repeat(1_000_000), deep: nested(90), same: [holder, holder] };
    expect(readBot(within(value)).value?.settings).toEqual({ value });
  });
});

const holder = { a: 1 };
