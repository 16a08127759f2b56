import type { Conversation, ConversationWork, Input } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createMemoryConversations } from './memory-conversations.ts';
import { createVirtualClock } from './virtual-clock.ts';

const empty: Conversation = {
  bot: { id: 'bot', version: '1' },
  status: 'active',
  frames: [],
  contact: { variables: {} },
  turnVariables: {},
  turn: 0,
  timers: [],
};
const said = (text: string, id = text): Input => ({ kind: 'message', id, text });
const textOf = (input: Input): string => (input.kind === 'message' ? input.text : input.kind);

/** Work whose turns append what they take to a log, and whose sends are noted. */
const recording = (turn: (input: Input, log: string[]) => Promise<void> = async (input, log) => void log.push(textOf(input))) => {
  const logs = new Map<string, string[]>();
  const sent: string[] = [];
  const keys: string[] = [];
  const work = (key: string): string[] => {
    const log = logs.get(key) ?? [];
    logs.set(key, log);
    return log;
  };
  const conversationWork: ConversationWork = {
    turn: async (conversation, input, host) => {
      const key = String((conversation ?? empty).contact.variables.key ?? textOf(input).split(':')[0]);
      await turn(input, work(key));
      host.send({ kind: 'message', message: { kind: 'text', text: `did ${textOf(input)}` } });
      return { ...(conversation ?? empty), turn: (conversation ?? empty).turn + 1, contact: { variables: { key } } };
    },
    failed: async (conversation, _input, host) => {
      host.send({ kind: 'message', message: { kind: 'text', text: 'failed' } });
      return { ...(conversation ?? empty), turn: (conversation ?? empty).turn + 1 };
    },
    send: async (key, effect, { idempotencyKey }) => {
      sent.push(effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : effect.kind);
      keys.push(idempotencyKey);
      return { kind: 'accepted', id: key };
    },
  };
  return { logs, sent, keys, work: conversationWork };
};

describe('memory conversations', () => {
  test('twenty messages that come together are handled once each, in order, and again on no redelivery', async () => {
    let running = 0;
    const { logs, work } = recording(async (input, log) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      log.push(textOf(input));
    });
    const driver = createMemoryConversations({ clock: createVirtualClock() });
    await driver.start(work);
    const messages = Array.from({ length: 20 }, (_, index) => said(`a:${index}`));
    for (const message of messages) expect(await driver.deliver('a', message)).toEqual({ duplicate: false });
    for (const message of messages) expect(await driver.deliver('a', message)).toEqual({ duplicate: true });
    await driver.idle();
    expect(logs.get('a')).toEqual(messages.map(textOf));
    await driver.dispose();
  });

  test('a message id is forgotten after the window', async () => {
    const clock = createVirtualClock();
    const driver = createMemoryConversations({ clock, duplicateWindowMs: 1_000 });
    await driver.start(recording().work);
    await driver.deliver('a', said('a:1'));
    await clock.advance(999);
    expect(await driver.deliver('a', said('a:1'))).toEqual({ duplicate: true });
    await clock.advance(1);
    expect(await driver.deliver('a', said('a:1'))).toEqual({ duplicate: false });
    await driver.dispose();
  });

  test('a conversation that is slow delays no other', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { logs, work } = recording(async (input, log) => {
      if (textOf(input).startsWith('slow')) await held;
      log.push(textOf(input));
    });
    const driver = createMemoryConversations({ clock: createVirtualClock() });
    await driver.start(work);
    await driver.deliver('slow', said('slow:1'));
    await driver.deliver('quick', said('quick:1'));
    await new Promise((resolve) => setImmediate(resolve));
    expect([logs.get('quick'), logs.get('slow')]).toEqual([['quick:1'], []]);
    release();
    await driver.idle();
    expect(logs.get('slow')).toEqual(['slow:1']);
    await driver.dispose();
  });

  test('a turn that fails is tried again without sending twice; one that always fails goes to the dead letters and the next goes on', async () => {
    let tries = 0;
    const { sent, work } = recording();
    const flaky: ConversationWork = {
      ...work,
      turn: async (conversation, input, host) => {
        host.send({ kind: 'message', message: { kind: 'text', text: `begin ${textOf(input)}` } });
        tries += 1;
        if (textOf(input) === 'a:poison' || tries === 1) throw new TypeError('broken');
        return work.turn(conversation, input, host);
      },
    };
    const driver = createMemoryConversations({ clock: createVirtualClock() });
    await driver.start(flaky);
    for (const text of ['a:1', 'a:poison', 'a:2']) await driver.deliver('a', said(text));
    await driver.idle();
    expect(sent).toEqual(['begin a:1', 'did a:1', 'begin a:poison', 'begin a:2', 'did a:2']);
    expect(await driver.deadLetters()).toEqual([{ key: 'a', input: said('a:poison'), reason: 'broken' }]);
    await driver.dispose();
  });

  test('a step that was done is not done again when the turn is tried again', async () => {
    let calls = 0;
    const { work } = recording();
    let tries = 0;
    const driver = createMemoryConversations({ clock: createVirtualClock() });
    await driver.start({
      ...work,
      turn: async (conversation, input, host) => {
        const step = await host.step('call', async () => (calls += 1), { replay: 'never' });
        expect(step).toEqual({ kind: 'done', value: 1 });
        tries += 1;
        if (tries < 3) throw new TypeError('broken');
        return work.turn(conversation, input, host);
      },
    });
    await driver.deliver('a', said('a:1'));
    await driver.idle();
    expect([calls, tries]).toEqual([1, 3]);
    await driver.dispose();
  });

  test('effects leave in order, each after its own pause, under a key of their own', async () => {
    const clock = createVirtualClock();
    const { sent, keys, work } = recording();
    const driver = createMemoryConversations({ clock });
    await driver.start({
      ...work,
      turn: async (conversation, _input, host) => {
        host.send({ kind: 'message', message: { kind: 'text', text: 'first' }, delayMs: 100 });
        host.send({ kind: 'message', message: { kind: 'text', text: 'second' }, delayMs: 50 });
        host.send({ kind: 'message', message: { kind: 'text', text: 'third' } });
        return conversation ?? empty;
      },
    });
    await driver.deliver('a', said('a:1'));
    await clock.advance(99);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toEqual(['first']);
    await clock.advance(50);
    expect(sent).toEqual(['first', 'second', 'third']);
    expect(new Set(keys).size).toBe(3);
    await driver.dispose();
  });

  test('what may have arrived is not sent again; what was refused for a while is', async () => {
    const clock = createVirtualClock();
    const { work } = recording();
    const tried: string[] = [];
    const answers = [{ kind: 'unknown' }, { kind: 'refused', reason: 'busy', retryAfterMs: 10 }, { kind: 'accepted', id: '1' }] as const;
    const driver = createMemoryConversations({ clock });
    await driver.start({
      ...work,
      send: async (_key, effect) => {
        tried.push(effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : '');
        return answers[tried.length - 1] ?? { kind: 'unknown' };
      },
    });
    await driver.deliver('a', said('a:1'));
    await driver.deliver('a', said('a:2'));
    await clock.advance(10);
    expect(tried).toEqual(['did a:1', 'did a:2', 'did a:2']);
    await driver.dispose();
  });

  test('timers come back as inputs when they are due', async () => {
    const clock = createVirtualClock();
    const taken: Input[] = [];
    const driver = createMemoryConversations({ clock });
    await driver.start({
      ...recording().work,
      turn: async (conversation, input, host) => {
        taken.push(input);
        if (input.kind === 'message') {
          host.timer({ name: 'late', generation: 1, atMs: 200 });
          host.timer({ name: 'soon', generation: 2, atMs: 100 });
        }
        return conversation ?? empty;
      },
    });
    await driver.deliver('a', said('a:1'));
    await clock.advance(99);
    expect(taken).toHaveLength(1);
    await clock.advance(101);
    expect(taken.slice(1)).toEqual([
      { kind: 'timer', name: 'soon', generation: 2 },
      { kind: 'timer', name: 'late', generation: 1 },
    ]);
    await driver.dispose();
  });
});
