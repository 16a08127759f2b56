import * as fc from 'fast-check';
import type { Json } from '../json.ts';
import { everythingBot } from './everything-bot.fixture.ts';

/** Everything in a document that could be changed, as the keys to it. */
const placesOf = (value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] => {
  const children =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => placesOf(child, [...path, Array.isArray(value) ? Number(key) : key]))
      : [];
  return [path, ...children];
};

const places = placesOf(everythingBot);

export type Container = { [key: string | number]: unknown };

const mutated = (path: readonly (string | number)[], change: (parent: Container, key: string | number) => void): unknown => {
  const root: Container = { bot: structuredClone(everythingBot) };
  const keys = ['bot', ...path];
  const parent = keys.slice(0, -1).reduce<Container>((value, key) => (value[key] ?? {}) as Container, root);
  change(parent, keys.at(-1) as string | number);
  return root.bot;
};

/** Nested that deep. */
export const nested = (depth: number): Json => {
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

/** The bot that has everything, with one change somewhere: mostly no bot any more. */
export const changedBot: fc.Arbitrary<unknown> = fc.oneof(
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
