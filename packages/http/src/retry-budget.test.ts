import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRetryBudget } from './retry-budget.ts';
import { SlidingCounts } from './sliding-counts.ts';

const granted = (budget: ReturnType<typeof createRetryBudget>, integration: string, nowMs: number): number => {
  let retries = 0;
  while (retries < 1_000 && budget.grants(integration, nowMs)) retries += 1;
  return retries;
};

describe('a budget of retries', () => {
  test('grants a few in any case, and a share of the calls', () => {
    const budget = createRetryBudget({ share: 0.2, minimum: 3 });
    expect(granted(budget, 'a', 0)).toBe(3);
    for (let call = 0; call < 50; call++) budget.countCall('a', 100);
    expect(granted(budget, 'a', 100)).toBe(10);
    expect(granted(budget, 'b', 100)).toBe(3);
  });

  test('forgets calls and retries after ten seconds', () => {
    const budget = createRetryBudget({ share: 0.2, minimum: 3 });
    for (let call = 0; call < 50; call++) budget.countCall('a', 0);
    expect(granted(budget, 'a', 0)).toBe(13);
    expect(granted(budget, 'a', 8_999)).toBe(0);
    expect(granted(budget, 'a', 10_000)).toBe(3);
  });

  test('keeps what it counted however many integrations there are', () => {
    const budget = createRetryBudget({ minimum: 3 });
    expect(granted(budget, 'a', 0)).toBe(3);
    for (let number = 0; number < 3_000; number++) budget.countCall(`${number}`, 0);
    expect(granted(budget, 'a', 0)).toBe(0);
  });

  test('has no end when it is switched off', () => {
    expect(granted(createRetryBudget(false), 'a', 0)).toBe(1_000);
  });

  test.each([{ share: -0.1 }, { share: 1.1 }, { share: Number.NaN }, { minimum: -1 }, { minimum: 0.5 }])('is refused: %j', (wrong) => {
    expect(() => createRetryBudget(wrong)).toThrow(`retryBudget.${Object.keys(wrong)[0]} must be`);
  });
});

test('sliding counts are those of the window, to a tenth of it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.boolean()), { maxLength: 60 }), (steps) => {
      const counts = new SlidingCounts(1_000);
      const added: { readonly atMs: number; readonly isMarked: boolean }[] = [];
      let nowMs = 0;
      for (const [stepMs, isMarked] of steps) {
        nowMs += stepMs;
        counts.add(nowMs, isMarked);
        added.push({ atMs: nowMs, isMarked });
        const lately = added.filter(({ atMs }) => Math.floor(nowMs / 100) - Math.floor(atMs / 100) < 10);
        expect([counts.all, counts.marked]).toEqual([lately.length, lately.filter((one) => one.isMarked).length]);
      }
    }),
  );
});
