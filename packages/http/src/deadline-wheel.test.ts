import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDeadlineWheel, type WheelEntry } from './deadline-wheel.ts';

/** A wheel on a clock that only moves when told, with an alarm that rings when it is passed. */
const openWheel = () => {
  let nowMs = 1_000_003;
  let alarm: { readonly atMs: number; ring(): void } | undefined;
  let isHeld = false;
  let rings = 0;
  const wheel = createDeadlineWheel(() => nowMs, {
    set(delayMs, ring) {
      alarm = { atMs: nowMs + delayMs, ring };
    },
    hold(held) {
      isHeld = held;
    },
  });
  return {
    wheel,
    now: () => nowMs,
    isHeld: () => isHeld,
    rings: () => rings,
    pass(durationMs: number) {
      const endMs = nowMs + durationMs;
      while (alarm !== undefined && alarm.atMs <= endMs) {
        const { atMs, ring } = alarm;
        alarm = undefined;
        nowMs = Math.max(nowMs, atMs);
        rings += 1;
        ring();
      }
      nowMs = endMs;
    },
  };
};

const entry = (onDue: () => void): WheelEntry => ({ onDue, dueTick: 0, before: undefined, after: undefined });

const tickMs = 10;

describe('the wheel', () => {
  test('tells each entry once, never early and at most a tick late, unless it was removed', () => {
    const delay = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60_000 }));
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), delayMs: delay }),
      fc.record({ kind: fc.constant('remove' as const), index: fc.nat() }),
      fc.record({
        kind: fc.constant('pass' as const),
        durationMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 30_000 })),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { wheel, now, pass } = openWheel();
        const all: { readonly dueMs: number; readonly entry: WheelEntry; toldMs: number[]; removedMs: number | undefined }[] = [];
        for (const step of steps) {
          if (step.kind === 'pass') pass(step.durationMs);
          else if (step.kind === 'add') {
            const record = {
              dueMs: now() + step.delayMs,
              entry: entry(() => record.toldMs.push(now())),
              toldMs: [] as number[],
              removedMs: undefined,
            };
            all.push(record);
            wheel.add(record.entry, step.delayMs);
          } else {
            const record = all[step.index % Math.max(1, all.length)];
            if (record === undefined) continue;
            wheel.remove(record.entry);
            record.removedMs ??= now();
          }
        }
        pass(100_000);
        for (const { dueMs, toldMs, removedMs } of all) {
          if (removedMs !== undefined && toldMs.length === 0) {
            expect(removedMs).toBeLessThanOrEqual(dueMs + tickMs);
            continue;
          }
          expect(toldMs).toHaveLength(1);
          expect(toldMs[0]).toBeGreaterThanOrEqual(dueMs);
          expect(toldMs[0]).toBeLessThanOrEqual(dueMs + 2 * tickMs);
        }
        expect(wheel.entries()).toEqual([]);
      }),
    );
  });

  test('does not tell an entry that another one, due with it, removed', () => {
    const { wheel, pass } = openWheel();
    const told: string[] = [];
    const second = entry(() => told.push('second'));
    wheel.add(
      entry(() => {
        told.push('first');
        wheel.remove(second);
      }),
      50,
    );
    wheel.add(second, 50);
    pass(1000);
    expect(told).toEqual(['first']);
  });

  test('rings no more often than something may be due, however many calls come and go', () => {
    const { wheel, pass, rings } = openWheel();
    for (let call = 0; call < 10_000; call++) {
      const quick = entry(() => {});
      wheel.add(quick, 5000);
      wheel.remove(quick);
      if (call % 10 === 0) pass(1);
    }
    expect(rings()).toBeLessThan(5);
  });

  test('holds the process only while something waits', () => {
    const { wheel, isHeld, pass } = openWheel();
    const first = entry(() => {});
    wheel.add(first, 100);
    expect(isHeld()).toBe(true);
    wheel.remove(first);
    expect(isHeld()).toBe(false);
    wheel.add(first, 100);
    pass(200);
    expect(isHeld()).toBe(false);
  });

  test('takes what is no number as no time, and for ever as very long', () => {
    const { wheel, pass } = openWheel();
    const told: string[] = [];
    wheel.add(
      entry(() => told.push('nan')),
      Number.NaN,
    );
    wheel.add(
      entry(() => told.push('negative')),
      -5,
    );
    wheel.add(
      entry(() => told.push('for ever')),
      Number.POSITIVE_INFINITY,
    );
    pass(20_000);
    expect(told.sort()).toEqual(['nan', 'negative']);
  });
});
