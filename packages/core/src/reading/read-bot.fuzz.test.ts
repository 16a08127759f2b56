import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { checkRules } from '../rules/check-rules.ts';
import { coreRules } from '../rules/core-rules.ts';
import { parsePointer } from '../values/json-pointer.ts';
import { botVersion } from './bot-version.ts';
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

/** Everything in a document that could be changed, as the keys to it. */
const placesOf = (value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] => {
  const children =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => placesOf(child, [...path, Array.isArray(value) ? Number(key) : key]))
      : [];
  return [path, ...children];
};

const places = placesOf(everythingBot);

type Container = { [key: string | number]: unknown };

const mutated = (path: readonly (string | number)[], change: (parent: Container, key: string | number) => void): unknown => {
  const root: Container = { bot: structuredClone(everythingBot) };
  const keys = ['bot', ...path];
  const parent = keys.slice(0, -1).reduce<Container>((value, key) => (value[key] ?? {}) as Container, root);
  change(parent, keys.at(-1) as string | number);
  return root.bot;
};

const nested = (depth: number): Json => {
  let value: Json = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { any: value };
  return value;
};

const strangeText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '{{',
    '{{x}}',
    '{{x',
    '{{secret.A}}',
    '{{item}}',
    'next',
    'repeat',
    '__proto__',
    'a\r\nb: c',
    '(((',
    '[',
    '$.a[',
    'https://',
    'http://a b',
    '{'.repeat(500),
  ),
  fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '.', 'a', '(', ')', '*', '|', '$', '\\', '?') }),
);

const strangeValue = fc.oneof(
  strangeText,
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, 10n, Symbol('s'), () => 1, new Date(0), new Map()),
  fc.constantFrom(nested(101), nested(5_000), 'x'.repeat(1_000_001)),
);

const place = fc.constantFrom(...places);

const change = fc.oneof(
  fc.record({ path: place, value: strangeValue }).map(({ path, value }) =>
    mutated(path, (parent, key) => {
      parent[key] = value;
    }),
  ),
  place.map((path) => mutated(path, (parent, key) => void (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]))),
  fc
    .record({
      path: place,
      name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'idd', ''), fc.string()),
      value: strangeValue,
    })
    .map(({ path, name, value }) =>
      mutated(path, (parent, key) => {
        const target = parent[key];
        if (typeof target === 'object' && target !== null)
          Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
      }),
    ),
  fc.record({ path: place, from: place }).map(({ path, from }) =>
    mutated(path, (parent, key) => {
      parent[key] = structuredClone(from.reduce<unknown>((value, step) => (value as Container)[step], everythingBot));
    }),
  ),
);

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
      fc.property(change, (document) => {
        const result = readBot(document);
        expectLocated(result);
        if (result.value === undefined) return;
        expect(normaliseBot(result.value)).toEqual(result.value);
        expect(botVersion(normaliseBot(result.value))).toBe(botVersion(result.value));
        checkRules(result.value, coreRules);
      }),
      { numRuns: 400 },
    );
  });

  test('leaves the document as it was', () => {
    const before = JSON.stringify(everythingBot);
    readBot(everythingBot);
    expect(JSON.stringify(everythingBot)).toBe(before);
  });

  test.each<[string, () => unknown]>([
    [
      'a getter that throws',
      () => ({
        get id() {
          throw new TypeError('no');
        },
      }),
    ],
    [
      'a proxy that throws',
      () =>
        new Proxy(
          {},
          {
            ownKeys() {
              throw new TypeError('no');
            },
          },
        ),
    ],
    [
      'an object that holds itself',
      () => {
        const bot: Container = { id: 'a' };
        bot.settings = { bot };
        return bot;
      },
    ],
    [
      'an object that holds the same one again and again',
      () => {
        let value: Json = 'x';
        for (let level = 0; level < 60; level += 1) value = [value, value];
        return { id: 'a', settings: { value } };
      },
    ],
    ['a list of four thousand million gaps', () => ({ id: 'a', settings: { list: new Array(4_000_000_000) } })],
    ['a text of ten million characters', () => ({ id: 'x'.repeat(10_000_000) })],
    ['a name of ten million characters', () => ({ id: 'a', ['x'.repeat(10_000_000)]: 1 })],
    ['nesting that no stack holds', () => ({ id: 'a', settings: { value: nested(100_000) } })],
  ])('refuses %s', (_, document) => {
    const result = readBot(document());
    expectLocated(result);
    expect(result.value).toBeUndefined();
  });
});
