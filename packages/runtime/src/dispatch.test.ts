import type { BotInput, FlowInput, NodeInput, Semantics } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const say = (id: string, text = id): NodeInput => ({ id, kind: 'message', text });
const ask = (id: string, more: Partial<Extract<NodeInput, { kind: 'question' }>> = {}): NodeInput => ({
  id,
  kind: 'question',
  text: `${id}?`,
  variable: id,
  ...more,
});

const order: FlowInput = {
  id: 'order',
  triggers: [{ kind: 'text', pattern: '*order*' }],
  nodes: [ask('number', { routes: [{ when: { regex: '^\\d+$' }, to: 'thanks' }] }), say('thanks')],
};
const help: FlowInput = { id: 'help', triggers: [{ kind: 'text', equals: 'help' }], nodes: [say('helping')] };
const stop: FlowInput = {
  id: 'stop',
  triggers: [{ kind: 'text', equals: 'stop', reach: 'bot' }],
  nodes: [say('stopping'), { id: 'over', kind: 'end', conversation: true }],
};
const lost: FlowInput = { id: 'lost', kind: 'fallback', nodes: [say('pardon')] };

const bot = (flows: readonly FlowInput[], semantics: Partial<Semantics> = {}): BotInput => ({ id: 'bot', flows, semantics });

describe('what a message starts', () => {
  test('the most specific trigger wins, then document order', async () => {
    const flows: FlowInput[] = [
      { id: 'regex', triggers: [{ kind: 'text', regex: 'tea' }], nodes: [say('by regex')] },
      { id: 'wild', triggers: [{ kind: 'text', pattern: '*tea*' }], nodes: [say('by wildcard')] },
      { id: 'plain', triggers: [{ kind: 'text', pattern: 'green tea|tea' }], nodes: [say('by pattern')] },
      { id: 'intent', triggers: [{ kind: 'intent', intent: 'tea' }], nodes: [say('by intent')] },
      { id: 'equal', triggers: [{ kind: 'text', equals: 'tea' }], nodes: [say('by equality')] },
    ];
    const chat = talk(bot(flows));
    expect(await chat.say('tea')).toEqual(['by equality']);
    expect(await chat.say('green tea', { intents: [{ name: 'tea' }] })).toEqual(['by intent']);
    expect(await chat.say('green tea')).toEqual(['by pattern']);
    expect(await chat.say('some tea')).toEqual(['by wildcard']);
    expect(await talk(bot(flows.slice(0, 1))).say('steam')).toEqual(['by regex']);
  });

  test('a trigger with an excluded word does not accept', async () => {
    const chat = talk(bot([{ id: 'tea', triggers: [{ kind: 'text', pattern: '*tea*', exclude: ['*iced*'] }], nodes: [say('tea')] }]));
    expect(await chat.say('iced tea')).toEqual(['Sorry, I did not understand that.']);
  });

  test('a greeting on session-start takes the first message that asks for nothing, and no other', async () => {
    const chat = talk(bot([{ id: 'welcome', triggers: [{ kind: 'event', event: 'session-start' }], nodes: [say('welcome')] }, help]));
    expect(await chat.say('hi')).toEqual(['welcome']);
    expect(await chat.say('hi')).toEqual(['Sorry, I did not understand that.']);
    expect(await talk(chat.bot).say('help')).toEqual(['helping']);
  });
});

describe('with a question open', () => {
  test('the order is bot triggers, the open node, flow triggers, fallback, no-match text', async () => {
    const chat = talk(bot([order, help, stop, lost]));
    expect(await chat.say('my order')).toEqual(['number?']);
    expect(await chat.say('what')).toEqual(['pardon']);
    expect(await chat.say('12')).toEqual(['thanks']);
    await chat.say('my order');
    expect(await chat.say('stop')).toEqual(['stopping', '<end>']);
  });

  test('the semantics say another order', async () => {
    const chat = talk(bot([order, help, stop, lost], { dispatch: ['open-node', 'no-match-text'] }));
    await chat.say('my order');
    expect(await chat.say('stop')).toEqual(['Sorry, I did not understand that.']);
  });

  test('a node may repeat itself instead of declining', async () => {
    const chat = talk(bot([order, lost], { unmatchedReply: 'repeat' }));
    await chat.say('my order');
    expect(await chat.say('what')).toEqual(['number?']);
  });
});

describe('the flow below', () => {
  test.each([
    ['drop', ['helping'], ['Sorry, I did not understand that.']],
    ['silent', ['helping'], ['thanks']],
    ['repeat', ['helping', 'number?'], ['thanks']],
  ] as const)('after a switch it goes on as the semantics say: %s', async (resume, after, answer) => {
    const chat = talk(bot([order, help], { resume }));
    await chat.say('my order');
    expect(await chat.say('help')).toEqual(after);
    expect(await chat.say('12')).toEqual(answer);
  });

  test('after a fallback flow it waits on silently', async () => {
    const chat = talk(bot([order, lost], { resume: 'drop' }));
    await chat.say('my order');
    await chat.say('what');
    expect(chat.conversation.frames).toHaveLength(1);
    expect(await chat.say('12')).toEqual(['thanks']);
  });

  test('a target in another flow replaces the top, and a flow on the stack is unwound to: the stack does not grow', async () => {
    const ping: FlowInput = { id: 'ping', triggers: [{ kind: 'text', equals: 'ping' }], nodes: [ask('first', { next: { flow: 'pong' } })] };
    const pong: FlowInput = { id: 'pong', nodes: [ask('second', { next: { flow: 'ping' } })] };
    const chat = talk(bot([ping, pong]));
    await chat.say('ping');
    for (let round = 0; round < 10; round += 1) await chat.say('on');
    expect(chat.conversation.frames).toHaveLength(1);
  });

  test('changing flows for ever without input is stopped', async () => {
    const ping: FlowInput = {
      id: 'ping',
      triggers: [{ kind: 'text', equals: 'ping' }],
      nodes: [{ id: 'a', kind: 'jump', to: { flow: 'pong' } }],
    };
    const pong: FlowInput = { id: 'pong', nodes: [{ id: 'b', kind: 'jump', to: { flow: 'ping' } }] };
    const chat = talk(bot([ping, pong], { flowChangeLimit: 5 }));
    await chat.say('ping');
    expect(chat.diagnostics()).toEqual(['chain-limit']);
  });

  test('flow-completed starts its flow when nothing is left, and not for itself', async () => {
    const done: FlowInput = { id: 'done', triggers: [{ kind: 'event', event: 'flow-completed' }], nodes: [say('anything else?')] };
    expect(await talk(bot([help, done])).say('help')).toEqual(['helping', 'anything else?']);
  });

  test('flow variables end with their frame', async () => {
    const count: FlowInput = {
      id: 'count',
      triggers: [{ kind: 'text', equals: 'count' }],
      nodes: [{ id: 'set', kind: 'assign', set: [{ variable: 'seen', value: 'was {{seen}}' }] }, say('show', 'seen {{seen}}')],
    };
    const chat = talk({ ...bot([count]), variables: [{ name: 'seen', scope: 'flow', initial: 'nothing' }] });
    expect(await chat.say('count')).toEqual(['seen was nothing']);
    expect(await chat.say('count')).toEqual(['seen was nothing']);
  });
});

describe('routes on a waiting node', () => {
  const routed: NodeInput = ask('pick', {
    routes: [
      { when: { equals: 'yes' }, to: 'by text' },
      { when: 'no-match', to: 'by no-match' },
      { when: { intent: 'agree' }, to: 'by intent' },
    ],
  });
  const flows: readonly FlowInput[] = [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'go' }],
      nodes: [routed, ...['by text', 'by no-match', 'by intent'].map((id): NodeInput => ({ ...say(id), next: { end: 'flow' } }))],
    },
  ];

  test.each([
    ['document', 'by text'],
    ['intent-first-no-match-last', 'by intent'],
  ] as const)('are tried in the order %s', async (routeOrder, taken) => {
    const chat = talk(bot(flows, { routeOrder }));
    await chat.say('go');
    expect(await chat.say('yes', { intents: [{ name: 'agree' }] })).toEqual([taken]);
  });

  test('a tapped option counts as its value and as its label', async () => {
    const choice: NodeInput = {
      id: 'choice',
      kind: 'choice',
      text: 'Sure?',
      options: [{ id: 'y', label: 'Yes, please', value: 'yes' }],
      routes: [{ when: { equals: 'Yes, please' }, to: 'label' }],
    };
    const chat = talk(bot([{ id: 'main', triggers: [{ kind: 'text', equals: 'go' }], nodes: [choice, say('label')] }]));
    await chat.say('go');
    expect(await chat.say('', { option: 'y' })).toEqual(['label']);
  });
});
