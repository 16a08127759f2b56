import { importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createClickatellAdapter } from '../adapter.ts';

const endpoint = { id: 'shop', name: 'Shop', url: 'https://shop.example', method: 'GET', elementValidation: 'HTTP_RESPONSE_CODE' };
const defaults = ['other', 'error', 'timeout', 'max-connection'].map((name) => ({ name, goTo: { end: true } }));
const call = (fields: object) => ({ id: 'call', type: 'API Integration', api: 'shop', results: [{ name: '200' }, ...defaults], ...fields });

const read = (nodes: readonly object[], api: object = {}) => {
  const document = { clickatell: 1, apis: [{ ...endpoint, ...api }], workflows: [{ id: 'main', routed: true, nodes }] };
  const { value, diagnostics } = importBot(createClickatellAdapter(), document);
  return {
    nodes: value.flows[0]?.nodes ?? [],
    bot: value,
    findings: diagnostics.map(({ code, severity, platformPlace }) => `${severity} ${code} ${platformPlace}`),
  };
};

describe('what Chat Flow would refuse is reported where it stands', () => {
  test.each([
    [
      'an upper-case default result',
      call({ results: [{ name: '200' }, { name: 'Timeout' }, ...defaults.filter(({ name }) => name !== 'timeout')] }),
      'error default-result-misspelled /workflows/0/nodes/0/results/1/name',
    ],
    [
      'a removed default result',
      call({ results: [{ name: '200' }, ...defaults.slice(1)] }),
      'error default-result-missing /workflows/0/nodes/0/results',
    ],
    ['no result for a success', call({ results: defaults }), 'error success-result-missing /workflows/0/nodes/0/results'],
    [
      'a result that is no status',
      call({ results: [{ name: '200' }, { name: 'OK' }, ...defaults] }),
      'warning result-not-a-code /workflows/0/nodes/0/results/1/name',
    ],
    [
      'a result twice',
      call({ results: [{ name: '200' }, { name: '200' }, ...defaults] }),
      'warning duplicate-result /workflows/0/nodes/0/results/1/name',
    ],
    ['an endpoint that does not exist', call({ api: 'store' }), 'error unknown-api /workflows/0/nodes/0/api'],
    [
      'an expression that is none',
      { id: 'ask', type: 'Request Input', menuText: 'Which?', validationPattern: '[' },
      'warning unreadable-pattern /workflows/0/nodes/0/validationPattern',
    ],
    [
      'a pattern that counts nothing',
      { id: 'pick', type: 'Dynamic List', menuText: 'Which?', pattern: '[Shop:title]' },
      'warning unreadable-pattern /workflows/0/nodes/0/pattern',
    ],
    [
      'a result of an option that does not exist',
      { id: 'pick', type: 'Menu', menuText: 'Which?', options: [{ id: 'a', label: 'A' }], results: [{ option: 'b' }] },
      'warning unknown-option /workflows/0/nodes/0/results/0/option',
    ],
    [
      'two options of one id',
      {
        id: 'pick',
        type: 'Menu',
        menuText: 'Which?',
        options: [
          { id: 'a', label: 'A' },
          { id: 'a', label: 'B' },
        ],
      },
      'warning duplicate-id /workflows/0/nodes/0/options/1/id',
    ],
    [
      'a calculation that leads to nothing',
      { id: 'sum', type: 'Calculate', calculation: '1 + 1', no: { step: 'nowhere' } },
      'warning unknown-step /workflows/0/nodes/0/no',
    ],
    ['a body of a GET', call({ body: { text: 'a' } }), 'info body-without-post /workflows/0/nodes/0/body'],
    [
      'a secret in a text',
      { id: 'say', type: 'Text Display', text: '[[secret:KEY]]' },
      'warning secret-outside-header /workflows/0/nodes/0/text',
    ],
    [
      'a placeholder that is none',
      { id: 'say', type: 'Text Display', text: '[[a' },
      'warning placeholder-malformed /workflows/0/nodes/0/text',
    ],
    [
      'a comparison that is none',
      { id: 'is', type: 'Calculate', comparison: '[[a]] and [[b]]' },
      'warning unreadable-step /workflows/0/nodes/0',
    ],
    ['a type without a meaning here', { id: 'say', type: 'OTP Menu' }, 'warning carried-type /workflows/0/nodes/0'],
    ['a type nobody knows', { id: 'say', type: 'Confetti' }, 'warning unknown-type /workflows/0/nodes/0/type'],
  ])('%s', (_what, node, finding) => {
    expect(read([node]).findings).toEqual([finding]);
  });

  test('a header with two values, in any case; not one with the same', () => {
    const headers = (value: string) => ({ headers: [{ key: 'x-key', value }] });
    const conflict = read([call(headers('b'))], { headers: [{ key: 'X-KEY', value: 'a' }] });
    expect(conflict.findings).toEqual(['error header-conflict /workflows/0/nodes/0/headers/0/value']);
    expect(read([call(headers(' a '))], { headers: [{ key: 'X-KEY', value: 'a' }] }).findings).toEqual([]);
  });

  test('an endpoint without an address is carried', () => {
    const { bot, findings } = read([call({})], { url: 'nowhere' });
    expect(findings).toEqual(['warning unreadable-api /apis/0/url']);
    expect(bot.integrations[0]).toMatchObject({ kind: 'platform', adapter: 'clickatell' });
  });

  test.each([
    ['no address', { url: 'nowhere' }, 'warning unreadable-api /apis/0/url'],
    [
      'an element validation that is no path',
      { elementValidation: 'http_response_code' },
      'warning unreadable-api /apis/0/elementValidation',
    ],
    ['a base element that is no path', { baseElement: 'items' }, 'warning unreadable-api /apis/0/baseElement'],
    ['a header of two lines', { headers: [{ key: 'a', value: 'b\nc' }] }, 'warning unreadable-api /apis/0/headers/0/value'],
    ['a method of the FAQ', { method: 'DELETE' }, 'info method-from-faq /apis/0/method'],
    ['a body of a GET', { body: { json: '{}' } }, 'info body-without-post /apis/0/body'],
  ])('an endpoint with %s', (_what, api, finding) => {
    expect(read([call({})], api).findings).toEqual([finding]);
  });

  test('endpoints that cannot be told apart, and channels that lead to two workflows', () => {
    const document = {
      clickatell: 1,
      apis: [endpoint, endpoint],
      workflows: [
        { id: 'a', routed: true, nodes: [] },
        { id: 'b', routed: true, nodes: [] },
      ],
    };
    const { diagnostics } = importBot(createClickatellAdapter(), document);
    expect(diagnostics.map(({ code, platformPlace }) => `${code} ${platformPlace}`)).toEqual([
      'second-route /workflows/1/routed',
      'duplicate-id /apis/1/id',
      'shared-response-variable /apis/1/name',
    ]);
  });

  test('two steps of one id', () => {
    const say = { id: 'say', type: 'Text Display', text: 'Hi' };
    const { nodes, findings } = read([say, say]);
    expect(findings).toEqual(['warning duplicate-id /workflows/0/nodes/1']);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(2);
  });

  test('a known step that is wrong is refused, with its place', () => {
    expect(() => read([{ id: 'say', type: 'Text Display' }])).toThrow('/workflows/0/nodes/0/text');
  });
});

describe('what is read', () => {
  test('a misspelled default result is still that result', () => {
    const { nodes } = read([call({ results: [{ name: '200' }, { name: 'OTHER', goTo: { repeat: true } }, ...defaults.slice(1)] })]);
    expect(nodes[0]?.routes).toContainEqual({ when: { is: 'other' }, to: 'repeat' });
  });

  test('codes are statuses, of servers too', () => {
    const { nodes } = read([call({ results: [{ name: '200' }, { name: '503' }, ...defaults] })]);
    expect(nodes[0]?.routes?.slice(0, 2)).toEqual([
      { when: { status: 200 }, to: 'next' },
      { when: { status: 503 }, to: 'next' },
    ]);
  });

  test('values where the element validation is a path', () => {
    const { nodes, findings, bot } = read([call({ results: [{ name: 'accepted' }, ...defaults] })], { elementValidation: '$.state' });
    expect(findings).toEqual([]);
    expect(bot.integrations[0]?.response.outcome).toEqual({ jsonpath: '$.state' });
    expect(nodes[0]?.routes[0]).toEqual({ when: { value: 'accepted' }, to: 'next' });
  });

  test('paths below the base element, and a base element that is searched for', () => {
    const say = { id: 'say', type: 'Text Display', text: '[[Shop:items.1.title]]' };
    const textOf = (baseElement: string) => JSON.stringify(read([say], { baseElement }).nodes[0]);
    expect(textOf('$.catalogue')).toContain('{{Shop.$body.catalogue.items[0].title}}');
    expect(textOf('$..catalogue')).toContain('{{Shop.$rows[0].items[0].title}}');
  });

  test('comparisons, each with its opposite', () => {
    const compare = (comparison: string) =>
      read([
        { id: 'is', type: 'Calculate', comparison, yes: { step: 'y' }, no: { end: true } },
        { id: 'y', type: 'Text Display', text: 'Y' },
      ]).nodes[0];
    expect(compare('[[age]] < 18')).toMatchObject({
      kind: 'condition',
      routes: [{ if: { op: 'less', right: { literal: 18 } }, to: { node: 'y' } }, { to: { end: 'flow' } }],
    });
    expect(compare('[[age]] >= 18')).toMatchObject({ routes: [{ if: { op: 'less' }, to: { end: 'flow' } }], next: { node: 'y' } });
    expect(compare('[[name]] != ""')).toMatchObject({ routes: [{ if: { op: 'is-set' } }, {}] });
    expect(compare('"blue" = [[colour]]')).toMatchObject({ routes: [{ if: { left: { literal: 'blue' }, op: 'equals' } }, {}] });
    expect(compare('[[a]] + 1 > [[b]] * 2')).toMatchObject({
      kind: 'script',
      source: 'if {{a}} + 1 > {{b}} * 2\nNO: end',
      next: { node: 'y' },
    });
    expect(compare('[[a]] and [[b]]')).toMatchObject({ kind: 'platform' });
  });

  test('an input that a pattern checks asks again, wherever it leads', () => {
    const { nodes } = read([{ id: 'ask', type: 'Request Input', menuText: 'Which?', validationPattern: '[0-9]+', goTo: { repeat: true } }]);
    expect(nodes[0]).toMatchObject({ kind: 'question', routes: [{ when: { regex: '[0-9]+' }, to: 'repeat' }] });
    expect(nodes[0]).not.toHaveProperty('next');
  });

  test('a wait lasts as long as the session, less a minute', () => {
    const { nodes } = read([{ id: 'hold', type: 'Wait for Callback', reference: 'a' }]);
    expect(nodes[0]).toMatchObject({ kind: 'wait', timeoutMs: 540_000 });
  });
});
