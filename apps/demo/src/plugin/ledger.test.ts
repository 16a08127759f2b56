import { Clock, definePlugin, Events, provide, type RunEvents } from '@dragoman/core';
import { createContainer, createEventBus } from '@dragoman/core/container';
import { createVirtualClock } from '@dragoman/runtime';
import { expect, test } from 'vitest';
import { demoPlugin } from './demo-plugin.ts';
import { Ledger } from './ledger.ts';

test('the ledger counts calls from the start of the container to its end', async () => {
  const clock = createVirtualClock();
  const events = createEventBus<RunEvents>();
  const surroundings = definePlugin({ name: 'test', providers: [provide(Clock, () => clock), provide(Events, () => events)] });
  const container = createContainer([demoPlugin, surroundings]);
  const call = (outcome: RunEvents['request-end']['outcome']) =>
    events.emit('request-end', {
      event: 'request-end',
      atMs: 0,
      turn: 1,
      integration: 'order-lookup',
      node: 'look-up',
      outcome,
      request: { method: 'GET', url: 'http://127.0.0.1/', query: [], headers: [] },
    });

  const ledger = container.get(Ledger);
  call({ kind: 'timeout' });
  await container.start();
  call({ kind: 'response', status: 404 });
  call({ kind: 'error', reason: 'refused' });
  call({ kind: 'error', reason: 'refused' });
  ledger.note({ title: 'An order', isAsExpected: true });
  await clock.advance(1_500);
  await container.dispose();
  call({ kind: 'max-connection' });

  expect(ledger.read()).toEqual({
    entries: [{ title: 'An order', isAsExpected: true }],
    calls: [
      { ended: 'refused', count: 2 },
      { ended: '404', count: 1 },
    ],
    durationMs: 1_500,
  });
});
