import { type BotInput, type CapabilitiesInput, exportBot } from '@dragoman/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paper } from './paper.fixture.ts';
import type { Stub, Stubs } from './stub-call.ts';
import { talk } from './talk.fixture.ts';

/** Everything that bots of this file may hold. */
const all = {
  nodes: ['message', 'question', 'api', 'condition', 'assign', 'script', 'end'],
  triggers: ['pattern'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['value', 'status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'no-match'],
  routes: ['if', 'set', 'say', 'exclude'],
  conditions: ['equals', 'starts', 'less', 'greater', 'is-set', 'all', 'any', 'not'],
  nodeFields: ['waits'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  scripts: ['es5'],
  methods: ['GET'],
  request: ['query', 'headers', 'node-query', 'node-headers'],
  response: ['fields', 'to'],
  reads: ['$status', '$outcome', 'user'],
  scopes: ['session'],
} as const satisfies CapabilitiesInput;

const some = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...items]);

/** Poorer in what can be said in other words. */
const poorer: fc.Arbitrary<CapabilitiesInput> = fc
  .record({
    targets: some(all.targets.filter((target) => target !== 'flow')).map((targets) => [...targets, 'node-of-other-flow' as const]),
    outcomes: some(all.outcomes),
    replies: some(['equals', 'pattern', 'no-match'] as const).map((replies) => [...replies, 'regex' as const]),
    routes: some(all.routes.filter((field) => field !== 'exclude')).map((routes) => [...routes, 'exclude' as const]),
    conditions: some(['all', 'any', 'not', 'greater'] as const).map((more) => [
      'equals' as const,
      'starts' as const,
      'less' as const,
      'is-set' as const,
      ...more,
    ]),
    nodeFields: some(all.nodeFields),
    questionFields: some(all.questionFields),
    request: some(all.request).map((request) => [...new Set([...request, 'headers' as const])]),
    response: some(['to'] as const).map((more) => ['fields' as const, ...more]),
  })
  .map((fields) => ({ ...all, ...fields }));

const target = fc.constantFrom<unknown>(
  'next',
  'repeat',
  { node: 'n0' },
  { node: 'n2' },
  { flow: 'other' },
  { node: 'other-1' },
  { end: 'flow' },
  { end: 'conversation' },
);

const predicate = fc.letrec<{ predicate: unknown }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      { left: 'city', op: 'is-set' },
      { left: 'city', op: 'equals', right: 'a' },
      { left: 'city', op: 'starts', right: 'a' },
      { left: 'seen', op: 'greater', right: 2 },
      { left: '{{r.$status}}', op: 'less', right: 300 },
    ),
    fc.record({ all: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ not: tie('predicate') }),
  ),
})).predicate;

const route = (when: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.record(
    {
      when,
      if: predicate,
      say: fc.constant('Said {{city}} {{seen}}'),
      set: fc.constantFrom(
        [{ variable: 'seen', value: 3 }],
        [
          { variable: 'seen', value: '{{city}}' },
          { variable: 'city', value: 'a' },
        ],
      ),
      to: target,
    },
    { requiredKeys: ['to'] },
  );

const outcomes = fc.constantFrom<unknown>(200, 404, '4xx', '2xx', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other', {
  value: '500',
});
const replies = fc.constantFrom<unknown>(
  { equals: 'a' },
  { equals: 'A.b' },
  { pattern: 'a*|b', exclude: ['ab'] },
  { regex: '^x' },
  'no-match',
);

const node = (id: string): fc.Arbitrary<object> => {
  const text = fc.constant(`${id} {{city}} {{seen}}`);
  const routes = fc.array(route(replies), { maxLength: 3 });
  const base = { id: fc.constant(id), next: target };
  return fc.oneof(
    fc.record({ ...base, kind: fc.constant('message'), text, routes, waits: fc.boolean() }, { requiredKeys: ['id', 'kind', 'text'] }),
    fc.record(
      {
        ...base,
        kind: fc.constant('question'),
        text,
        routes,
        variable: fc.constant('city'),
        retryText: fc.constant('Again.'),
        skipIfSet: fc.constant(true),
      },
      { requiredKeys: ['id', 'kind', 'text'] },
    ),
    fc.record(
      {
        ...base,
        kind: fc.constant('api'),
        integration: fc.constant('get'),
        query: fc.constant([{ name: 'q', value: '{{city}}' }]),
        headers: fc.constant([{ name: 'x', value: '{{seen}}' }]),
        routes: fc.array(route(outcomes), { maxLength: 4 }),
      },
      { requiredKeys: ['id', 'kind', 'integration'] },
    ),
    fc.record(
      { ...base, kind: fc.constant('condition'), routes: fc.array(route(fc.constant(undefined)), { maxLength: 3 }) },
      { requiredKeys: ['id', 'kind'] },
    ),
  );
};

const bots: fc.Arbitrary<BotInput> = fc
  .record({ main: fc.tuple(node('n0'), node('n1'), node('n2')), other: fc.tuple(node('other-0'), node('other-1')) })
  .map(({ main, other }) =>
    JSON.parse(
      JSON.stringify({
        id: 'small',
        semantics: { failureText: '' },
        integrations: [
          {
            id: 'get',
            method: 'GET',
            url: 'https://a.example/',
            query: [{ name: 'a', value: '{{city}}' }],
            response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] },
          },
        ],
        flows: [
          { id: 'main', triggers: [{ kind: 'text', pattern: 'go' }], nodes: main },
          { id: 'other', nodes: other },
        ],
      }),
    ),
  );

/** By node, as a node that says something of its request gets an integration of its own. */
const stubs = (stub: readonly Stub[]): Stubs => Object.fromEntries(['n0', 'n1', 'n2', 'other-0', 'other-1'].map((id) => [id, stub]));

const stub: fc.Arbitrary<Stub[]> = fc.array(
  fc.constantFrom<Stub[]>(200, 404, 500, 'timeout', 'error', 'max-connection', { status: 201, body: { b: 'ab' } }),
  {
    minLength: 1,
    maxLength: 4,
  },
);

const said = fc.array(fc.constantFrom('go', 'a', 'A.b', 'ab', 'x1', 'zz', ''), { maxLength: 5 });

let compared = 0;

test('a bot without a loss does the same on a platform that says it in other words', async () => {
  await fc.assert(
    fc.asyncProperty(bots, poorer, stub, said, async (bot, capabilities, get, inputs) => {
      const { value, diagnostics } = exportBot(paper(capabilities), bot);
      if (diagnostics.some(({ loss }) => loss === 'degraded' || loss === 'dropped')) return;
      const [author, platform] = [talk(bot, { stub: stubs(get) }), talk(value as unknown as BotInput, { stub: stubs(get) })];
      for (const input of ['go', ...inputs]) {
        const expected = await author.say(input);
        // Nodes made between count, so that what runs for ever may stop elsewhere.
        if (author.diagnostics().includes('chain-limit')) return;
        expect([input, await platform.say(input)]).toEqual([input, expected]);
      }
      expect(
        platform.requests.map(({ url, query }) => [...new URL(url).searchParams, ...query.map(({ name, value: text }) => [name, text])]),
      ).toEqual(
        author.requests.map(({ url, query }) => [...new URL(url).searchParams, ...query.map(({ name, value: text }) => [name, text])]),
      );
      compared += 1;
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(compared).toBeGreaterThan(25);
});
