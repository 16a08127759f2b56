import { type BotInput, exportBot, type HttpIntegrationInput, importBot, type NodeInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createClickatellAdapter } from '../adapter.ts';

const adapter = createClickatellAdapter();
const bye = { id: 'bye', kind: 'message', text: 'Bye.' } as const;

const botWith = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'shop',
  semantics: adapter.semantics,
  ...more,
  flows: [{ id: 'main', kind: 'fallback', nodes: [...nodes, bye] }],
});
const shop = (more: Partial<HttpIntegrationInput> = {}): HttpIntegrationInput =>
  ({ id: 'shop', method: 'GET', url: 'https://shop.example', response: { variable: 'Shop' }, ...more }) as HttpIntegrationInput;
const call: NodeInput = { id: 'call', kind: 'api', integration: 'shop' };
const written = (bot: BotInput) => {
  const { value, diagnostics } = exportBot(adapter, bot);
  return {
    nodes: value.workflows[0]?.nodes ?? [],
    apis: value.apis,
    findings: diagnostics.map(({ code, loss, path }) => `${loss} ${code} ${path}`),
  };
};

describe('what Chat Flow cannot say is reported at its place', () => {
  test.each<[string, BotInput, string]>([
    [
      'a variable of two endpoints',
      botWith([call], { integrations: [shop(), shop({ id: 'other' })] }),
      'degraded shared-response-variable integrations.other',
    ],
    [
      'a path that selects several values',
      botWith([call], { integrations: [shop({ response: { variable: 'Shop', fields: [{ name: 'all', path: '$..id' }] } })] }),
      'degraded field-path-not-carried integrations.shop.response.fields.0',
    ],
    [
      'a body of a GET',
      botWith([{ ...call, body: { text: 'a' } } as NodeInput], { integrations: [shop()] }),
      'assumed body-without-post flows.main.nodes.call',
    ],
    [
      'a list of which an entry may lack its label',
      botWith([call, { id: 'pick', kind: 'list', text: 'Which?', rows: '{{Shop.$rows}}', label: '{{item.name}}' }], {
        integrations: [shop({ response: { variable: 'Shop', rows: '$.items[*]' } })],
      }),
      'assumed list-ends-early flows.main.nodes.pick',
    ],
    ['a method of the FAQ', botWith([call], { integrations: [shop({ method: 'PUT' })] }), 'assumed method-from-faq integrations.shop'],
    [
      'a sensitive value nobody asks for',
      botWith([], { variables: [{ name: 'pin', sensitive: true }] }),
      'degraded sensitive-without-input variables.0',
    ],
    [
      'a typed text at a menu',
      botWith([{ id: 'pick', kind: 'choice', text: 'Which?', options: ['A'], routes: [{ when: { equals: 'b' }, to: 'bye' }] }]),
      'assumed text-at-menu flows.main.nodes.pick.routes.0',
    ],
  ])('%s', (_what, bot, finding) => {
    expect(written(bot).findings).toEqual([finding]);
  });

  test('a value that is called like a default result, which comes back as it was', () => {
    const judged = shop({ response: { variable: 'Shop', outcome: { jsonpath: '$.state' } } });
    const bot = botWith([{ ...call, routes: [{ when: { value: 'Timeout' }, to: 'bye' }, { to: { end: 'flow' } }] } as NodeInput], {
      integrations: [judged],
    });
    const { findings, nodes } = written(bot);
    expect(findings).toEqual(['degraded reserved-result flows.main.nodes.call.routes.0']);
    expect(nodes[0]?.results).toContainEqual({ name: 'timeout', goTo: { end: true }, neutral: 'made' });
    const back = importBot(adapter, exportBot(adapter, bot).value);
    expect(back.diagnostics.map(({ code }) => code)).toEqual(['success-result-missing']);
    expect(back.value.flows[0]?.nodes[0]?.routes[0]).toEqual({ when: { value: 'Timeout' }, to: { node: 'bye' } });
  });

  test('a value that is not below the base element', () => {
    const document = {
      clickatell: 1,
      apis: [
        {
          id: 'shop',
          name: 'Shop',
          url: 'https://shop.example',
          method: 'GET',
          elementValidation: 'HTTP_RESPONSE_CODE',
          baseElement: '$.data',
        },
      ],
      workflows: [{ id: 'main', nodes: [{ id: 'say', type: 'Text Display', text: '[[Shop:a]]' }] }],
    };
    const { value: bot } = importBot(adapter, document);
    const [flow] = bot.flows;
    const say = {
      id: 'say',
      name: 'say',
      kind: 'message',
      content: [{ kind: 'text', text: '{{Shop.$body.total}} {{Shop.$body.data.b}}' }],
      routes: [],
    } as const;
    const { value, diagnostics } = exportBot(adapter, { ...bot, flows: [{ ...flow, nodes: [say] } as never] });
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(['placeholder-outside-base-element integrations.shop']);
    expect(value.workflows[0]?.nodes[0]?.text).toBe('[[Shop:$field.$body.total]] [[Shop:b]]');
  });
});

describe('an API Integration', () => {
  const results = (routes: readonly object[], outcome: object = {}) => {
    const { nodes } = written(
      botWith([{ ...call, routes } as NodeInput], { integrations: [shop({ response: { variable: 'Shop', ...outcome } })] }),
    );
    return ((nodes[0]?.results ?? []) as readonly { readonly name: string; readonly neutral?: string }[]).map(({ name, neutral }) =>
      neutral === undefined ? name : `${name} ${neutral}`,
    );
  };
  const made = ['other made', 'error made', 'timeout made', 'max-connection made'];

  test('has the four default results, and one for success, whatever the bot says', () => {
    expect(results([{ when: 200, to: 'bye' }]).slice(-4)).toEqual(made);
    expect(results([])).toEqual(expect.arrayContaining(['200 made', '201 made', ...made]));
    expect(results([{ when: 'other', to: 'bye' }])).toEqual(['other', '200 made', 'error made', 'timeout made', 'max-connection made']);
    expect(results([{ to: 'bye' }])).toEqual(['other', '200 made', 'error made', 'timeout made', 'max-connection made']);
    expect(results([{ when: 'success', to: 'bye' }])).toEqual(expect.arrayContaining(['200 success', '204 success', ...made]));
  });

  test('lists values where the outcome is one', () => {
    const routes = [
      { when: { value: 'sent' }, to: 'bye' },
      { when: 'other', to: 'bye' },
    ];
    expect(results(routes, { outcome: { jsonpath: '$.state' } })).toEqual([
      'sent',
      'other',
      'error made',
      'timeout made',
      'max-connection made',
    ]);
  });
});

test('how long a call may take, what an event starts and when it fires stand in their fields', () => {
  const bot = botWith([call], {
    integrations: [shop({ timeoutMs: 5_000 })],
    semantics: { ...adapter.semantics, sessionExpiringMs: 70_000 },
  });
  const { value } = exportBot(adapter, {
    ...bot,
    flows: [
      ...(bot.flows ?? []),
      { id: 'soon', triggers: [{ kind: 'event', event: 'session-expiring' }], nodes: [] },
      { id: 'incoming', triggers: [{ kind: 'event', event: 'request' }], nodes: [] },
    ],
  });
  expect(value.apis[0]).toMatchObject({ timeoutMs: 5_000 });
  expect(value.settings).toEqual({ sessionTimeoutEvent: { enabled: true, secondsBeforeExpiry: 70 } });
  expect(value.workflows).toMatchObject([{ routed: true }, { sessionTimeoutEvent: true }, { dynamicApi: true }]);
});

test('a question for a sensitive variable is sensitive', () => {
  const ask: NodeInput = { id: 'ask', kind: 'question', text: 'PIN?', variable: 'pin' };
  const { nodes, findings } = written(botWith([ask], { variables: [{ name: 'pin', sensitive: true }] }));
  expect(findings).toEqual([]);
  expect(nodes[0]).toMatchObject({ type: 'Request Input', variable: 'pin', sensitive: true });
});

test('what Calculate does, and where NO leads, is written as it was read', () => {
  const steps = [
    { id: 'a', type: 'Calculate', comparison: '[[x]] + 1 >= ([[y]] - 2) * 3', no: { workflow: 'more' } },
    { id: 'b', type: 'Calculate', calculation: '[[x]] * 2', resultName: 'b', no: { end: true } },
    { id: 'c', type: 'Calculate', calculation: '1', resultName: 'c', no: { step: 'a' } },
    { id: 'd', type: 'Set Variable', uuid: 'reference' },
  ];
  const workflows = [
    { id: 'main', nodes: steps },
    { id: 'more', nodes: [{ id: 'first', type: 'Text Display', text: 'More.' }] },
  ];
  const { origins: _origins, ...bot } = importBot(adapter, { clickatell: 1, apis: [], workflows }).value;
  expect(exportBot(adapter, bot as BotInput).value.workflows).toEqual(workflows);
});

describe('conditions', () => {
  const decided = (...routes: readonly object[]) =>
    written(botWith([{ id: 'is', kind: 'condition', routes } as NodeInput])).nodes.slice(0, -1);

  test('on one value are a Switch Case', () => {
    const is = (right: string) => ({ if: { left: 'colour', op: 'equals', right }, to: 'bye' });
    expect(decided(is('blue'), is('red'))).toMatchObject([
      { type: 'Switch Case', variable: '[[colour]]', cases: [{ value: 'blue' }, { value: 'red' }] },
    ]);
  });

  test('others are one Calculate after another', () => {
    const [first, second] = decided(
      { if: { left: 'age', op: 'less', right: 18 }, to: 'bye' },
      { if: { left: 'name', op: 'is-set' }, to: { end: 'flow' } },
    );
    expect(first).toMatchObject({ id: 'is', comparison: '[[age]] < 18', yes: { step: 'bye' }, no: { step: 'is/2' } });
    expect(second).toMatchObject({ id: 'is/2', partOf: 'is', comparison: '[[name]] != ""', yes: { end: true } });
    const [only] = decided({ if: { left: 'age', op: 'less', right: 18 }, to: 'bye' }, { to: { end: 'flow' } });
    expect(only).toMatchObject({ yes: { step: 'bye' }, no: { end: true } });
  });
});
