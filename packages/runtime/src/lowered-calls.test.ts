import { type BotInput, type CapabilitiesInput, exportBot, type NodeInput, type RouteInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { call, expectTheSame, type LoweredCase, modest, said, stubs } from './lowered-case.fixture.ts';
import { paper } from './paper.fixture.ts';

const api = (routes: readonly RouteInput[], more: object = {}): readonly NodeInput[] => [
  { id: 'go', kind: 'api', integration: 'call', routes, ...more } as NodeInput,
  ...['after', 'a', 'b', 'c', 'd'].map(said),
];

const cases: { readonly [name: string]: LoweredCase } = {
  'statuses told apart behind success and failure': {
    lists: {},
    more: { integrations: call },
    nodes: api([
      { when: 404, to: 'a' },
      { when: 'timeout', to: 'b' },
      { when: 201, to: 'c' },
      { when: 'other', to: 'd' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'classes and values, with what is left to next and to the end': {
    lists: {},
    more: { integrations: call },
    nodes: api([
      { when: { value: '410' }, to: 'a' },
      { when: '4xx', say: 'Four.', to: 'b' },
      { when: 'error', to: 'c' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'outcomes where a platform has one way out': {
    lists: { outcomes: [] },
    more: { integrations: call },
    nodes: api([
      { when: 'success', to: 'a' },
      { when: 404, to: 'b' },
      { when: 'failure', say: 'No.', to: 'c' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'conditions on outcomes': {
    lists: {},
    more: { integrations: call },
    nodes: api([
      { when: 'success', if: { left: 'r.b', op: 'equals', right: 'word' }, to: 'a' },
      { when: 'failure', if: { left: '{{r.$status}}', op: 'less', right: 450 }, to: 'b' },
      { when: 'failure', to: 'c' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'a failure whose only route decides, beside a success without a word': {
    lists: { outcomes: ['failure'], routes: ['if'] },
    more: { integrations: call },
    nodes: api([
      { when: 200, to: 'next' },
      { if: { left: 'city', op: 'is-set' }, to: 'a' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'a success that no route takes, beside failures without a word': {
    lists: { outcomes: ['success', 'other'] },
    more: { integrations: call },
    nodes: api([
      { when: 404, to: 'a' },
      { when: 'failure', to: 'b' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'a success whose only route decides, beside failures without a word': {
    lists: { outcomes: ['success', 'other'], routes: ['if'] },
    more: { integrations: call },
    nodes: api([
      { when: 'success', if: { left: 'r.b', op: 'is-set' }, to: 'a' },
      { when: 'failure', to: 'b' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'a class that is listed, behind a status that is not': {
    lists: { outcomes: ['class', 'success', 'failure'] },
    more: { integrations: call, semantics: { failureText: '', success: ['2xx', '304'] } },
    nodes: api([
      { when: '3xx', to: 'a' },
      { when: 301, to: 'b' },
      { when: 'failure', to: 'c' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'outcomes told apart on the routes themselves, where no nodes decide': {
    lists: { nodes: ['message', 'api', 'end'], routes: ['if'] },
    more: { integrations: call },
    nodes: api([
      { when: 404, to: 'a' },
      { when: 'other', to: 'b' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'one way out, with a text for failures': {
    lists: { outcomes: [] },
    more: { integrations: call, semantics: { failureText: 'No {{luck}}.' } },
    nodes: api([
      { when: 'success', to: 'a' },
      { when: 404, to: 'b' },
    ]),
    talks: [['go']],
    options: stubs,
  },
  'fields that write variables': {
    lists: {},
    more: {
      integrations: [
        { ...call[0], response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] } } as (typeof call)[number],
      ],
    },
    nodes: api([
      { when: 404, to: 'a' },
      { when: 'other', to: 'b' },
    ]),
    talks: [['go', 'go']],
    options: [...stubs, { stub: { call: [{ status: 200, body: { b: 'word' } }, 404] } }],
  },
  'fields that write variables, and a text for failures that looks like a template': {
    lists: {},
    more: {
      integrations: [
        { ...call[0], response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] } } as (typeof call)[number],
      ],
      semantics: { failureText: 'No {{luck}}.' },
    },
    nodes: api([]),
    talks: [['go']],
    options: stubs,
  },
  'a request of the node, and a query': {
    lists: {},
    more: {
      integrations: [
        { ...call[0], url: 'https://a.example/x?y=1#z', query: [{ name: 'q r', value: 'a b{{city}}' }] } as (typeof call)[number],
      ],
    },
    nodes: [
      { id: 'ask', kind: 'question', text: 'Which?', variable: 'city' },
      ...api([], { query: [{ name: 'n', value: '{{city}}&' }], headers: [{ name: 'x-a', value: '{{city}}' }] }),
    ],
    talks: [['go', 'a&b c']],
    options: stubs.slice(0, 1),
  },
};

describe('calls that a lowering says in other words without a loss do the same', () => {
  test.each(Object.entries(cases))('%s', (_name, one) => expectTheSame(one));
});

describe('calls whose outcomes a platform cannot tell apart', () => {
  const losses = (routes: readonly RouteInput[], lists: Partial<CapabilitiesInput>) => {
    const bot: BotInput = { id: 'bot', semantics: { failureText: '' }, integrations: call, flows: [{ id: 'main', nodes: api(routes) }] };
    return exportBot(paper({ ...modest, ...lists }), bot).diagnostics.map(({ code, place, loss }) => `${code} ${place} ${loss}`);
  };

  test('a class that would take a finer route is lost where only the finer one can be told', () => {
    const routes: readonly RouteInput[] = [
      { when: 404, to: 'a' },
      { when: '4xx', to: 'b' },
    ];
    expect(losses(routes, { outcomes: ['class', 'success', 'failure'], conditions: ['equals'] })).toEqual([
      'outcome-not-distinguished /flows/0/nodes/0/routes/1 degraded',
    ]);
  });

  test('failures that no route takes and that go on as successes are a loss of the node', () => {
    const routes: readonly RouteInput[] = [{ when: 'success', to: 'a' }];
    expect(losses([{ if: { left: 'city', op: 'is-set' }, to: 'a' }], { outcomes: [], reads: [] })).toEqual([
      'outcome-not-distinguished /flows/0/nodes/0 degraded',
    ]);
    expect(losses(routes, { outcomes: [], reads: [] })).toEqual([
      'outcome-not-distinguished /flows/0/nodes/0/routes/0 dropped',
      'outcome-not-distinguished /flows/0/nodes/0 degraded',
    ]);
  });
});
