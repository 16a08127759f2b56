import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from '@dragoman/core';
import { createIntegrationCall } from '@dragoman/http';
import { expect, test } from 'vitest';
import { signed } from './signed.ts';

const atMs = Date.UTC(2026, 10, 21, 9);
const signatureOf = (text: string): string => createHmac('sha256', 's3cret-key').update(text).digest('hex');

test('signs the method, what is asked for and the time', async () => {
  const request: HttpRequest = {
    method: 'GET',
    url: new URL('https://shop.example/orders?page=2'),
    headers: [{ name: 'X-Demo-Date', value: 'never' }],
  };
  const settings = { keyId: 'k1', key: { secret: 'SHOP_KEY' } };
  const reveal = async ({ secret }: { readonly secret: string }) => (secret === 'SHOP_KEY' ? 's3cret-key' : '');
  const unused = () => Promise.reject(new Error('A signature needs nobody else.'));
  const { headers } = await signed.authenticate(request, {
    settings,
    reveal,
    now: () => atMs,
    signal: AbortSignal.timeout(5_000),
    http: { send: unused },
    token: unused,
  });
  expect(headers).toEqual([
    { name: 'x-demo-date', value: '2026-11-21T09:00:00.000Z' },
    { name: 'x-demo-signature', value: `k1:${signatureOf('GET /orders?page=2 2026-11-21T09:00:00.000Z')}` },
  ]);
});

test('an API that knows the key accepts the call, and nothing of the signature is told', async () => {
  const server = createServer(({ method, url, headers }, response) => {
    const expected = `k1:${signatureOf(`${method} ${url} ${headers['x-demo-date']}`)}`;
    response.writeHead(headers['x-demo-signature'] === expected ? 200 : 401).end(String(headers['x-demo-signature']));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = createIntegrationCall({
    allowHosts: [host],
    credentialKinds: [signed],
    secrets: { reveal: () => 's3cret-key' },
    clock: { now: () => atMs },
  });

  const { outcome, body } = await call.call(
    {
      integration: { id: 'account', name: 'Account' },
      node: { id: 'look-up', name: 'Look up' },
      method: 'GET',
      url: `http://${host}/account`,
      query: [],
      queryEncoding: 'percent',
      headers: [],
      responseFormat: 'text',
      credential: { id: 'shop', kind: 'demo/signed', fields: { keyId: 'k1', key: { secret: 'SHOP_KEY' } } },
    },
    { timeoutMs: 20_000, retry: { retries: 0, statuses: [] } },
  );
  expect(outcome).toMatchObject({ kind: 'response', status: 200 });
  expect(call.redact(String(body))).not.toContain(signatureOf('GET /account 2026-11-21T09:00:00.000Z'));

  await call.dispose();
  server.close();
});
