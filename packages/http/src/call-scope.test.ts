import { describe, expect, test } from 'vitest';
import { CallScope } from './call-scope.ts';
import { createDeadlineWheel } from './deadline-wheel.ts';

const open = (signal?: AbortSignal) => {
  const wheel = createDeadlineWheel(() => 0, { set: () => {}, hold: () => {} });
  return { wheel, scope: new CallScope(wheel, 3_600_000, signal) };
};

describe('the scope of a call', () => {
  test('leaves nothing behind when it is closed', () => {
    const { wheel, scope } = open();
    expect(wheel.entries()).toEqual([scope]);
    scope.close();
    expect(wheel.entries()).toEqual([]);
  });

  test('does not end any more when it is closed', () => {
    const controller = new AbortController();
    const { scope } = open(controller.signal);
    scope.close();
    controller.abort();
    expect(scope.ended).toBeUndefined();
  });

  test('stops what the call waits for, once, and only then', () => {
    const { scope } = open();
    let stops = 0;
    scope.waitsFor = { stop: () => stops++ };
    scope.end('timeout');
    scope.end('cancelled');
    expect([stops, scope.ended]).toEqual([1, 'timeout']);
  });

  test('gives a signal that aborts with it, also to who asks late', () => {
    const { scope } = open();
    const { signal } = scope;
    expect(signal.aborted).toBe(false);
    scope.end('timeout');
    expect([signal.aborted, scope.signal.aborted]).toEqual([true, true]);
  });

  test('waits for work no longer than it lasts, and hears of its failure', async () => {
    const { scope } = open();
    await expect(scope.unlessEnded(Promise.resolve(7))).resolves.toBe(7);
    await expect(scope.unlessEnded(Promise.reject(new RangeError('no')))).rejects.toThrow('no');
    const endless = scope.unlessEnded(new Promise<never>(() => {}));
    scope.end('timeout');
    await expect(endless).resolves.toBeUndefined();
    await expect(scope.unlessEnded(new Promise<never>(() => {}))).resolves.toBeUndefined();
    await scope.sleep(3_600_000);
  });

  test('is woken from its sleep by its end', async () => {
    const { wheel, scope } = open();
    const slept = scope.sleep(3_600_000);
    scope.end('cancelled');
    await slept;
    expect(wheel.entries()).toEqual([scope]);
  });
});
