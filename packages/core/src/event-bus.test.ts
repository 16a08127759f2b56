import { describe, expect, test } from 'vitest';
import type { RunEvents } from './conversation/run-event.ts';
import { createEventBus } from './event-bus.ts';

interface DeskEvents {
  readonly open: { readonly by: string };
  readonly close: number;
}

describe('an event bus', () => {
  test('tells listeners in the order they were added', () => {
    const heard: string[] = [];
    const bus = createEventBus<DeskEvents>();
    bus.on('open', ({ by }) => void heard.push(`first ${by}`));
    bus.on('open', ({ by }) => void heard.push(`second ${by}`));
    bus.on('close', (hour) => void heard.push(`closed at ${hour.toFixed()}`));

    bus.emit('open', { by: 'Ada' });

    expect(heard).toEqual(['first Ada', 'second Ada']);
  });

  test('stops telling who unsubscribed, and only that subscription', () => {
    const heard: number[] = [];
    const listener = (hour: number) => void heard.push(hour);
    const bus = createEventBus<DeskEvents>();
    const off = bus.on('close', listener);
    bus.on('close', listener);

    off();
    off();
    bus.emit('close', 17);

    expect(heard).toEqual([17]);
  });

  test('once hears one event, or none when it unsubscribes before', () => {
    const heard: string[] = [];
    const bus = createEventBus<DeskEvents>();
    bus.once('close', (hour) => void heard.push(`kept ${hour}`));
    bus.once('close', (hour) => void heard.push(`left ${hour}`))();

    bus.emit('close', 17);
    bus.emit('close', 18);

    expect(heard).toEqual(['kept 17']);
  });

  test('a listener that fails, at once or later, stops neither the others nor who emits', async () => {
    const problems: unknown[] = [];
    const heard: number[] = [];
    const bus = createEventBus<DeskEvents>({ onError: (error, name) => problems.push([name, error]) });
    bus.on('close', () => {
      throw 'at once';
    });
    bus.on('close', async () => {
      throw 'later';
    });
    bus.on('close', (hour) => void heard.push(hour));

    bus.emit('close', 17);
    expect(heard).toEqual([17]);
    await Promise.resolve();

    expect(problems).toEqual([
      ['close', 'at once'],
      ['close', 'later'],
    ]);
  });

  test('knows no event by its prototype', () => {
    const bus = createEventBus<Record<string, unknown>>();
    expect(() => bus.emit('constructor', 1)).not.toThrow();
  });

  test('types what is told by the name of the event', () => {
    const bus = createEventBus<RunEvents>();
    bus.on('request-end', ({ outcome }) => void outcome.kind);
    // @ts-expect-error: no such event
    bus.on('request-over', () => {});
    // @ts-expect-error: a turn ends with a status
    bus.emit('turn-end', { event: 'turn-end', atMs: 0, turn: 1 });
  });
});
