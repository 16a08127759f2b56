import { definePlugin, HttpClient, IntegrationCall, provide, Secrets } from '@dragoman/core';
import { createContainer } from '@dragoman/core/container';
import { expect, test } from 'vitest';
import { callOptions, rendered } from '../test/calls.fixture.ts';
import { httpServer } from '../test/servers.fixture.ts';
import { http } from './plugin.ts';

const surroundings = definePlugin({ name: 'surroundings', providers: [provide(Secrets, () => ({ reveal: () => 'from-the-container' }))] });

const credential = { id: 'c', kind: 'access-token', fields: { token: { secret: 'TOKEN' } } };

test('client and executor share their connections, use what others provide, and close with the container', async () => {
  const server = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization ?? null)));
  const container = createContainer([http({ allowHosts: [server.host] }), surroundings]);
  await container.start();
  const call = container.get(IntegrationCall);
  const { body } = await call.call(rendered(server.url, { credential }), callOptions());
  expect(body).toBe('Bearer from-the-container');
  await container.get(HttpClient).send({ method: 'GET', url: new URL(server.url), headers: [] }, { timeoutMs: 20_000 });
  expect(server.accepted()).toBe(1);
  await container.dispose();
  await server.idle();
  await expect(call.call(rendered(server.url), callOptions())).rejects.toMatchObject({ code: 'cancelled' });
});

test('works without anybody who provides secrets or a clock', async () => {
  const container = createContainer([http()]);
  const { outcome } = await container.get(IntegrationCall).call(rendered('http://127.0.0.1', { credential }), callOptions());
  expect(outcome).toMatchObject({ kind: 'error', reason: 'configuration', detail: expect.stringContaining('There is no secret "TOKEN"') });
  await container.dispose();
});

test('its credential kinds can be read without a container', () => {
  expect(http().credentialKinds.map(({ kind }) => kind)).toEqual([
    'access-token',
    'api-key',
    'basic',
    'consumer-token',
    'mutual-tls',
    'oauth2-authorization-code',
    'oauth2-client-credentials',
    'signed-jwt',
  ]);
});
