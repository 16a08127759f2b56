import { exportBot, type NodeInput, type RouteInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { call, end, expectTheSame, type LoweredCase, modest, said, stubs } from './lowered-case.fixture.ts';
import { paper } from './paper.fixture.ts';
import type { TalkOptions } from './talk.fixture.ts';

const script = (source: string) => ({ dialect: 'es5', source });

const scripts: NonNullable<TalkOptions['scripts']> = {
  count: (get) => {
    const seen = Number(get('seen') ?? 0) + 1;
    return [{ kind: 'set', name: 'seen', value: seen }, ...(seen > 2 ? [{ kind: 'goto' as const, name: 'a' }] : [])];
  },
  note: (get) => [{ kind: 'set', name: 'seen', value: `noted ${JSON.stringify(get('r'))}` }],
  jump: (get) =>
    get('$stop')
      ? [{ kind: 'stop' }]
      : [{ kind: 'set', name: 'city', value: 'by script' }, ...(get('city') === 'jump' ? [{ kind: 'goto' as const, name: 'b' }] : [])],
};

const asked = (routes: readonly RouteInput[], more: object = {}): readonly NodeInput[] => [
  { id: 'ask', kind: 'question', text: 'Which?', variable: 'city', routes, ...more } as NodeInput,
  ...['after', 'a', 'b', 'c'].map(said),
];

const words = [
  ['go', 'x'],
  ['go', 'A.b'],
  ['go', 'ab'],
  ['go', 'axb'],
  ['go', 'a', 'x'],
  ['go', ''],
  ['go', 'b'],
  ['go', 'zz', 'zz', 'x'],
];

const cases: { readonly [name: string]: LoweredCase } = {
  'a route says and sets': {
    lists: {},
    nodes: asked([
      { when: { equals: 'x' }, say: 'Was {{city}}.', set: [{ variable: 'seen', value: '{{city}}!' }], to: 'next' },
      { when: { pattern: 'a*' }, say: 'Again.', to: 'repeat' },
      { when: { pattern: '*' }, set: [{ variable: 'seen', value: 7 }], to: 'b' },
    ]),
    talks: words,
  },
  'equals and patterns as regular expressions': {
    lists: { replies: ['regex', 'no-match'] },
    nodes: asked([
      { when: { equals: ' a.B ' }, to: 'a' },
      { when: { pattern: 'z* | (a|b)b' }, to: 'b' },
      { when: 'no-match', to: 'c' },
    ]),
    talks: [...words, ['go', ' A.B '], ['go', 'zebra'], ['go', 'bb'], ['go', 'cb'], ['go', 'a.bc'], ['go', 'z\nz']],
  },
  'an exclusion of a single text': {
    lists: {},
    nodes: asked([
      { when: { equals: 'ab', exclude: ['a*'] }, to: 'a' },
      { when: { equals: 'x', exclude: ['a*'] }, to: 'b' },
      { when: 'no-match', to: 'c' },
    ]),
    talks: words,
  },
  'no-match as a route that is always taken': {
    lists: { replies: ['equals'] },
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        routes: [
          { when: 'no-match', to: 'b' },
          { when: { equals: 'x' }, to: 'a' },
        ],
      },
      ...['after', 'a', 'b'].map(said),
    ],
    talks: words,
  },
  'several routes for no-match, each with its condition': {
    lists: { replies: ['equals'], routes: ['if'] },
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        routes: [
          { when: 'no-match', if: { left: 'seen', op: 'is-set' }, to: 'a' },
          { when: 'no-match', set: [{ variable: 'seen', value: 1 }], to: 'repeat' },
          { when: { equals: 'x' }, to: 'b' },
        ],
      },
      ...['after', 'a', 'b'].map(said),
    ],
    talks: [...words, ['go', 'y', 'y']],
  },
  'a retry text, where no-match is tried as a route is': {
    lists: { replies: ['equals'], routes: ['if'], questionFields: [] },
    more: { semantics: { failureText: '', routeOrder: 'intent-first-no-match-last' } },
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        retryText: 'Again.',
        routes: [
          { if: { left: 'seen', op: 'is-set' }, to: 'a' },
          { when: { equals: 'x' }, set: [{ variable: 'seen', value: 1 }], to: 'repeat' },
        ],
      },
      ...['after', 'a'].map(said),
    ],
    talks: [...words, ['go', 'x', 'y']],
  },
  'a condition on a reply, behind a route that is always taken but tried last': {
    lists: {},
    more: { semantics: { failureText: '', routeOrder: 'intent-first-no-match-last' } },
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        routes: [
          { set: [{ variable: 'seen', value: 1 }], to: 'repeat' },
          { when: { equals: 'x' }, if: { left: 'seen', op: 'is-set' }, to: 'a' },
        ],
      },
      ...['after', 'a'].map(said),
    ],
    talks: [...words, ['go', 'x', 'x']],
  },
  'a question that is passed over, in front of an end that is a node': {
    lists: { targets: [], questionFields: ['variable', 'skipIfSet'] },
    nodes: [
      { id: 'set', kind: 'assign', set: [{ variable: 'city', value: 'here' }] },
      { id: 'ask', kind: 'question', text: 'Which?', variable: 'city', skipIfSet: true, routes: [{ when: { equals: 'x' }, to: end }] },
      { id: 'after', kind: 'message', text: 'after' },
      {
        id: 'name',
        kind: 'question',
        text: 'Name?',
        variable: 'city',
        skipIfSet: true,
        routes: [{ when: { equals: 'x' }, to: { end: 'conversation' } }],
      },
    ],
    talks: words,
  },
  'no-match in front of what takes every reply, where it is tried as a route is': {
    lists: { replies: ['equals'] },
    more: { semantics: { failureText: '', routeOrder: 'intent-first-no-match-last' } },
    nodes: asked([{ to: 'b' }, { when: 'no-match', to: 'a' }, { when: { equals: 'x' }, to: 'c' }], { next: 'after' }),
    talks: words,
  },
  'a question that is passed over': {
    lists: {},
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        variable: 'city',
        skipIfSet: true,
        routes: [
          { when: { equals: 'a' }, to: 'repeat' },
          { when: { pattern: '*' }, to: 'next' },
        ],
      },
      said('after'),
    ],
    talks: [
      ['go', 'x', 'go'],
      ['go', '', 'go'],
      ['go', 'a', 'x'],
    ],
  },
  'a retry text': {
    lists: {},
    nodes: asked(
      [
        { when: { equals: 'x' }, to: 'a' },
        { when: { equals: 'b' }, to: 'next' },
      ],
      { retryText: 'Again, {{city}}.' },
    ),
    talks: words,
  },
  'a reply stored by a route': {
    lists: { questionFields: [] },
    nodes: asked([
      { when: { equals: 'x' }, to: 'a' },
      { when: { pattern: 'a*' }, say: 'So {{city}}.', to: 'b' },
    ]),
    talks: words,
  },
  'a message that waits': {
    lists: {},
    nodes: [
      { id: 'ask', kind: 'message', text: 'Which?', waits: true, routes: [{ when: { equals: 'x' }, to: 'a' }] },
      ...['after', 'a'].map(said),
    ],
    talks: words,
  },
  'nested conditions': {
    lists: {},
    nodes: [
      { id: 'ask', kind: 'question', text: 'Which?', variable: 'city' },
      {
        id: 'decide',
        kind: 'condition',
        routes: [
          {
            if: {
              all: [
                {
                  any: [
                    { left: 'city', op: 'equals', right: 'x' },
                    { left: 'city', op: 'starts', right: 'a' },
                  ],
                },
                { not: { left: 'city', op: 'equals', right: 'ab' } },
              ],
            },
            say: 'One.',
            to: 'a',
          },
          {
            if: {
              not: {
                any: [
                  { left: 'city', op: 'starts', right: 'a' },
                  {
                    all: [
                      { left: 'city', op: 'is-set' },
                      { left: 'b', op: 'greater', right: { variable: 'city' } },
                    ],
                  },
                ],
              },
            },
            to: 'b',
          },
        ],
      },
      ...['after', 'a', 'b'].map(said),
    ],
    talks: words,
  },
  'conditions on replies': {
    lists: {},
    nodes: [
      { id: 'start', kind: 'message', text: 'Hello', routes: [{ if: { left: 'seen', op: 'is-set' }, to: 'c' }] },
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        routes: [
          { when: { equals: 'x' }, if: { left: 'seen', op: 'is-set' }, to: 'a' },
          { when: { equals: 'x' }, set: [{ variable: 'seen', value: 1 }], to: 'ask' },
          { when: 'no-match', to: 'b' },
        ],
      },
      ...['after', 'a', 'b', 'c'].map(said),
    ],
    talks: [
      ['go', 'x', 'x', 'go'],
      ['go', 'y'],
    ],
  },
  'targets of other flows': {
    lists: { targets: ['node-of-other-flow'], nodes: ['message', 'question', 'end'] },
    more: {},
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        routes: [
          { when: { equals: 'x' }, to: { flow: 'second' } },
          { when: { equals: 'a' }, to: { end: 'conversation' } },
          { when: { equals: 'b' }, to: 'repeat' },
          { when: 'no-match', to: { end: 'flow' } },
        ],
      },
    ],
    talks: words,
  },
  'a script before, behind and on a reply': {
    lists: { nodes: [...modest.nodes, 'script'], scripts: ['es5'] },
    more: { integrations: call, semantics: { failureText: '' } },
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        text: 'Which?',
        variable: 'city',
        hooks: { before: script('count') },
        routes: [
          { when: { equals: 'x' }, to: 'go' },
          { when: { equals: 'jump' }, to: 'repeat' },
          { when: { equals: 'stop' }, to: 'b' },
          { when: { pattern: 'a*' }, say: 'Count {{seen}}.', to: 'b' },
        ],
      },
      { id: 'go', kind: 'api', integration: 'call', hooks: { after: script('note') } },
      {
        id: 'name',
        kind: 'question',
        text: 'Fixed.',
        hooks: { onReply: script('jump') },
        routes: [
          { when: { equals: 'x' }, set: [{ variable: 'seen', value: 'set' }], to: 'next' },
          { when: { pattern: '*' }, to: 'a' },
        ],
      },
      { id: 'fixed', kind: 'message', text: 'Fixed.', hooks: { after: script('count') } },
      {
        id: 'silent',
        kind: 'condition',
        hooks: { after: script('count') },
        routes: [{ if: { left: 'seen', op: 'equals', right: 'set' }, to: 'b' }],
      },
      ...['after', 'a', 'b'].map(said),
    ],
    talks: [
      ['go', 'x', 'x', 'go'],
      ['go', 'jump', 'x', 'go'],
      ['go', 'ab', 'go', 'x', 'jump'],
      ['go', 'stop', 'go'],
      ['go', 'x', 'stop', 'go'],
    ],
    options: stubs.map((option) => ({ ...option, scripts })),
  },
  'ends of flows, said by a node that does nothing': {
    lists: { targets: ['flow'], nodes: ['message', 'question', 'assign'] },
    nodes: asked([
      { when: { equals: 'x' }, to: end },
      { when: { equals: 'b' }, to: { node: 'second-1' } },
    ]),
    talks: words,
  },
};

describe('what a lowering rewrites without a loss does the same', () => {
  test.each(Object.entries(cases))('%s', (_name, one) => expectTheSame(one));
});

test('a condition on a reply is lost where a later one for the same reply reads what is asked', () => {
  const nodes = asked([
    { when: { equals: 'x' }, if: { left: 'seen', op: 'is-set' }, to: 'a' },
    { when: { equals: 'x' }, if: { left: 'city', op: 'is-set' }, to: 'b' },
    { to: 'c' },
  ]);
  const { diagnostics } = exportBot(paper(modest), { id: 'bot', flows: [{ id: 'main', nodes }] });
  expect(diagnostics.map(({ code, place, loss }) => [code, place, loss])).toEqual([
    ['condition-not-carried', '/flows/0/nodes/0/routes/0', 'dropped'],
    ['condition-not-carried', '/flows/0/nodes/0/routes/1', 'dropped'],
  ]);
});
