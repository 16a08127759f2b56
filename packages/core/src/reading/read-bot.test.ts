import { describe, expect, test } from 'vitest';
import { everythingBot } from './everything-bot.fixture.ts';
import { ask, flowOf, problems, say, withIntegration } from './problems.fixture.ts';
import { readBot } from './read-bot.ts';

describe('readBot', () => {
  test('gives a valid bot, and nothing to complain about', () => {
    expect(problems(everythingBot)).toEqual([]);
    expect(readBot(everythingBot).value?.id).toBe('everything');
  });

  test('says where a problem is, for tools and for people', () => {
    expect(readBot(flowOf({ ...ask, next: 'aks' })).diagnostics).toEqual([
      {
        code: 'unknown-node',
        severity: 'error',
        place: '/flows/0/nodes/0/next',
        path: 'flows.f.nodes.ask.next',
        reason: 'There is no node "aks".',
        fix: 'Did you mean `ask`?',
      },
    ]);
  });

  test('keeps a bot that has warnings only', () => {
    const { value, diagnostics } = readBot(say('Hi {{naem}}'));
    expect(diagnostics).toMatchObject([{ code: 'unknown-variable', severity: 'warning' }]);
    expect(value).toBeDefined();
  });

  test.each<[string, unknown, string]>([
    ['no object', 'bot', 'error wrong-type bot: Expected an object, found text.'],
    ['nothing', undefined, 'error not-json bot: This is of the type undefined, which JSON does not have. Write plain data.'],
    ['a missing field', { name: 'b' }, 'error missing id: This is required.'],
    ['a value of the wrong type', { id: 'b', flows: 3 }, 'error wrong-type flows: Expected a list, found a number.'],
    ['a mistyped field', { id: 'b', flow: [] }, 'error unknown-key flow: There is no field "flow" here. Did you mean `flows`?'],
    [
      'a field nobody knows',
      flowOf({ ...ask, colourful: 1 }),
      'error unknown-key flows.f.nodes.ask.colourful: There is no field "colourful" here. Its fields are id, name, kind, waits, delayMs, hooks, routes, next, platformOptions, text, variable, retryText, skipIfSet.',
    ],
    [
      'a word in another case',
      withIntegration({ method: 'get' }),
      'error wrong-value integrations.lookup.method: Expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS. Did you mean `GET`?',
    ],
    ['an empty id', { id: '' }, 'error wrong-value id: This may not be empty.'],
    [
      'a next page that is nowhere',
      withIntegration({ pagination: { next: { cursr: '$.next' } } }),
      'error wrong-value integrations.lookup.pagination.next: Expected an object with one of the fields link, cursor, page, offset. Did you mean `cursor`?',
    ],
    [
      'a cursor nobody takes back',
      withIntegration({ pagination: { next: { cursor: '$.next' } } }),
      'error missing integrations.lookup.pagination.next.query: This is required.',
    ],
    [
      'a link that is elsewhere',
      withIntegration({ pagination: { next: { link: 'body' } } }),
      'error wrong-value integrations.lookup.pagination.next.link: Expected "header", or an object with the field jsonpath.',
    ],
    [
      'no page at all',
      withIntegration({ pagination: { next: { link: 'header' }, maxPages: 0 } }),
      'error wrong-value integrations.lookup.pagination.maxPages: Expected at least 1.',
    ],
    ['a time that is none', withIntegration({ timeoutMs: 0 }), 'error wrong-value integrations.lookup.timeoutMs: Expected at least 1.'],
    [
      'a mistyped node kind',
      flowOf({ ...ask, kind: 'questin' }),
      'error unknown-node-kind flows.f.nodes.ask.kind: There is no node kind "questin". Did you mean `question`?',
    ],
    [
      'a node kind without its plugin',
      flowOf({ ...ask, kind: 'acme/rating' }),
      'error unknown-node-kind flows.f.nodes.ask.kind: There is no node kind "acme/rating". Install its plugin and list it.',
    ],
    [
      'a node without a kind',
      flowOf({ id: 'a' }),
      'error missing flows.f.nodes.a.kind: This is required. Write one of start, message, question, choice, list, api, script, condition, assign, jump, handoff, wait, end, platform.',
    ],
    [
      'a mistyped target',
      flowOf({ ...ask, next: { nod: 'ask' } }),
      'error wrong-value flows.f.nodes.ask.next: Expected an object with one of the fields node, flow, end, unresolved, kind. Did you mean `node`?',
    ],
    [
      'an end of nothing',
      flowOf({ ...ask, next: { end: 'flwo' } }),
      'error wrong-value flows.f.nodes.ask.next.end: Expected one of flow, conversation. Did you mean `flow`?',
    ],
    [
      'a status on a question',
      flowOf({ ...ask, routes: [{ when: 404, to: 'ask' }] }),
      'error wrong-value flows.f.nodes.ask.routes.0.when: Only an api node routes on how a call ended. Expected an outcome of this kind of node, or an object with one of the fields equals, pattern, regex, intent, option.',
    ],
    [
      'a text match on an api node',
      flowOf({ id: 'a', kind: 'api', integration: 'lookup', routes: [{ when: { equals: 'x' }, to: 'a' }] }),
      'error wrong-value flows.f.nodes.a.routes.0.when: An api node routes on how the call ended: a status, a class like 4xx, success, failure, timeout, error, max-connection, other, or { value }.',
    ],
    [
      'a mistyped outcome of a call',
      flowOf({ id: 'a', kind: 'api', integration: 'lookup', routes: [{ when: 'timeuot', to: 'a' }] }),
      'error wrong-value flows.f.nodes.a.routes.0.when: Expected one of success, failure, timeout, error, max-connection, other. Did you mean `timeout`?',
    ],
    [
      'a comparison with nothing',
      flowOf({ id: 'c', kind: 'condition', routes: [{ if: { left: 'id', op: 'equals' }, to: 'c' }] }),
      'error missing flows.f.nodes.c.routes.0.if.right: This is required. Only `is-set` looks at the left side alone.',
    ],
  ])('refuses %s', (_, document, expected) => {
    expect(problems(document)).toEqual([expected]);
  });

  test('tells of every problem of the shape at once', () => {
    expect(
      problems({
        id: 3,
        flows: [
          {
            id: 'f',
            nodes: [
              { id: 'a', kind: 'jump' },
              { id: 'b', kind: 'wait', reference: 1 },
            ],
          },
        ],
      }),
    ).toEqual([
      'error wrong-type id: Expected text, found a number.',
      'error missing flows.f.nodes.a.to: This is required.',
      'error wrong-type flows.f.nodes.b.reference: Expected text, found a number.',
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s wherever it is', (key) => {
    const document = JSON.parse(`{"id":"b","settings":{"a":[{"${key}":{"polluted":true}}]}}`);
    expect(readBot(document).diagnostics).toMatchObject([
      { code: 'refused-key', place: `/settings/a/0/${key}`, path: `settings.a.0.${key}` },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('never shows a value', () => {
    const secret = 'hunter2-hunter2';
    const bot = {
      id: 'b',
      credentials: [{ id: 'c', kind: 'api-key', fields: { key: [secret] } }],
      variables: [{ name: 'a', scope: secret }],
      flows: secret,
    };
    expect(JSON.stringify(readBot(bot).diagnostics)).not.toContain(secret);
  });
});
