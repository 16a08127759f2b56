import type { BotInput, FlowInput, NodeInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { runTurn } from './hosts/run-turn.ts';
import { talk } from './talk.fixture.ts';

const hourMs = 3_600_000;
const say = (id: string, text = id): NodeInput => ({ id, kind: 'message', text });
const name: FlowInput = {
  id: 'name',
  triggers: [{ kind: 'text', equals: 'name' }],
  nodes: [{ id: 'ask', kind: 'question', text: 'Name?', variable: 'name' }, say('greet', 'Hello {{name}}.')],
};
const who: FlowInput = { id: 'who', triggers: [{ kind: 'text', equals: 'who' }], nodes: [say('tell', 'You are {{name}}, {{member}}.')] };
const on = (event: 'session-expiring' | 'session-expired' | 'handoff-failed', text: string): FlowInput => ({
  id: event,
  triggers: [{ kind: 'event', event }],
  nodes: [say(`on-${event}`, text)],
});
const bot = (flows: readonly FlowInput[], more: Partial<BotInput> = {}): BotInput => ({ id: 'bot', flows, ...more });

describe('a session', () => {
  test('ends an hour after the last message, with its variables and what was open; the contact keeps its own', async () => {
    const chat = talk(bot([name, who, on('session-expired', 'Bye.')], { variables: [{ name: 'member', scope: 'contact' }] }), {
      variables: { member: 'gold' },
    });
    await chat.say('name');
    await chat.say('Ann');
    expect(await chat.wait(hourMs - 1_000)).toEqual([]);
    expect(await chat.say('who')).toEqual(['You are Ann, gold.']);
    expect(await chat.wait(hourMs - 1_000)).toEqual([]);
    expect(await chat.wait(1_000)).toEqual(['Bye.']);
    expect(chat.conversation.session).toBeUndefined();
    expect(chat.conversation.timers).toEqual([]);
    expect(await chat.say('who')).toEqual(['You are , gold.']);
  });

  test('is over for a message that comes late although no timer was delivered', async () => {
    const chat = talk(bot([name]));
    await chat.say('name');
    await chat.clock.advance(hourMs);
    expect(await chat.say('Ann')).toEqual(['Sorry, I did not understand that.']);
  });

  test('warns before it expires, once, and again only after another message', async () => {
    const chat = talk(bot([name, on('session-expiring', 'Still there?')], { semantics: { sessionExpiringMs: 60_000 } }));
    await chat.say('name');
    expect(await chat.wait(hourMs - 60_000)).toEqual(['Still there?']);
    expect(await chat.wait(30_000)).toEqual([]);
    await chat.say('Ann');
    expect(await chat.wait(hourMs - 60_000)).toEqual(['Still there?']);
  });

  test('variables begin with what they declare, a wider value going first', async () => {
    const variables = [
      { name: 'name', initial: 'stranger' },
      { name: 'member', initial: 'none' },
    ] as const;
    expect(await talk(bot([who], { variables }), { variables: { member: 'gold' } }).say('who')).toEqual(['You are stranger, gold.']);
  });

  test('has an id no other has, for idempotency keys are made of it', async () => {
    const [one, other] = [talk(bot([name])), talk(bot([name]))];
    await one.say('name');
    await other.say('name');
    expect(one.conversation.session?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one.conversation.session?.id).not.toBe(other.conversation.session?.id);
  });

  test('turn variables end with the next message', async () => {
    const flow: FlowInput = {
      id: 'turn',
      triggers: [{ kind: 'text', equals: 'set' }],
      nodes: [{ id: 'set', kind: 'assign', set: [{ variable: 'mood', value: 'good', scope: 'turn' }] }, say('now', 'Mood {{mood}}.')],
    };
    const later: FlowInput = { id: 'later', triggers: [{ kind: 'text', equals: 'later' }], nodes: [say('then', 'Mood {{mood}}.')] };
    const chat = talk(bot([flow, later]));
    expect(await chat.say('set')).toEqual(['Mood good.']);
    expect(await chat.say('later')).toEqual(['Mood .']);
  });

  test('a stale timer is ignored', async () => {
    const chat = talk(bot([name, on('session-expired', 'Bye.')]));
    await chat.say('name');
    const [timer] = chat.conversation.timers;
    expect(await chat.take({ kind: 'timer', name: 'session', generation: (timer?.generation ?? 0) - 1 })).toEqual([]);
  });
});

describe('wait', () => {
  const pay: FlowInput = {
    id: 'pay',
    triggers: [{ kind: 'text', equals: 'pay' }],
    nodes: [
      {
        id: 'payment',
        kind: 'wait',
        reference: 'pay-{{session.id}}',
        timeoutMs: 60_000,
        variable: 'payment',
        routes: [
          { when: 'callback', if: { left: '{{payment.result}}', op: 'equals', right: 'paid' }, to: 'paid' },
          { when: 'callback', to: 'refused' },
          { when: 'timeout', to: 'late' },
        ],
      },
      { ...say('paid', 'Paid {{payment.data.amount}}.'), next: { end: 'flow' } },
      { ...say('refused', 'Not paid.'), next: { end: 'flow' } },
      { ...say('late', 'Too late.'), next: { end: 'flow' } },
    ],
  };
  const reference = (chat: ReturnType<typeof talk>): string => chat.conversation.frames.at(-1)?.waiting?.reference ?? '';

  test('goes on with the callback that names its reference; another is ignored', async () => {
    const chat = talk(bot([pay]));
    expect(await chat.say('pay')).toEqual([]);
    expect(await chat.take({ kind: 'callback', reference: 'other', result: 'paid' })).toEqual([]);
    expect(chat.diagnostics()).toEqual(['unknown-callback']);
    expect(await chat.take({ kind: 'callback', reference: reference(chat), result: 'paid', data: { amount: 12 } })).toMatchObject([
      { message: { text: 'Paid 12.' } },
    ]);
    expect(chat.conversation.timers.map((timer) => timer.name)).toEqual(['session']);
  });

  test('goes on when its time is up', async () => {
    const chat = talk(bot([pay]));
    await chat.say('pay');
    expect(await chat.wait(59_999)).toEqual([]);
    expect(await chat.wait(1)).toEqual(['Too late.']);
  });

  test('messages meanwhile are taken as if nothing were open, and the wait is not lost', async () => {
    const chat = talk(bot([pay, name]));
    await chat.say('pay');
    const waitsFor = reference(chat);
    expect(await chat.say('name')).toEqual(['Name?']);
    expect(await chat.take({ kind: 'callback', reference: waitsFor, result: 'no' })).toMatchObject([{ message: { text: 'Not paid.' } }]);
    await chat.say('pay');
    expect(await chat.say('name')).toEqual(['Name?']);
    expect(await chat.say('Ann')).toEqual(['Hello Ann.']);
    expect(reference(chat)).not.toBe('');
  });
});

describe('handoff', () => {
  const person: FlowInput = {
    id: 'person',
    triggers: [{ kind: 'text', equals: 'person' }],
    nodes: [
      { id: 'hand', kind: 'handoff', queue: 'sales', message: 'One moment.', context: [{ name: 'last', value: '{{user.text}}' }] },
      say('back', 'Back again.'),
    ],
  };

  test('gives the conversation away; nothing is dispatched until it comes back', async () => {
    const chat = talk(bot([person, who]));
    expect(await chat.message('person')).toMatchObject([
      { kind: 'message', message: { text: 'One moment.' } },
      { kind: 'handoff', queue: 'sales', context: [{ name: 'last', value: 'person' }] },
    ]);
    expect(chat.conversation.status).toBe('handed-off');
    expect(await chat.say('who')).toEqual([]);
    expect(await chat.take({ kind: 'handoff-end', reason: 'done' })).toMatchObject([{ message: { text: 'Back again.' } }]);
    expect(chat.conversation.status).toBe('active');
  });

  test('that failed takes its route, else the event', async () => {
    const [hand, back] = person.nodes as [Extract<NodeInput, { kind: 'handoff' }>, NodeInput];
    const routed = talk(
      bot([{ ...person, nodes: [{ ...hand, routes: [{ when: 'failed', say: 'Nobody is there.', to: { end: 'flow' } }] }, back] }]),
    );
    await routed.say('person');
    expect(await routed.take({ kind: 'handoff-end', reason: 'failed' })).toMatchObject([{ message: { text: 'Nobody is there.' } }]);
    const event = talk(bot([person, on('handoff-failed', 'Try later.')]));
    await event.say('person');
    expect(await event.take({ kind: 'handoff-end', reason: 'failed' })).toMatchObject([{ message: { text: 'Try later.' } }]);
  });
});

describe('after the bot has changed', () => {
  test('a node that is gone closes its flow, and the conversation goes on', async () => {
    const chat = talk(bot([name]));
    await chat.say('name');
    const changed = talk(bot([who])).bot;
    const engine = createEngine({ call: { call: async () => ({ outcome: { kind: 'timeout' }, headers: {} }), redact: (text) => text } });
    const result = await runTurn(engine, changed, chat.conversation, { kind: 'message', id: 'x', text: 'who' }, { clock: chat.clock });
    expect(result.effects).toMatchObject([{ message: { text: 'You are , .' } }]);
  });
});
