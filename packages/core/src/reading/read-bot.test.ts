import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCredentialKind } from '../plugin/credential-kind.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { everythingBot } from './everything-bot.fixture.ts';
import { formatDiagnostic } from './format-diagnostic.ts';
import { type ReadOptions, readBot } from './read-bot.ts';

const integration = {
  id: 'lookup',
  method: 'GET',
  url: 'https://api.example/{{id}}',
  response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta' }] },
};

const flowOf = (...nodes: readonly unknown[]) => ({
  id: 'b',
  variables: [{ name: 'id' }],
  integrations: [integration],
  flows: [{ id: 'f', nodes }],
});
const ask = { id: 'ask', kind: 'question', text: 'Which?' };
const withIntegration = (changes: object) => ({ id: 'b', variables: [{ name: 'id' }], integrations: [{ ...integration, ...changes }] });
const say = (text: string) => flowOf({ id: 'say', kind: 'message', text });

const problems = (document: unknown, options?: ReadOptions): readonly string[] =>
  readBot(document, options).diagnostics.map((diagnostic) => `${diagnostic.severity} ${diagnostic.code} ${formatDiagnostic(diagnostic)}`);

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
        place: '/flows/0/nodes/0/next/node',
        path: 'flows.f.nodes.ask.next.node',
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
      'error wrong-value flows.f.nodes.a.routes.0.when.is: Expected one of success, failure, timeout, error, max-connection, other. Did you mean `timeout`?',
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

  test.each<[string, unknown, string]>([
    [
      'a node',
      flowOf({ ...ask, next: 'nowhere' }),
      'error unknown-node flows.f.nodes.ask.next.node: There is no node "nowhere". Add it, or name one of the bot\'s nodes.',
    ],
    [
      'a flow',
      flowOf({ ...ask, next: { flow: 'g' } }),
      'error unknown-flow flows.f.nodes.ask.next.flow: There is no flow "g". Did you mean `f`?',
    ],
    [
      'an integration',
      flowOf({ id: 'a', kind: 'api', integration: 'lokup' }),
      'error unknown-integration flows.f.nodes.a.integration: There is no integration "lokup". Did you mean `lookup`?',
    ],
    [
      'a credential',
      withIntegration({ credential: 'shop' }),
      'error unknown-credential integrations.lookup.credential: There is no credential "shop". Add it, or name one of the bot\'s credentials.',
    ],
    [
      'an option',
      flowOf({ id: 'c', kind: 'choice', text: 'T', options: ['Red'], routes: [{ when: { option: 'rde' }, to: 'c' }] }),
      'error unknown-option flows.f.nodes.c.routes.0.when.option: This node has no option "rde". Did you mean `red`?',
    ],
    [
      'an outcome',
      flowOf({ ...ask, routes: [{ when: 'nomatch', to: 'ask' }] }),
      'error unknown-outcome flows.f.nodes.ask.routes.0.when.outcome: A question node has no outcome "nomatch". Did you mean `no-match`?',
    ],
    [
      'an outcome where there is none',
      flowOf({ id: 'c', kind: 'condition', routes: [{ when: 'yes', to: 'c' }] }),
      'error unknown-outcome flows.f.nodes.c.routes.0.when.outcome: A condition node has no outcome "yes". Route on `if`, or without a condition.',
    ],
    [
      'a field of a response',
      say('{{order.etta}}'),
      'error unknown-field flows.f.nodes.say.content.0.text: {{order.etta}}: order has no field etta. Did you mean `eta`?',
    ],
    [
      'a variable',
      say('{{idd}}'),
      'warning unknown-variable flows.f.nodes.say.content.0.text: {{idd}}: nothing sets idd. Did you mean `id`?',
    ],
    [
      'a variable by its full name',
      say('{{var["my id"]}}'),
      'warning unknown-variable flows.f.nodes.say.content.0.text: {{var["my id"]}}: nothing sets my id. Declare it in `variables`, or set it before.',
    ],
    [
      'a variable of a condition',
      flowOf({ id: 'c', kind: 'condition', routes: [{ if: { left: 'idd', op: 'is-set' }, to: { end: 'flow' } }] }),
      'warning unknown-variable flows.f.nodes.c.routes.0.if.left.variable: idd: nothing sets idd. Did you mean `id`?',
    ],
  ])('notices that there is no such thing: %s', (_, document, expected) => {
    expect(problems(document)).toEqual([expected]);
  });

  test.each([
    ['declared', { variables: [{ name: 'x' }] }],
    ['asked for', flowOf({ ...ask, variable: 'x' })],
    ['taken from a response', withIntegration({ response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta', to: 'x' }] } })],
    ['the response itself', withIntegration({ response: { variable: 'x', fields: [{ name: 'y', path: '$.y' }] } })],
    ['set by a script', { scripts: { init: { dialect: 'es5', source: 'set("x", 1)' } } }],
    [
      'set, perhaps, by what a platform does',
      { integrations: [{ id: 'p', kind: 'platform', adapter: 'tally', raw: { into: 'x' }, response: { variable: 'p' } }] },
    ],
  ])('knows a variable that is %s', (_, part) => {
    const flows = [
      ...((part as { readonly flows?: readonly unknown[] }).flows ?? []),
      { id: 'g', nodes: [{ id: 's', kind: 'message', text: '{{x}} {{x.y}}' }] },
    ];
    expect(problems({ id: 'b', variables: [{ name: 'id' }], ...part, flows })).toEqual([]);
  });

  test('lets an imported bot name fields that are not there, as it could where it came from', () => {
    expect(problems({ ...say('{{order.etta}}'), origins: { tally: {} } })).toEqual([
      'warning unknown-field flows.f.nodes.say.content.0.text: {{order.etta}}: order has no field etta. Did you mean `eta`?',
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      'two nodes of one id',
      {
        id: 'b',
        flows: [
          { id: 'f', nodes: [ask] },
          { id: 'g', nodes: [{ ...ask, name: 'Other' }] },
        ],
      },
      'error duplicate flows.g.nodes.ask.id: There is another node with the id "ask". Give each its own.',
    ],
    [
      'two nodes of one name',
      {
        id: 'b',
        flows: [
          { id: 'f', nodes: [ask] },
          { id: 'g', nodes: [{ ...ask, id: 'b', name: 'ask' }] },
        ],
      },
      'error duplicate flows.g.nodes.b.name: There is another node with the name "ask". Give each its own.',
    ],
    [
      'two integrations of one name',
      { id: 'b', variables: [{ name: 'id' }], integrations: [integration, { ...integration, id: 'c', name: 'lookup' }] },
      'error duplicate integrations.c.name: There is another integration with the name "lookup". Give each its own.',
    ],
    [
      'two options of one id',
      flowOf({
        id: 'c',
        kind: 'choice',
        text: 'T',
        options: [
          { id: 'a', label: 'A' },
          { id: 'a', label: 'B' },
        ],
      }),
      'error duplicate flows.f.nodes.c.options.a.id: There is another option of this node with the id "a". Give each its own.',
    ],
    [
      'a node called next',
      flowOf({ ...ask, id: 'next' }),
      'error refused-id flows.f.nodes.next.id: "next" is a target of its own, so no node may be called that. Give it another id.',
    ],
    [
      'a start in the middle',
      flowOf(ask, { id: 's', kind: 'start' }),
      'error start-not-first flows.f.nodes.s: A start node is the first of its flow. Move or remove it.',
    ],
    [
      'a malformed placeholder',
      say('Hi {{id'),
      'error malformed-template flows.f.nodes.say.content.0.text: This placeholder is malformed. Expected "}}", found the end. For braces that are text write {{"{{"}}.',
    ],
    [
      'a secret in a text',
      say('{{secret.KEY}}'),
      'error secret-place flows.f.nodes.say.content.0.text: {{secret.KEY}}: a secret may not be printed here. Put it into a credential or a header of the request.',
    ],
    [
      'a secret in the URL',
      withIntegration({ url: 'https://a.example/{{secret.KEY}}' }),
      'error secret-place integrations.lookup.url: {{secret.KEY}}: a secret may not be printed here. Put it into a credential or a header of the request.',
    ],
    [
      'a secret within a field',
      { id: 'b', credentials: [{ id: 'c', kind: 'api-key', fields: { key: 'Key {{secret.KEY}}' } }] },
      'error secret-place credentials.c.fields.key: A secret cannot be a part of a field. Write { "secret": "NAME" } alone.',
    ],
    [
      'a row where there is none',
      say('{{item.title}}'),
      'warning unknown-variable flows.f.nodes.say.content.0.text: {{item.title}}: there is no row here. Use it inside a list, or an option or card that repeats.',
    ],
    [
      'rows that are a text',
      flowOf({ id: 'l', kind: 'list', text: 'T', rows: 'order.$rows', label: '{{item}}' }),
      'error not-rows flows.f.nodes.l.rows: Expected the placeholder of a list, and nothing else. For the rows of a response: {{name.$rows}}.',
    ],
    [
      'a line break in a header',
      withIntegration({ headers: [{ name: 'x-a', value: 'a\r\nx-b: c' }] }),
      'error invalid-header integrations.lookup.headers.0.value: A header may hold no line break. Write it on one line.',
    ],
    [
      'a header of no name',
      withIntegration({ headers: [{ name: 'x a', value: 'a' }] }),
      'error invalid-header integrations.lookup.headers.0.name: This is not the name of a header. Use letters, digits and hyphens.',
    ],
    [
      'half an address',
      withIntegration({ url: '/orders/{{id}}' }),
      'error invalid-url integrations.lookup.url: The address is not an absolute http or https URL once its placeholders are filled in. Begin it with https:// or with a variable that holds such an address.',
    ],
    [
      'a field per row without rows',
      withIntegration({ response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta', perRow: true }] } }),
      "error missing-rows integrations.lookup.response.fields.0.perRow: A field per row needs rows. Say with the response's `rows` which list they are.",
    ],
    [
      'a body that is no JSON',
      withIntegration({ body: { json: '{"a": {{id}}' } }),
      'warning malformed-json integrations.lookup.body.json: This is not JSON, even with every placeholder filled in. Look for a missing quote, comma or bracket.',
    ],
    [
      'a reply nobody waits for',
      flowOf({ id: 'm', kind: 'message', text: 'T', routes: [{ when: { equals: 'x' }, to: { end: 'flow' } }] }),
      'warning never-taken flows.f.nodes.m.routes.0.when: A message node does not wait for a reply, so this is never taken. Set `waits`, or move the route to the node that asks.',
    ],
  ])('refuses %s', (_, document, expected) => {
    expect(problems(document)).toEqual([expected]);
  });

  test.each([
    [
      'JSONPath',
      withIntegration({ response: { variable: 'order', rows: '$.a[' } }),
      'malformed-json-path',
      '/integrations/0/response/rows',
    ],
    [
      'outcome path',
      withIntegration({ response: { variable: 'order', outcome: { jsonpath: 'state' } } }),
      'malformed-json-path',
      '/integrations/0/response/outcome/jsonpath',
    ],
    [
      'regular expression',
      flowOf({ ...ask, routes: [{ when: { regex: '(?=a)' }, to: 'ask' }] }),
      'malformed-regex',
      '/flows/0/nodes/0/routes/0/when/regex',
    ],
    [
      'regular expression of a condition',
      flowOf({ id: 'c', kind: 'condition', routes: [{ if: { left: 'id', op: 'regex', right: '(' }, to: { end: 'flow' } }] }),
      'malformed-regex',
      '/flows/0/nodes/0/routes/0/if/right/literal',
    ],
    [
      'pattern',
      { id: 'b', flows: [{ id: 'f', triggers: [{ kind: 'text', pattern: '(a' }], nodes: [] }] },
      'malformed-pattern',
      '/flows/0/triggers/0/pattern',
    ],
    [
      'excluded pattern',
      flowOf({ ...ask, routes: [{ when: { equals: 'a', exclude: ['a)'] }, to: 'ask' }] }),
      'malformed-pattern',
      '/flows/0/nodes/0/routes/0/when/exclude/0',
    ],
  ])('refuses a malformed %s', (_, document, code, place) => {
    expect(readBot(document).diagnostics).toMatchObject([{ code, place, severity: 'error' }]);
  });

  test.each([
    ['a base address in a variable', '{{id}}/orders'],
    ['a host in a variable', 'https://{{id}}/orders'],
    ['a port in a variable', 'http://localhost:{{id}}/'],
    ['a field of the environment', '{{env.BASE}}/orders/{{order.eta}}'],
  ])('takes an address with %s', (_, url) => {
    expect(problems(withIntegration({ url }))).toEqual([]);
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

describe('loops', () => {
  const jump = (id: string, to: unknown) => ({ id, kind: 'jump', to });

  test('that never wait, call or end are told of, once each', () => {
    const nodes = [jump('a', 'b'), jump('b', 'c'), jump('c', 'a'), jump('into', 'a'), jump('own', 'repeat')];
    expect(readBot(flowOf(...nodes)).diagnostics).toMatchObject([
      { code: 'endless-loop', severity: 'warning', place: '/flows/0/nodes/0' },
      { code: 'endless-loop', severity: 'warning', place: '/flows/0/nodes/4' },
    ]);
  });

  test.each([
    ['a question', { id: 'b', kind: 'question', text: 'T', next: 'a' }],
    [
      'a condition with a way out',
      { id: 'b', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: 'a' }], next: { end: 'flow' } },
    ],
    [
      'an unresolved target',
      { id: 'b', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: { unresolved: 'x' } }, { to: 'a' }] },
    ],
    ['a script, which may go anywhere', { id: 'b', kind: 'script', dialect: 'es5', source: '', next: 'a' }],
    ['a call', { id: 'b', kind: 'api', integration: 'lookup', next: 'a' }],
  ])('are fine with %s in them', (_, node) => {
    expect(problems(flowOf(jump('a', 'b'), node))).toEqual([]);
  });

  test('are noticed across flows, and through conditions without a way out', () => {
    const bot = {
      id: 'b',
      variables: [{ name: 'id' }],
      flows: [
        {
          id: 'f',
          nodes: [{ id: 'a', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: { flow: 'g' } }, { to: 'repeat' }] }],
        },
        { id: 'g', nodes: [{ id: 'm', kind: 'message', text: 'Hi', next: 'a' }] },
      ],
    };
    expect(readBot(bot).diagnostics).toMatchObject([{ code: 'endless-loop', path: 'flows.f.nodes.a' }]);
  });
});

describe('what plugins add', () => {
  const rating: NodeKind = {
    contract: 'v1',
    kind: 'acme/rating',
    schema: z.strictObject({ text: z.string(), stars: z.number().default(5) }),
    outcomes: ['happy', 'unhappy'],
    enter: (_, turn) => turn.route('happy'),
  };
  const rate = { id: 'rate', kind: 'acme/rating', text: 'How was it, {{id}}?' };

  test('is read by its own schema, beside the fields every node has', () => {
    const { value, diagnostics } = readBot(flowOf({ ...rate, routes: [{ when: 'happy', to: 'next' }] }), { nodeKinds: [rating] });
    expect(diagnostics).toEqual([]);
    expect(value?.flows[0]?.nodes[0]).toEqual({
      id: 'rate',
      name: 'rate',
      kind: 'acme/rating',
      text: 'How was it, {{id}}?',
      stars: 5,
      routes: [{ when: { outcome: 'happy' }, to: 'next' }],
    });
  });

  test.each<[string, object, RegExp]>([
    [
      'a field of the wrong type',
      { text: 3 },
      /^error wrong-value flows\.f\.nodes\.rate\.text: Invalid input: expected string, received number\.$/,
    ],
    ['a field too many', { colour: 'red' }, /^error wrong-value flows\.f\.nodes\.rate: Unrecognized key: "colour"\.$/],
    [
      'an outcome it has not',
      { routes: [{ when: 'happpy', to: 'next' }] },
      /unknown-outcome .* A acme\/rating node has no outcome "happpy"\. Did you mean `happy`\?$/,
    ],
    ['a variable nothing sets', { text: '{{naem}}' }, /unknown-variable/],
  ])('is told of: %s', (_, changes, expected) => {
    const [first, ...more] = problems(flowOf({ ...rate, ...changes }), { nodeKinds: [rating] });
    expect(first).toMatch(expected);
    expect(more).toEqual([]);
  });

  test.each<[string, NodeKind['schema'], RegExp]>([
    ['that is asynchronous', z.object({ text: z.string() }).refine(async () => true), /asynchronous|failed to run/],
    [
      'that throws',
      {
        '~standard': {
          version: 1,
          vendor: 'acme',
          validate: () => {
            throw new Error('no');
          },
        },
      },
      /failed to run/,
    ],
    [
      'that rejects later',
      {
        '~standard': {
          version: 1,
          vendor: 'acme',
          validate: async () => {
            throw new Error('no');
          },
        },
      },
      /asynchronous/,
    ],
    ['that gives what is not JSON', z.object({ text: z.string().transform(() => new Date(0)) }), /not JSON/],
  ])('may not have a schema %s', (_, schema, expected) => {
    const [first, ...more] = problems(flowOf(rate), { nodeKinds: [{ ...rating, schema }] });
    expect(first).toMatch(expected);
    expect(more).toEqual([]);
  });

  const apiKey = defineCredentialKind({
    kind: 'api-key',
    schema: z.strictObject({ header: z.string(), key: z.object({ secret: z.string() }) }),
    authenticate: (request) => request,
  });
  const withCredential = (credential: object) => ({ id: 'b', credentials: [{ id: 'c', ...credential }] });

  test('says what fields a credential takes', () => {
    const good = withCredential({ kind: 'api-key', fields: { header: 'x', key: '{{secret.KEY}}' } });
    expect(problems(good, { credentialKinds: [apiKey] })).toEqual([]);
    expect(readBot(good).value?.credentials[0]?.fields).toEqual({ header: 'x', key: { secret: 'KEY' } });
    expect(problems(withCredential({ kind: 'api-key', fields: { header: 'x' } }), { credentialKinds: [apiKey] })).toEqual([
      'error invalid-credential credentials.c.fields.key: Invalid input: expected object, received undefined.',
    ]);
  });

  test('says which credential kinds there are, when it says so at all', () => {
    const unknown = withCredential({ kind: 'apikey', fields: {} });
    expect(problems(unknown, { credentialKinds: [apiKey] })).toEqual([
      'error unknown-credential-kind credentials.c.kind: There is no credential kind "apikey". Did you mean `api-key`?',
    ]);
    expect(problems(unknown)).toEqual([]);
    expect(problems(unknown, { credentialKinds: [] })).toEqual([]);
    expect(problems(withCredential({ kind: 'acme/signed', fields: {} }), { credentialKinds: [] })).toEqual([
      'error unknown-credential-kind credentials.c.kind: There is no credential kind "acme/signed". Install its plugin and list it.',
    ]);
  });

  test('are integrations, of which a bot gets those it uses', () => {
    const bot = { id: 'b', variables: [{ name: 'id' }], flows: [{ id: 'f', nodes: [{ id: 'a', kind: 'api', integration: 'lookup' }] }] };
    const ready = readBot(withIntegration({})).value?.integrations ?? [];
    const { value } = readBot(bot, { integrations: [...ready, ...ready.map((one) => ({ ...one, id: 'other', name: 'Other' }))] });
    expect(value?.integrations).toEqual(ready);
  });
});
