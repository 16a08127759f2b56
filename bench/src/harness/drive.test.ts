import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { drive } from './drive.ts';

test('as many calls as asked for are under way, and none is when it ends', async () => {
  let underWay = 0;
  let most = 0;
  let calls = 0;
  const driven = await drive(
    async () => {
      calls += 1;
      underWay += 1;
      most = Math.max(most, underWay);
      await setImmediate();
      underWay -= 1;
    },
    { inFlight: 3, durationMs: 50 },
  );
  expect(most).toBe(3);
  expect(underWay).toBe(0);
  expect(driven.latenciesMs).toHaveLength(calls);
});

test('a call that fails ends it', async () => {
  const failing = drive(() => Promise.reject(new RangeError('wrong answer')), { inFlight: 2, durationMs: 50 });
  await expect(failing).rejects.toThrow('wrong answer');
});
