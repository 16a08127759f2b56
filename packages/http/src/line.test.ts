import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Line } from './line.ts';

test('a line is first come, first served, whoever leaves it', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('join' as const) },
    { weight: 2, arbitrary: fc.constant('next' as const) },
    fc.nat({ max: 20 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const line = new Line<{ readonly number: number }>();
      let expected: { readonly number: number }[] = [];
      for (const [number, step] of steps.entries()) {
        if (step === 'join') {
          const who = { number };
          line.join(who);
          expected.push(who);
        } else if (step === 'next') {
          expect(line.next()).toBe(expected.shift());
        } else {
          const who = expected[step] ?? { number };
          line.leave(who);
          expected = expected.filter((one) => one !== who);
        }
        expect(line.length).toBe(expected.length);
      }
    }),
  );
});

test('a step takes no longer in a long line', () => {
  const msOf = (length: number): number => {
    const line = new Line<{ readonly number: number }>();
    for (let number = 0; number < length; number++) line.join({ number });
    const startedAtMs = performance.now();
    while (line.next() !== undefined);
    return performance.now() - startedAtMs;
  };
  msOf(20_000);
  const [short, long] = [20_000, 160_000].map((length) => Math.min(...[1, 2, 3].map(() => msOf(length))));
  // Eight times as many steps; where a step takes longer in a long line, this is about sixty.
  expect((long ?? 0) / (short ?? 0)).toBeLessThan(30);
});
