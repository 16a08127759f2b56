import type { Json } from '@dragoman/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guestInput } from './guest-input.ts';

const run = (snapshot: { readonly [name: string]: Json }) =>
  guestInput({ snapshot, answers: [], nowMs: 0, seed: 0 }, { effects: 1, outputLength: 1 });

test('nothing of what was given is lost, and everything keeps its place', () => {
  const long = fc.string({ minLength: 400, maxLength: 700 });
  const value = fc.oneof(fc.jsonValue() as fc.Arbitrary<Json>, long, fc.dictionary(fc.string(), fc.oneof(long, fc.array(long))));
  const snapshots = fc.dictionary(fc.string(), fc.dictionary(fc.string(), value)) as fc.Arbitrary<{ [name: string]: Json }>;
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const { head, texts } = run(snapshot);
      const given = JSON.parse(head) as { snapshot: Json; cuts: string[][] };
      for (const [index, path] of given.cuts.entries()) {
        const parent = path.slice(0, -1).reduce((inner, name) => (inner as { [name: string]: Json })[name] as Json, given.snapshot);
        Object.defineProperty(parent, path.at(-1) ?? '', { value: JSON.parse(texts[index] ?? '') });
      }
      expect(JSON.stringify(given.snapshot)).toBe(JSON.stringify(snapshot));
      expect(texts).toHaveLength(given.cuts.length);
    }),
  );
});

test('a long value is a text of its own, a short one is not', () => {
  const items = Array.from({ length: 200 }, (_, index) => index);
  expect(run({ variables: { order: { $body: { items }, $status: 200 }, city: 'Utrecht' } }).texts).toEqual([JSON.stringify({ items })]);
});
