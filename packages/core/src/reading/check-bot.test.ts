import { describe, expect, test } from 'vitest';
import { ask, flowOf, integration, problems, say, withIntegration } from './problems.fixture.ts';
import { readBot } from './read-bot.ts';

describe('checkBot', () => {
  test.each<[string, unknown, string]>([
    [
      'a node',
      flowOf({ ...ask, next: 'nowhere' }),
      'error unknown-node flows.f.nodes.ask.next: There is no node "nowhere". Add it, or name one of the bot\'s nodes.',
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
      'error unknown-outcome flows.f.nodes.ask.routes.0.when: A question node has no outcome "nomatch". Did you mean `no-match`?',
    ],
    [
      'an outcome where there is none',
      flowOf({ id: 'c', kind: 'condition', routes: [{ when: 'yes', to: 'c' }] }),
      'error unknown-outcome flows.f.nodes.c.routes.0.when: A condition node has no outcome "yes". Route on `if`, or without a condition.',
    ],
    [
      'a field of a response',
      say('{{order.etta}}'),
      'error unknown-field flows.f.nodes.say.text: {{order.etta}}: order has no field etta. Did you mean `eta`?',
    ],
    ['a variable', say('{{idd}}'), 'warning unknown-variable flows.f.nodes.say.text: {{idd}}: nothing sets idd. Did you mean `id`?'],
    [
      'a variable by its full name',
      say('{{var["my id"]}}'),
      'warning unknown-variable flows.f.nodes.say.text: {{var["my id"]}}: nothing sets my id. Declare it in `variables`, or set it before.',
    ],
    [
      'a variable of a condition',
      flowOf({ id: 'c', kind: 'condition', routes: [{ if: { left: 'idd', op: 'is-set' }, to: { end: 'flow' } }] }),
      'warning unknown-variable flows.f.nodes.c.routes.0.if.left: idd: nothing sets idd. Did you mean `id`?',
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
    expect(problems({ ...say('{{order.etta}}'), origins: { tally: { source: '{}' } } })).toEqual([
      'warning unknown-field flows.f.nodes.say.text: {{order.etta}}: order has no field etta. Did you mean `eta`?',
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
      'a variable behind a reserved name',
      flowOf({ ...ask, variable: 'location' }),
      'warning reserved-name flows.f.nodes.ask.variable: {{location}} is something else than the variable of that name. Give it another name, or read it as {{var["location"]}}.',
    ],
    [
      'a malformed placeholder',
      say('Hi {{id'),
      'error malformed-template flows.f.nodes.say.text: This placeholder is malformed. Expected "}}", found the end. For braces that are text write {{"{{"}}.',
    ],
    [
      'a secret in a text',
      say('{{secret.KEY}}'),
      'error secret-place flows.f.nodes.say.text: {{secret.KEY}}: a secret may not be printed here. Put it into a credential or a header of the request.',
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
      'warning unknown-variable flows.f.nodes.say.text: {{item.title}}: there is no row here. Use it inside a list, or an option or card that repeats.',
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
      'pages without rows that are counted',
      withIntegration({ pagination: { next: { page: 'page' } } }),
      "error missing-rows integrations.lookup.pagination: Pages that are counted end at one without rows. Say with the pagination's `rows` which list they are.",
    ],
    [
      'rows that are limited and nowhere',
      withIntegration({ pagination: { next: { link: 'header' }, maxRows: 7 } }),
      'error missing-rows integrations.lookup.pagination.maxRows: Rows can be counted only where they are. Say with `rows` which list they are, or limit the pages with `maxPages`.',
    ],
    [
      'a path into pages of text',
      withIntegration({ pagination: { next: { cursor: '$.next', query: 'after' } }, response: { variable: 'order', format: 'text' } }),
      'error unreadable-pages integrations.lookup.pagination: A JSONPath finds nothing in a response that is text. Let the format of the response be json, or take the next page from `{ link: "header" }`.',
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
      'path to a cursor',
      withIntegration({ pagination: { next: { cursor: 'next', query: 'after' } } }),
      'malformed-json-path',
      '/integrations/0/pagination/next/cursor',
    ],
    [
      'path to a link',
      withIntegration({ pagination: { next: { link: { jsonpath: '$.[' } } } }),
      'malformed-json-path',
      '/integrations/0/pagination/next/link/jsonpath',
    ],
    [
      'path to the rows of a page',
      withIntegration({ pagination: { next: { link: 'header' }, rows: '$.a[' } }),
      'malformed-json-path',
      '/integrations/0/pagination/rows',
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
      '/flows/0/nodes/0/routes/0/if/right',
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

  test.each([
    ['repeat over rows', { options: [{ label: '{{item}}', repeat: '{{order.$rows}}' }] }],
    ['a script may add to', { options: ['Red'], hooks: { before: { dialect: 'es5', source: '' } } }],
  ])('takes any option where %s', (_, choice) => {
    expect(problems(flowOf({ id: 'c', kind: 'choice', text: 'T', routes: [{ when: { option: 'blue' }, to: 'c' }], ...choice }))).toEqual(
      [],
    );
  });
});
