import { readFileSync } from 'node:fs';
import { exportBot, importBot, type Json } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from '../adapter.ts';
import { m1botCodes } from '../codes.ts';

const adapter = createM1botAdapter();
const orderDesk = readFileSync(new URL('../../test/fixtures/order-desk.json', import.meta.url), 'utf8');

const base = {
  format: 'm1bot/1',
  bot: { name: 'Desk' },
  attributes: [{ key: 'city' }, { key: 'no' }],
  apis: [
    { id: 'find', name: 'Find', method: 'GET', url: 'https://shop.example/a/city', response: [{ path: 'data.0.name', attribute: 'city' }] },
  ],
  flows: [{ id: 'main', components: [{ id: 'call', component: 'api', api: 'find', others: { goTo: 'end' } }] }],
};
const withApi = (api: object) => ({ ...base, apis: [{ ...base.apis[0], ...api }] });
const withComponents = (...components: readonly object[]) => ({ ...base, flows: [{ id: 'main', components }] });
// Of what core finds the place in the bot leads to the place in the document.
const told = (document: unknown) => {
  const { diagnostics, platformPlaceOf } = importBot(adapter, JSON.stringify(document));
  return diagnostics.map(({ code, severity, place, platformPlace = platformPlaceOf(place) }) =>
    `${severity} ${code} ${platformPlace ?? ''}`.trim(),
  );
};

test('a document is a bot', () => {
  const { origins: _, semantics, ...bot } = importBot(adapter, orderDesk).value;
  expect(semantics).toMatchObject({ sessionLengthMs: 3_600_000, noMatchText: 'Write Restart to begin again.' });
  expect(bot).toMatchSnapshot();
});

describe('what a document says', () => {
  const { value: bot } = importBot(adapter, orderDesk);

  test('a slash in a URL is a slash, one before an attribute an attribute', () => {
    expect(bot.integrations[0]).toMatchObject({ url: 'https://shop.example/orders', query: [{ name: 'number', value: '{{orderno}}' }] });
    expect(bot.integrations[1]).toMatchObject({ body: { json: '{"order": "{{orderno}}", "place": "{{city}}", "channel": "chat"}' } });
    expect(importBot(adapter, JSON.stringify(base)).value.integrations[0]).toMatchObject({ url: 'https://shop.example/a/city' });
  });

  test('API keys and JWT tokens are headers with a blank', () => {
    expect(bot.integrations.map((integration) => integration.kind === 'http' && integration.headers)).toEqual([
      [{ name: 'x-api-key', value: '{{secret.SHOP_KEY}}' }],
      [{ name: 'authorization', value: 'Bearer {{secret.SHOP_JWT}}' }],
    ]);
  });

  test('a mapping is written to its attribute, and leaves it as it is where the path finds nothing', () => {
    expect(bot.integrations[0]?.response).toMatchObject({ fields: [{ path: '$.data[0].status', to: 'status' }], onMissing: 'keep' });
  });

  test('a response code is a status, Others is whatever else happens', () => {
    expect(bot.flows[0]?.nodes[2]?.routes).toEqual([
      { when: { status: 200 }, to: { node: 'tell' } },
      { when: { status: 404 }, to: { node: 'unknown' } },
      { when: { is: 'other' }, to: { flow: 'help' } },
    ]);
  });

  test('restart words start the first flow at any time, live chat words hand over', () => {
    expect(bot.flows.map(({ name, triggers }) => [name, triggers])).toEqual([
      [
        'Main',
        [
          { kind: 'text', equals: 'Restart', reach: 'bot' },
          { kind: 'event', event: 'session-start', reach: 'flow' },
          { kind: 'text', equals: 'order', reach: 'flow' },
        ],
      ],
      ['Help', []],
      ['Live Chat', [{ kind: 'text', equals: 'Live Chat', reach: 'bot' }]],
    ]);
  });

  test('attributes stay with the contact', () => {
    expect(bot.variables).toContainEqual({ name: 'orderno', scope: 'contact', type: 'text', example: 'A-17' });
  });
});

describe('bad documents', () => {
  test.each<readonly [string, unknown, string]>([
    [
      'a response code that is no number',
      withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 'ok', goTo: 'end' }], others: { goTo: 'end' } }),
      'error code-not-a-number /flows/0/components/0/responseCodes/0/code',
    ],
    [
      'one that is none',
      withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 42, goTo: 'end' }], others: { goTo: 'end' } }),
      'error code-not-a-number /flows/0/components/0/responseCodes/0/code',
    ],
    ['Others without a way', withComponents({ id: 'c', component: 'api', api: 'find' }), 'error others-unmapped /flows/0/components/0'],
    ['a slash that is no attribute', withApi({ url: 'https://shop.example?a=/town' }), 'info unknown-attribute /apis/0/url'],
    ['a slash in JSON that is no attribute', withApi({ method: 'POST', body: '{"path": "/town"}' }), 'info unknown-attribute /apis/0/body'],
    ['a body that is no JSON', withApi({ method: 'POST', body: '{"city": city}' }), 'warning malformed-json /apis/0/body'],
    ['a response without the mapped path', withApi({ sample: { data: [] } }), 'warning mapped-path-missing /apis/0/response/0/path'],
    ['a response that is no JSON', withApi({ sample: '<h1>Hello</h1>' }), 'error response-not-json /apis/0/sample'],
    ['a path that is none', withApi({ response: [{ path: 'a..b', attribute: 'city' }] }), 'error path-not-carried /apis/0/response/0/path'],
    ['a method nobody has', withApi({ method: 'BREW' }), 'warning unknown-call /apis/0'],
    ['an address that is none', withApi({ url: 'nowhere' }), 'warning unknown-call /apis/0'],
    [
      'an attribute key with an underscore',
      { ...base, attributes: [{ key: 'city' }, { key: 'order_no' }] },
      'warning attribute-key /attributes/1/key',
    ],
    ['an attribute twice', { ...base, attributes: [{ key: 'city' }, { key: 'city' }] }, 'warning duplicate-id /attributes/1'],
    [
      'a component twice',
      withComponents({ id: 'a', component: 'message', message: '' }, { id: 'a', component: 'message', message: '' }),
      'warning duplicate-id /flows/0/components/1',
    ],
    [
      'a component nobody described',
      withComponents({ id: 'a', component: 'appointment', slots: 30 }),
      'info unknown-component /flows/0/components/0',
    ],
    [
      'several selections',
      withComponents({ id: 'a', component: 'multiple-choice', message: '?', options: [{ label: 'A' }] }),
      'info several-selections /flows/0/components/0',
    ],
  ])('%s', (_title, document, finding) => {
    expect(told(document)).toContain(finding);
    // Whatever is wrong with it, it comes back letter by letter.
    const text = JSON.stringify(document);
    expect(exportBot(adapter, importBot(adapter, text).value).text).toBe(text);
  });

  test('what has the wrong form is named, not read', () => {
    const wrong = { ...base, flows: [{ id: 'main', components: [{ id: 'a', component: 'message' }] }] };
    expect(() => importBot(adapter, JSON.stringify(wrong))).toThrow('/flows/0/components/0/message');
  });

  test('every message says what to do', () => {
    const { diagnostics } = importBot(
      adapter,
      JSON.stringify(withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 'ok', goTo: 'end' }] })),
    );
    expect(diagnostics.map(({ reason, fix }) => `${reason} ${fix}`)).toEqual([
      '"ok" is no response code, so no answer ever takes this row. Write a number from 100 to 599; everything else goes to Others.',
      'Nothing says where the chat goes on any other response code, or without a response; it ends there. Map Others to a message.',
    ]);
  });

  test('an unmapped Others ends the chat', () => {
    const { value } = importBot(adapter, JSON.stringify(withComponents({ id: 'c', component: 'api', api: 'find' })));
    expect(value.flows[0]?.nodes[0]?.routes).toEqual([{ when: { is: 'other' }, to: { end: 'flow' } }]);
  });
});

test('every code has a test, here or where bots are written', () => {
  const tests = ['./bot-from-document.test.ts', '../export/document-from-bot.test.ts', '../policies.test.ts'].map((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  );
  expect(Object.keys(m1botCodes).filter((code) => !tests.join('').includes(code))).toEqual([]);
});

test('the message for users who fall silent is kept, and said to be', () => {
  const { value, diagnostics } = importBot(adapter, orderDesk);
  expect(value.platformOptions?.m1bot).toEqual({ inactivityMessage: { enabled: true, message: 'Are you still there?' } });
  expect(diagnostics.map(({ code }) => code)).toContain('inactivity-message');
  const { origins: _, ...unbound } = value;
  expect(exportBot(adapter, unbound).value.settings?.userInactivityMessage).toEqual({ enabled: true, message: 'Are you still there?' });
});

test('an edit of what a document says is written where it stands', () => {
  const { value } = importBot(adapter, orderDesk);
  const [main, ...others] = value.flows;
  const nodes = main?.nodes.map((node) =>
    node.id === 'tell' ? { ...node, content: [{ kind: 'text', text: '{{status}}, {{city}}/{{orderno}}' }] } : node,
  );
  const { text } = exportBot(adapter, { ...value, flows: [{ ...main, nodes }, ...others] } as unknown as Json as never);
  expect(text).toBe(orderDesk.replace('Order /orderno: /status.', '/status, {/city}/{/orderno}'));
});
