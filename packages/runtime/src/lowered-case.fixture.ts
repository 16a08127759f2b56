import { type BotInput, type CapabilitiesInput, exportBot, type NodeInput } from '@dragoman/core';
import { expect } from 'vitest';
import { paper } from './paper.fixture.ts';
import { type TalkOptions, talk } from './talk.fixture.ts';

/** A bot that a platform says in other words, and what is said to both. */
export interface LoweredCase {
  /** What the platform has, where it is not what a modest one has. */
  readonly lists: Partial<CapabilitiesInput>;
  readonly nodes: readonly NodeInput[];
  readonly more?: Partial<BotInput>;
  /** What consumers say, a conversation each. */
  readonly talks: readonly (readonly string[])[];
  readonly options?: readonly TalkOptions[];
}

/** Enough for a bot that does little, besides what a case is about. */
export const modest = {
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

export const end = { end: 'flow' } as const;
export const said = (id: string): NodeInput => ({ id, kind: 'message', text: `at ${id}, {{city}} {{seen}}`, next: end });

/** An API every case may call. */
export const call: NonNullable<BotInput['integrations']> = [
  { id: 'call', method: 'GET', url: 'https://a.example/x', response: { variable: 'r', fields: [{ name: 'b', path: '$.b' }] } },
];

/** A conversation for each way its calls may end. */
export const stubs: readonly TalkOptions[] = [200, 201, 301, 304, 404, 410, 500, 'timeout', 'error', 'max-connection'].map((outcome) => ({
  stub: { call: outcome === 200 ? { status: 200, body: { b: 'word' } } : (outcome as number) },
}));

const botOf = ({ nodes, more = {} }: LoweredCase): BotInput => ({
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
    ...(more.flows ?? []),
  ],
});

/** The platform loses nothing, and whoever talks with its bot notices nothing. */
export const expectTheSame = async (one: LoweredCase): Promise<void> => {
  const bot = botOf(one);
  const { value, diagnostics } = exportBot(paper({ ...modest, ...one.lists }, bot.semantics), bot);
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
};

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
