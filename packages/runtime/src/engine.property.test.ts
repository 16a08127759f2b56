import type { ApiWhenInput, BotInput, Input, NodeInput, ReplyWhenInput, RouteInput, TargetInput, WhenInput } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const ids = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7'] as const;
const words = ['yes', 'no', 'start', 'stop', '1', '2', 'xyz', ''] as const;

const target: fc.Arbitrary<TargetInput> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ids) },
  fc.constantFrom<TargetInput>(
    'next',
    'repeat',
    { flow: 'a' },
    { flow: 'b' },
    { end: 'flow' },
    { end: 'conversation' },
    { unresolved: 'gone' },
  ),
);
const condition: fc.Arbitrary<Pick<RouteInput, 'if'>> = fc.constantFrom<Pick<RouteInput, 'if'>>(
  {},
  { if: { left: 'v', op: 'equals', right: 'yes' } },
  { if: { left: 'v', op: 'is-set' } },
);
const routes = <W extends WhenInput>(...whens: readonly (W | undefined)[]): fc.Arbitrary<readonly RouteInput<W>[]> =>
  fc.array(
    fc
      .record({ when: fc.constantFrom(...whens), to: target, rest: condition })
      .map(({ when, to, rest }) => ({ ...(when !== undefined && { when }), to, ...rest })),
    { maxLength: 3 },
  );
const next = fc.option(target, { nil: undefined }).map((to) => (to === undefined ? {} : { next: to }));

const nodeOf = (id: string): fc.Arbitrary<NodeInput> =>
  fc.oneof(
    fc.tuple(next).map(([rest]): NodeInput => ({ id, kind: 'message', text: `${id} {{v}}`, ...rest })),
    fc
      .tuple(routes<ReplyWhenInput>({ equals: 'yes' }, { pattern: '*o*' }, 'no-match', undefined), next)
      .map(([given, rest]): NodeInput => ({ id, kind: 'question', text: `${id}?`, variable: 'v', routes: given, ...rest })),
    fc.tuple(routes<ReplyWhenInput>({ option: 'yes' }, 'no-match', undefined), next).map(
      ([given, rest]): NodeInput => ({
        id,
        kind: 'choice',
        text: `${id}?`,
        options: ['Yes', 'No'],
        variable: 'v',
        routes: given,
        ...rest,
      }),
    ),
    fc
      .tuple(routes<ApiWhenInput>(200, '5xx', 'timeout', 'error', 'failure', 'other', undefined), next)
      .map(([given, rest]): NodeInput => ({ id, kind: 'api', integration: 'call', routes: given, ...rest })),
    fc
      .tuple(routes<ReplyWhenInput>(undefined), next)
      .map(([given, rest]): NodeInput => ({ id, kind: 'condition', routes: given, ...rest })),
    target.map((to): NodeInput => ({ id, kind: 'jump', to })),
    next.map((rest): NodeInput => ({ id, kind: 'assign', set: [{ variable: 'v', value: '{{v}}!' }], ...rest })),
    fc.tuple(routes<ReplyWhenInput>('chosen', 'empty', 'no-match'), next).map(
      ([given, rest]): NodeInput => ({
        id,
        kind: 'list',
        text: `${id}?`,
        rows: '{{r.$rows}}',
        label: '{{item.name}}',
        routes: given,
        ...rest,
      }),
    ),
    fc
      .tuple(routes<ReplyWhenInput>('callback', 'timeout'), next)
      .map(([given, rest]): NodeInput => ({ id, kind: 'wait', reference: 'ref', timeoutMs: 5_000, routes: given, ...rest })),
    fc.tuple(routes<ReplyWhenInput>('failed'), next).map(([given, rest]): NodeInput => ({ id, kind: 'handoff', routes: given, ...rest })),
    fc.boolean().map((conversation): NodeInput => ({ id, kind: 'end', conversation })),
  );

const bots: fc.Arbitrary<BotInput> = fc
  .tuple(
    fc.tuple(...ids.map(nodeOf)),
    fc.constantFrom<BotInput['semantics']>(
      {},
      { resume: 'repeat' },
      { resume: 'silent', unmatchedReply: 'repeat' },
      { routeOrder: 'intent-first-no-match-last', values: 'text' },
    ),
  )
  .map(([nodes, semantics]) => ({
    id: 'random',
    semantics,
    integrations: [
      {
        id: 'call',
        method: 'GET',
        url: 'https://api.shop.example/{{v}}',
        response: { variable: 'r', rows: '$.rows', fields: [{ name: 'x', path: '$.x', to: 'v' }] },
      },
    ],
    flows: [
      { id: 'a', triggers: [{ kind: 'text', pattern: '*start*' }], nodes: nodes.slice(0, 4) },
      { id: 'b', triggers: [{ kind: 'text', equals: 'stop', reach: 'bot' }], nodes: nodes.slice(4, 6) },
      { id: 'c', kind: 'fallback', nodes: nodes.slice(6) },
    ],
  }));

const inputs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.uuid(), fc.constantFrom(...words)).map(([id, text]): Input => ({ kind: 'message', id, text })) },
  fc.constantFrom<Input>(
    { kind: 'message', id: 'tap', text: '', option: 'yes' },
    { kind: 'callback', reference: 'ref', result: 'done' },
    { kind: 'callback', reference: 'unknown', result: 'done' },
    { kind: 'timer', name: 'wait/n1', generation: 1 },
    { kind: 'event', name: 'session-start' },
    { kind: 'handoff-end', reason: 'done' },
    { kind: 'handoff-end', reason: 'failed' },
  ),
);

const stubs = fc.array(
  fc.constantFrom(
    { status: 200, body: { x: 1, rows: [{ name: 'A' }, { name: 'B' }] } },
    200,
    404,
    503,
    'timeout' as const,
    'error' as const,
    'max-connection' as const,
  ),
  { minLength: 1, maxLength: 5 },
);

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

describe('any bot, any conversation', () => {
  test('every turn ends, changes nothing it was given, and leaves a conversation that is JSON and in order', async () => {
    await fc.assert(
      fc.asyncProperty(bots, stubs, fc.array(inputs, { minLength: 1, maxLength: 12 }), async (bot, stub, taken) => {
        const chat = talk(bot, { stub: { call: stub } });
        frozen(chat.bot);
        for (const input of taken) {
          frozen(chat.conversation);
          await chat.take(input);
          const { conversation } = chat;
          expect(JSON.parse(JSON.stringify(conversation))).toEqual(conversation);
          expect(conversation.frames.length).toBeLessThanOrEqual(chat.bot.flows.length);
          const open = conversation.frames.slice(0, -1);
          expect(open.every(({ waiting }) => waiting !== undefined)).toBe(true);
          if (conversation.status === 'waiting') expect(conversation.frames.some(({ waiting }) => waiting)).toBe(true);
          if (conversation.status === 'closed') expect(conversation.session).toBeUndefined();
        }
        await chat.wait(2 * 3_600_000);
        expect(chat.conversation.timers).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
