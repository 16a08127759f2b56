import type { BotInput, Semantics } from '@dragoman/core';
import * as fc from 'fast-check';

const count = 'set("seen", Number(get("seen") || 0) + 1);';
const leave = 'if (get("city") === "a") goto("n5"); else set("city", "a");';

const target = fc.constantFrom<unknown>(
  'next',
  'repeat',
  { node: 'n1' },
  { node: 'n3' },
  { flow: 'other' },
  { node: 'n5' },
  { end: 'flow' },
  { end: 'conversation' },
  { unresolved: 'Gone' },
);

const predicate = fc.letrec<{ predicate: unknown }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      { left: 'city', op: 'is-set' },
      { left: 'city', op: 'equals', right: 'a' },
      { left: 'city', op: 'starts', right: 'a' },
      { left: 'city', op: 'ends', right: 'b' },
      { left: '{{r.$outcome}}', op: 'equals', right: 'timeout' },
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
  const script = (source: string) => ({ dialect: 'es5', source });
  const base = {
    id: fc.constant(id),
    next: target,
    hooks: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { before: script(count) },
          { after: script(count) },
          { onReply: script(count) },
          { before: script(leave) },
          { after: script(leave) },
          { onReply: script(leave) },
        ),
      },
    ),
  };
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
    fc.record(
      {
        ...base,
        kind: fc.constant('assign'),
        set: fc.constant([{ variable: 'city', value: 'a' }]),
        routes: fc.array(route(fc.constant(undefined)), { maxLength: 2 }),
      },
      { requiredKeys: ['id', 'kind', 'set'] },
    ),
  );
};

/** Bots in which little is left to chance: routes in each other's way, and everything a route can carry. */
export const smallBots = (semantics: Partial<Semantics>): fc.Arbitrary<BotInput> =>
  fc.record({ main: fc.tuple(node('n1'), node('n2'), node('n3')), other: fc.tuple(node('n4'), node('n5')) }).map(({ main, other }) =>
    JSON.parse(
      JSON.stringify({
        id: 'small',
        semantics,
        integrations: [
          {
            id: 'get',
            method: 'GET',
            url: 'https://server-1.example/',
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
