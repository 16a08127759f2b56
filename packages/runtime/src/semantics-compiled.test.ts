import {
  type Bot,
  type BotInput,
  type Diagnostic,
  type IntegrationInput,
  type NodeInput,
  neutralSemantics,
  type RouteInput,
  type Semantics,
} from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mirrored } from './mirror.fixture.ts';
import type { Stub } from './stub-call.ts';
import { talk } from './talk.fixture.ts';

interface TurnSeen {
  readonly lines: readonly string[];
  readonly requests: readonly unknown[];
}

/** What a consumer and an API see of a conversation, turn by turn, as long as it enters none of some nodes. */
const seen = async (
  bot: Bot | BotInput,
  said: readonly string[],
  stub: readonly Stub[],
  lost: ReadonlySet<string> = new Set(),
): Promise<readonly TurnSeen[]> => {
  const chat = talk(bot as BotInput, { stub: { lookup: stub } });
  const turns: TurnSeen[] = [];
  for (const text of said) {
    const before = chat.requests.length;
    const earlier = chat.events.length;
    const lines = await chat.say(text, text === 'hello' ? { intents: [{ name: 'greet', score: 1 }] } : {});
    const requests = chat.requests.slice(before).map(({ method, url, query, headers, body }) => ({
      method,
      url,
      query,
      headers: headers.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      body,
    }));
    if (chat.events.slice(earlier).some((event) => event.event === 'node-enter' && lost.has(event.node))) return turns;
    turns.push({ lines, requests });
  }
  return turns;
};

const lookup: IntegrationInput = { id: 'lookup', method: 'GET', url: 'https://api.shop.example/orders', response: { variable: 'order' } };

const shop = (nodes: readonly NodeInput[], rest: Partial<BotInput> = {}): BotInput => ({
  id: 'shop',
  integrations: [lookup],
  flows: [{ id: 'main', triggers: [{ kind: 'text', equals: 'go' }], nodes }],
  ...rest,
});

const took = (id: string): NodeInput => ({ id, kind: 'message', text: `took ${id}`, next: { end: 'flow' } });
const ask = (routes: readonly RouteInput[]): NodeInput => ({ id: 'ask', kind: 'question', text: 'Which?', routes }) as NodeInput;
const call = (routes: readonly RouteInput[]): NodeInput => ({ id: 'call', kind: 'api', integration: 'lookup', routes }) as NodeInput;

describe('a bot says on the platform what it said before', () => {
  test.each<readonly [string, BotInput, Partial<Semantics>, readonly string[], Stub]>([
    ['its text for a failure', shop([call([]), took('after')]), { failureText: 'Oops' }, ['go'], 500],
    [
      'its text for a failure, and nothing after it',
      shop([call([{ when: 404, to: 'next' }]), took('after')]),
      { failureText: '' },
      ['go'],
      'timeout',
    ],
    ['nothing for a failure', shop([call([]), took('after')], { semantics: { failureText: '' } }), {}, ['go'], 500],
    [
      'what a status counts as',
      shop([
        call([
          { when: 'success', to: 'a' },
          { when: 'failure', to: 'b' },
        ]),
        took('a'),
        took('b'),
      ]),
      { success: ['200'] },
      ['go'],
      204,
    ],
    [
      'what no status counts as',
      shop([
        call([
          { when: 'success', to: 'a' },
          { when: 'other', to: 'b' },
        ]),
        took('a'),
        took('b'),
      ]),
      { success: ['2xx', '304'] },
      ['go'],
      304,
    ],
    ['that a failure says a text and goes on', shop([call([]), took('after')], { semantics: { success: ['200'] } }), {}, ['go'], 204],
    [
      'its text for what nothing matches',
      shop([ask([{ when: { equals: '1' }, to: 'a' }]), took('a')]),
      { noMatchText: 'Oops' },
      ['hey', 'go', 'hey', '1'],
      200,
    ],
    [
      'nothing for what nothing matches',
      shop([ask([{ when: { equals: '1' }, to: 'a' }]), took('a')], { semantics: { noMatchText: '' } }),
      {},
      ['hey', 'go', 'hey', '1'],
      200,
    ],
    [
      'its question again',
      shop([ask([{ when: { equals: '1' }, to: 'a' }]), took('a')], { semantics: { unmatchedReply: 'repeat' } }),
      {},
      ['go', 'hey', '1'],
      200,
    ],
    [
      'what an expression finds',
      shop([ask([{ when: { regex: '[ab]|c' }, to: 'a' }, { to: 'b' }]), took('a'), took('b')]),
      { regexMatch: 'full' },
      ['go', 'x\nb!'],
      200,
    ],
    [
      'what an expression covers',
      shop([ask([{ when: { regex: 'a|b' }, to: 'a' }, { to: 'b' }]), took('a'), took('b')], { semantics: { regexMatch: 'full' } }),
      {},
      ['go', 'ab'],
      200,
    ],
    [
      'texts in any case',
      shop([ask([{ when: { equals: 'Kilo' }, to: 'a' }, { to: 'b' }]), took('a'), took('b')]),
      { patternCase: 'exact' },
      ['go', 'kILO'],
      200,
    ],
    [
      'patterns in one case',
      shop([ask([{ when: { pattern: 'K*.' }, to: 'a' }, { to: 'b' }]), took('a'), took('b')], { semantics: { patternCase: 'exact' } }),
      {},
      ['go', 'kilo.', 'go', 'Kilo.'],
      200,
    ],
    [
      'routes in their order',
      shop(
        [
          ask([
            { when: { equals: 'hello' }, to: 'a' },
            { when: { intent: 'greet' }, to: 'b' },
          ]),
          took('a'),
          took('b'),
        ],
        { semantics: { routeOrder: 'intent-first-no-match-last' } },
      ),
      {},
      ['go', 'hello'],
      200,
    ],
  ])('%s', async (_what, bot, semantics, said, stub) => {
    const platform = mirrored(bot, semantics);
    const before = await seen(bot, said, [stub]);
    expect(await seen(platform.bot, said, [stub])).toEqual(before);
    // Without the rewrite it would be told.
    expect(await seen({ ...bot, semantics: { ...neutralSemantics, ...semantics } }, said, [stub])).not.toEqual(before);
  });

  test('its headers', async () => {
    const headers = [{ name: 'Accept', value: 'text/plain' }];
    const bot = shop([call([])], {
      integrations: [{ ...lookup, headers } as IntegrationInput],
      semantics: {
        defaultHeaders: [
          { name: 'accept', value: 'text/html' },
          { name: 'x-of', value: 'bot' },
        ],
        defaultHeadersWin: true,
      },
    });
    const platform = mirrored(bot, { defaultHeaders: [] });
    expect(platform.losses).toEqual([]);
    expect(await seen(platform.bot, ['go'], [200])).toEqual(await seen(bot, ['go'], [200]));
  });
});

const target = fc.constantFrom<RouteInput['to']>('n0', 'n1', 'n2', 'n3', 'next', { end: 'flow' });
const routes = (...whens: readonly (RouteInput['when'] | undefined)[]) =>
  fc.array(
    fc
      .record({
        when: fc.constantFrom(...whens),
        to: target,
        rest: fc.constantFrom<Partial<RouteInput>>(
          {},
          {},
          { if: { left: 'v', op: 'equals', right: 'Yes' } },
          { if: { left: 'v', op: 'regex', right: 'e' } },
          { say: 'On.' },
        ),
      })
      .map(({ when, to, rest }) => ({ ...(when !== undefined && { when }), to, ...rest }) as RouteInput),
    { maxLength: 3 },
  );

const nodeOf = (id: string): fc.Arbitrary<NodeInput> =>
  fc.oneof(
    fc.constant<NodeInput>({ id, kind: 'message', text: `This is ${id}.` }),
    fc
      .tuple(
        routes({ equals: 'Yes' }, { pattern: 'y*' }, { regex: 'e|o' }, { intent: 'greet' }, 'no-match', undefined),
        fc.constantFrom({}, {}, { variable: 'v' }, { next: 'n0' }),
      )
      .map(([given, rest]) => ({ id, kind: 'question', text: `${id}?`, routes: given, ...rest }) as NodeInput),
    fc
      .tuple(routes(200, 404, '2xx', 'success', 'failure', 'timeout', 'other', undefined), fc.constantFrom({}, {}, { next: 'n3' }))
      .map(([given, rest]) => ({ id, kind: 'api', integration: 'lookup', routes: given, ...rest }) as NodeInput),
    routes(undefined).map((given) => ({ id, kind: 'condition', routes: given }) as NodeInput),
    fc
      .tuple(routes({ option: 'yes' }, { equals: 'no' }, 'no-match', undefined), fc.constantFrom({}, { variable: 'v' }, { next: 'n1' }))
      .map(([given, rest]) => {
        const options = [
          { id: 'yes', label: 'Yes' },
          { id: 'hello', label: 'No', value: 'x' },
        ];
        return { id, kind: 'choice', text: `${id}?`, options, routes: given, ...rest } as NodeInput;
      }),
  );

const records: fc.Arbitrary<Partial<Semantics>> = fc.record(
  {
    unmatchedReply: fc.constantFrom<Semantics['unmatchedReply']>('decline', 'repeat'),
    routeOrder: fc.constantFrom<Semantics['routeOrder']>('document', 'intent-first-no-match-last'),
    resume: fc.constantFrom<Semantics['resume']>('drop', 'repeat', 'silent'),
    resumeAfterFallback: fc.constantFrom<Semantics['resume']>('drop', 'repeat', 'silent'),
    dispatch: fc.constantFrom<Semantics['dispatch']>(
      neutralSemantics.dispatch,
      ['open-node'],
      ['open-node', 'flow-triggers', 'fallback-flow'],
    ),
    dispatchIdle: fc.constantFrom<Semantics['dispatch']>(neutralSemantics.dispatchIdle, ['flow-triggers', 'no-match-text']),
    success: fc.constantFrom<Semantics['success']>(['2xx'], ['200', '201'], ['2xx', '304'], []),
    failureText: fc.constantFrom('', 'Failed.', 'Not {{ok}}.'),
    noMatchText: fc.constantFrom('', 'What?'),
    patternCase: fc.constantFrom<Semantics['patternCase']>('ignore', 'exact'),
    conditionCase: fc.constantFrom<Semantics['conditionCase']>('ignore', 'exact'),
    regexMatch: fc.constantFrom<Semantics['regexMatch']>('find', 'full'),
    tapText: fc.constantFrom<Semantics['tapText']>('value-or-label', 'label'),
    optionMatch: fc.constantFrom<Semantics['optionMatch']>(neutralSemantics.optionMatch, ['label'], ['value', 'id', 'label', 'number']),
    chainLimit: fc.constantFrom(100, 7),
    flowChangeLimit: fc.constantFrom(25, 1),
    unsetText: fc.constantFrom<Semantics['unsetText']>('empty', 'placeholder'),
    values: fc.constantFrom<Semantics['values']>('typed', 'text'),
  },
  { requiredKeys: [] },
);

/** A few fields of a record: of a bot with many differences something is always reported. */
const some = (record: fc.Arbitrary<Partial<Semantics>>): fc.Arbitrary<Partial<Semantics>> =>
  record
    .chain((fields) => fc.subarray(Object.entries(fields), { minLength: Math.min(1, Object.keys(fields).length), maxLength: 3 }))
    .map((entries) => Object.fromEntries(entries));

const bots = fc
  .tuple(nodeOf('n0'), nodeOf('n1'), nodeOf('n2'), nodeOf('n3'), records, fc.boolean(), fc.constantFrom<'bot' | 'flow'>('bot', 'flow'))
  .map(
    ([n0, n1, n2, n3, semantics, hasFallback, reach]): BotInput => ({
      id: 'random',
      semantics,
      integrations: [lookup],
      flows: [
        { id: 'a', triggers: [{ kind: 'text', equals: '1' }], nodes: [n0, n1] },
        { id: 'b', triggers: [{ kind: 'text', equals: '0', reach }], nodes: [n2, n3] },
        ...(hasFallback ? [{ id: 'c', kind: 'fallback', nodes: [{ id: 'lost', kind: 'message', text: 'Lost.' }] } as const] : []),
      ],
    }),
  );

/** The nodes of what was reported, or undefined when something is at no node. */
const nodesOf = (bot: Bot, losses: readonly Diagnostic[]): ReadonlySet<string> | undefined => {
  const nodes = losses.map(({ place }) => {
    const [, list, flow, kind, index] = place.split('/');
    return list === 'flows' && kind === 'nodes' ? bot.flows[Number(flow)]?.nodes[Number(index)]?.id : undefined;
  });
  return nodes.includes(undefined) ? undefined : new Set(nodes as readonly string[]);
};

describe('any bot, any two behaviours', () => {
  test('until a node is entered at which something was reported, a bot behaves as before', async () => {
    let [whole, turns] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        bots,
        some(records),
        fc.array(fc.constantFrom('1', '0', 'yes', 'Yes', 'hello', 'no', 'x'), { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom<Stub>(200, 204, 304, 404, 500, 'timeout'), { minLength: 1, maxLength: 4 }),
        async (bot, semantics, said, stub) => {
          const platform = mirrored(bot, { ...bot.semantics, ...semantics });
          const lost = nodesOf(platform.bot, platform.losses);
          if (lost === undefined) return;
          const [before, after] = [await seen(bot, ['1', ...said], stub, lost), await seen(platform.bot, ['1', ...said], stub, lost)];
          const count = Math.min(before.length, after.length);
          expect(after.slice(0, count)).toEqual(before.slice(0, count));
          if (lost.size === 0) whole += 1;
          turns += count;
        },
      ),
      { numRuns: 300 },
    );
    expect(whole).toBeGreaterThan(100);
    expect(turns).toBeGreaterThan(500);
  });
});
