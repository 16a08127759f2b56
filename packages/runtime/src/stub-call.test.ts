import { type IntegrationCall, isDragomanError, type RenderedRequest } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { stubCall } from './stub-call.ts';

const request: RenderedRequest = {
  integration: { id: 'order-lookup', name: 'Order lookup' },
  node: { id: 'look-up', name: 'Look it up' },
  method: 'GET',
  url: 'https://api.example/orders/1',
  query: [],
  queryEncoding: 'percent',
  headers: [],
  responseFormat: 'json',
};
const options = { timeoutMs: 1_000, retry: { retries: 2, statuses: [503] } };

const network: IntegrationCall = {
  call: async () => ({ outcome: { kind: 'response', status: 299 }, headers: { via: 'network' } }),
  redact: (text) => text.replaceAll('hunter2', '***'),
};
const statusOf = async (call: IntegrationCall, asked: RenderedRequest = request) => (await call.call(asked, options)).outcome;

describe('stubCall', () => {
  test.each(['order-lookup', 'Order lookup', 'look-up', 'Look it up'])('%s names the call', async (name) => {
    expect(await statusOf(stubCall({ [name]: 404 }, network))).toEqual({ kind: 'response', status: 404 });
  });

  test('what has no stub goes to the network', async () => {
    expect(await statusOf(stubCall({ other: 404 }, network))).toEqual({ kind: 'response', status: 299 });
  });

  test('names of Object are no stubs', async () => {
    const asked = { ...request, node: { id: 'constructor', name: 'toString' } };
    expect(await statusOf(stubCall({}, network), asked)).toEqual({ kind: 'response', status: 299 });
  });

  test("a node's stub goes before its integration's", async () => {
    expect(await statusOf(stubCall({ 'order-lookup': 404, 'look-up': 503 }, network))).toMatchObject({ status: 503 });
  });

  test('a sequence gives one entry a call and stays at its last, however many retries the call allows', async () => {
    const call = stubCall({ 'order-lookup': [503, 'timeout', { status: 200, body: { status: 'shipped' } }] }, network);
    expect(await statusOf(call)).toEqual({ kind: 'response', status: 503 });
    expect(await statusOf(call)).toEqual({ kind: 'timeout' });
    expect(await call.call(request, options)).toMatchObject({ outcome: { status: 200 }, body: { status: 'shipped' } });
    expect(await call.call(request, options)).toMatchObject({ outcome: { status: 200 }, body: { status: 'shipped' } });
  });

  test('two integrations count apart', async () => {
    const call = stubCall({ 'order-lookup': [200, 404], other: [500, 502] }, network);
    const other = { ...request, integration: { id: 'other', name: 'Other' } };
    expect(await statusOf(call)).toMatchObject({ status: 200 });
    expect(await statusOf(call, other)).toMatchObject({ status: 500 });
    expect(await statusOf(call)).toMatchObject({ status: 404 });
  });

  test.each([
    ['timeout', { kind: 'timeout' }],
    ['max-connection', { kind: 'max-connection' }],
    ['error', { kind: 'error', reason: 'refused', detail: 'stub' }],
  ] as const)('%s is an outcome of its own, never a status', async (stub, outcome) => {
    const result = await stubCall({ 'look-up': stub }, network).call(request, options);
    expect(result.outcome).toEqual(outcome);
    expect(result).not.toHaveProperty('body');
  });

  test('a status alone has no body', async () => {
    expect(await stubCall({ 'look-up': 200 }, network).call(request, options)).not.toHaveProperty('body');
  });

  test('a body is text where the integration reads text', async () => {
    const result = await stubCall({ 'look-up': { status: 200, body: { a: 1 } } }, network).call(
      { ...request, responseFormat: 'text' },
      options,
    );
    expect(result.body).toBe('{"a":1}');
  });

  test('an empty sequence is refused at once', () => {
    expect(() => stubCall({ 'look-up': [] }, network)).toThrow(
      expect.toSatisfy((error) => isDragomanError(error) && error.code === 'configuration'),
    );
  });

  test('redaction stays that of the network', () => {
    expect(stubCall({ 'look-up': 200 }, network).redact('pw hunter2')).toBe('pw ***');
  });
});
