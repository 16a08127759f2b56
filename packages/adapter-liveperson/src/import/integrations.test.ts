import { describe, expect, test } from 'vitest';
import { documentOf, importDocument, importFixture, tiles, told } from './import-parts.fixture.ts';

const responder = (more: object) => ({
  ...{ id: 'r', name: 'R', integrationType: 'API', method: 'GET', webhook: 'https://a.example/', responseDataVariable: 'R' },
  ...more,
});

const importResponder = (more: object, ...interactions: readonly object[]) => {
  const { value, diagnostics } = importDocument(documentOf(interactions, { responder: [responder(more)] }));
  return { integration: value.integrations[0], flows: value.flows, told: told(diagnostics) };
};

describe('a body', () => {
  test.each([
    [
      'is JSON where it is once its placeholders are filled in',
      '{"a": "{$botContext.a}", "b": {$botContext.b}}',
      { json: '{"a": "{{a}}", "b": {{b}}}' },
    ],
    ['is a text where it is not', 'a={$userMessage}', { text: 'a={{user.text}}' }],
    ['is not there when it is empty', ' \n', undefined],
  ])('%s', (_, postBody, body) => {
    expect((importResponder({ method: 'POST', postBody }).integration as { body?: unknown }).body).toEqual(body);
  });
});

test('a method is one, however it is written', () => {
  expect(importResponder({ method: 'put' }).integration).toMatchObject({ kind: 'http', method: 'PUT' });
});

test.each([
  ['no method', { method: undefined }],
  ['a method nobody has', { method: 'BREW' }],
  ['no address', { webhook: undefined }],
  ['an address that is none', { webhook: 'mailto:a@b.example' }],
])('with %s it is carried', (_, more) => {
  const { integration, told } = importResponder({ ...more, postBody: 'x', transformResultsScript: 'a();' });
  expect(integration).toMatchObject({
    kind: 'platform',
    adapter: 'liveperson',
    raw: { integrationType: 'API', postBody: 'x' },
    response: { variable: 'R', transform: { dialect: 'liveperson', source: 'a();' } },
  });
  expect(told).toEqual(['unreadable-integration /responder/0']);
});

test('what no request can carry is left out', () => {
  const headers = [{ key: 'X-A', value: ' a\n' }, { key: 'b c', value: 'x' }, { key: 'X-C', value: 'a\nb' }, { value: 'x' }];
  const params = [{ key: 'a', value: 1 }, { key: '', value: 'x' }, { key: 'a' }];
  const { integration, told } = importResponder({ headers, params });
  expect(integration).toMatchObject({
    headers: [{ name: 'X-A', value: 'a' }],
    query: [
      { name: 'a', value: '1' },
      { name: 'a', value: '' },
    ],
  });
  expect(told.sort()).toEqual([
    'malformed-part /responder/0/headers/3/key',
    'unreadable-header /responder/0/headers/1',
    'unreadable-header /responder/0/headers/2',
    'unreadable-header /responder/0/params/1',
  ]);
});

test('functions and knowledge bases are carried, with what they yield', () => {
  const { value } = importFixture('every-integration.json');
  const named = new Map(value.integrations.map((one) => [one.name, one]));
  expect(named.get('Function')).toMatchObject({
    kind: 'platform',
    raw: { integrationType: 'FAAS', faasLambdaUuid: expect.any(String) },
    response: { variable: 'Function', fields: [{ name: 'total', path: '$.total' }] },
  });
  expect(named.get('Articles')).toMatchObject({ raw: { kbMethod: 'PHRASE_SEARCH' }, response: { rows: '$.successResult.success' } });
  expect(importResponder({ integrationType: 'EMAIL' }).told).toEqual(['unknown-integration-type /responder/0/integrationType']);
});

test('a credential is named once for all who use it', () => {
  const { value } = importFixture('every-integration.json');
  const users = value.integrations.flatMap((one) => ('credential' in one ? [[one.name, one.credential]] : []));
  const [shared, mutual] = value.credentials;
  expect(users).toEqual([
    ['Put', shared?.id],
    ['Text body', shared?.id],
    ['Mutual', mutual?.id],
  ]);
  expect(value.credentials).toMatchObject([
    { kind: 'liveperson/access-token', fields: {} },
    { kind: 'liveperson/credential', fields: { securityProtocol: 'MUTUAL_AUTH' } },
  ]);
});

test('results are read by the name of the integration as by that of its variable', () => {
  const text = '{My shop.a} {Shop.a} {$.api_Shop.a.{My shop.a}} {$botContext.My shop}';
  const { flows, told } = importResponder({ name: 'My shop', responseDataVariable: 'Shop' }, { content: tiles({ text }) });
  expect(flows[0]?.nodes[0]).toMatchObject({
    content: [{ text: '{{Shop.a}} {{Shop.a}} {{Shop.$body.a[{{Shop.a}}]}} {{var["My shop"]}}' }],
  });
  expect(told).toContain('result-name /responder/0/responseDataVariable');
});

test('without a variable of its own it is read by its name', () => {
  expect(importResponder({ responseDataVariable: undefined }).integration?.response.variable).toBe('R');
});
