import { type BotInput, type CapabilitiesInput, exportBot, type NodeInput, type RouteInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { paper } from './paper.fixture.ts';
import { type TalkOptions, talk } from './talk.fixture.ts';

interface Case {
  readonly lists: Partial<CapabilitiesInput>;
  readonly nodes: readonly NodeInput[];
  readonly more?: Partial<BotInput>;
  /** What consumers say, a conversation each. */
  readonly talks: readonly (readonly string[])[];
  readonly options?: readonly TalkOptions[];
}

/** Enough for a bot that does little, besides what a case is about. */
const modest = {
  nodes: ['message', 'question', 'api', 'condition', 'assign', 'end'],
  triggers: ['pattern'],
  targets: ['end-flow'],
  questionFields: ['variable'],
  methods: ['GET', 'POST'],
  outcomes: ['success', 'failure'],
  replies: ['equals', 'pattern', 'regex', 'no-match'],
  response: ['fields'],
  reads: ['$status', '$outcome', 'user'],
  conditions: ['equals', 'starts', 'less', 'is-set'],
  request: ['headers'],
} as const satisfies CapabilitiesInput;

const end = { end: 'flow' } as const;
const said = (id: string): NodeInput => ({ id, kind: 'message', text: `at ${id}, {{city}} {{seen}}`, next: end });

const call: BotInput['integrations'] = [
  { id: 'call', method: 'GET', url: 'https://a.example/x', response: { variable: 'r', fields: [{ name: 'b', path: '$.b' }] } },
];

const stubs: readonly TalkOptions[] = [200, 201, 304, 404, 410, 500, 'timeout', 'error', 'max-connection'].map((outcome) => ({
  stub: { call: outcome === 200 ? { status: 200, body: { b: 'word' } } : (outcome as number) },
}));

const api = (routes: readonly RouteInput[], more: object = {}): readonly NodeInput[] => [
  { id: 'go', kind: 'api', integration: 'call', routes, ...more } as NodeInput,
  ...['after', 'a', 'b', 'c', 'd'].map(said),
];

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

const cases: { readonly [name: string]: Case } = {
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
  'fields that write variables': {
    lists: {},
    more: {
      integrations: [
        { ...call[0], response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] } } as NonNullable<
          BotInput['integrations']
        >[number],
      ],
    },
    nodes: api([
      { when: 404, to: 'a' },
      { when: 'other', to: 'b' },
    ]),
    talks: [['go', 'go']],
    options: [...stubs, { stub: { call: [{ status: 200, body: { b: 'word' } }, 404] } }],
  },
  'a request of the node, and a query': {
    lists: {},
    more: {
      integrations: [
        { ...call[0], url: 'https://a.example/x?y=1#z', query: [{ name: 'q r', value: 'a b{{city}}' }] } as NonNullable<
          BotInput['integrations']
        >[number],
      ],
    },
    nodes: [
      { id: 'ask', kind: 'question', text: 'Which?', variable: 'city' },
      ...api([], { query: [{ name: 'n', value: '{{city}}&' }], headers: [{ name: 'x-a', value: '{{city}}' }] }),
    ],
    talks: [['go', 'a&b c']],
    options: stubs.slice(0, 1),
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

const botOf = ({ nodes, more = {} }: Case): BotInput => ({
  id: 'bot',
  semantics: { failureText: '' },
  ...more,
  flows: [
    { id: 'main', triggers: [{ kind: 'text', pattern: 'go' }], nodes },
    {
      id: 'second',
      nodes: [
        { id: 'second-1', kind: 'message', text: 'Second.', next: end },
        { id: 'second-2', kind: 'message', text: 'More.' },
      ],
    },
  ],
});

describe('what a lowering rewrites without a loss does the same', () => {
  test.each(Object.entries(cases))('%s', async (_name, one) => {
    const bot = botOf(one);
    const { value, diagnostics } = exportBot(paper({ ...modest, ...one.lists }), bot);
    expect(diagnostics).toEqual([]);
    const lowered = value as unknown as BotInput;
    expect(lowered).not.toEqual(talk(bot).bot);
    for (const options of one.options ?? [{}]) {
      for (const inputs of one.talks) {
        const [author, platform] = [talk(bot, options), talk(lowered, options)];
        for (const input of inputs) expect([input, await platform.say(input)]).toEqual([input, await author.say(input)]);
        expect(platform.requests.map(sent)).toEqual(author.requests.map(sent));
        expect(platform.conversation.status).toBe(author.conversation.status);
      }
    }
  });
});

const sent = ({ method, url, query, headers, body }: ReturnType<typeof talk>['requests'][number]) => {
  const address = new URL(url);
  return {
    method,
    path: address.pathname,
    query: [...address.searchParams, ...query.map(({ name, value }) => [name, value])].toSorted(),
    headers,
    body,
  };
};
