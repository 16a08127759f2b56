import { generateKeyPairSync } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { RenderedRequest } from '@dragoman/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered } from './calls.fixture.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from './certificates.fixture.ts';
import { httpServer, httpsServer, type TestServer } from './servers.fixture.ts';

let authority: TestAuthority;
let ada: TestCertificate;
let grace: TestCertificate;
let server: TestCertificate;

beforeAll(async () => {
  authority = await testAuthority();
  [ada, grace, server] = await Promise.all([
    authority.issue({ name: 'ada', hosts: ['ada'] }),
    authority.issue({ name: 'grace', hosts: ['grace'] }),
    authority.issue(),
  ]);
});

/** Answers with who calls, and on which of its connections. */
const strictServer = (isRequired = true): Promise<TestServer> => {
  const connections: unknown[] = [];
  return httpsServer(
    { cert: server.certificate, key: server.key, ca: authority.certificate, requestCert: true, rejectUnauthorized: isRequired },
    (request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: `https://127.0.0.1:${request.socket.localPort}/` });
      if (request.url === '/here') response.writeHead(302, { location: '/' });
      if (!connections.includes(request.socket)) connections.push(request.socket);
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      response.end(JSON.stringify({ caller: subject?.CN ?? null, connection: connections.indexOf(request.socket) }));
    },
  );
};

const http = () => ({
  tls: { authorities: [authority.certificate] },
  secrets: {
    reveal: (name: string) => ({ ADA: ada.certificate, ADA_KEY: ada.key, GRACE: grace.certificate, GRACE_KEY: grace.key })[name],
  },
});

const as = (name: string): Partial<RenderedRequest> => ({
  credential: { id: name, kind: 'mutual-tls', fields: { certificate: { secret: name }, key: { secret: `${name}_KEY` } } },
});

describe('a client certificate', () => {
  test('is shown to the server, over kept connections', async () => {
    const { port } = await strictServer();
    const call = openCall(http());
    const request = rendered(`https://localhost:${port}/`, as('ADA'));
    for (let index = 0; index < 3; index++) {
      expect((await call.call(request, callOptions())).body).toEqual({ caller: 'ada', connection: 0 });
    }
  });

  test('shares no connection with another one, nor with none', async () => {
    const { port, accepted } = await strictServer(false);
    const call = openCall({ ...http(), limits: { connectionsPerOrigin: 1 } });
    const callers = ['ADA', 'GRACE', undefined, 'ADA', undefined, 'GRACE'];
    for (let round = 0; round < 3; round++) {
      const results = await Promise.all(
        callers.map((name) => call.call(rendered(`https://localhost:${port}/`, name === undefined ? {} : as(name)), callOptions())),
      );
      const seen = results.map(({ body }) => (body as { readonly caller: string | null }).caller);
      expect(seen).toEqual(['ada', 'grace', null, 'ada', null, 'grace']);
    }
    expect(accepted()).toBe(3);
  });

  test('that was changed counts from the next call on', async () => {
    const { port } = await strictServer();
    let current = ada;
    const secrets = { reveal: (name: string) => (name === 'ADA' ? current.certificate : current.key) };
    const call = openCall({ ...http(), secrets });
    const request = rendered(`https://localhost:${port}/`, as('ADA'));
    expect((await call.call(request, callOptions())).body).toMatchObject({ caller: 'ada' });
    current = grace;
    expect((await call.call(request, callOptions())).body).toMatchObject({ caller: 'grace' });
  });

  test('goes along with a redirect within the origin, and to no other', async () => {
    const { port } = await strictServer(false);
    const redirected = (path: string) => callOnce(`https://localhost:${port}${path}`, { http: http(), request: as('ADA') });
    expect((await redirected('/here')).body).toMatchObject({ caller: 'ada' });
    expect((await redirected('/away')).body).toMatchObject({ caller: null });
  });

  test('may have an encrypted key', async () => {
    const { port } = await strictServer();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { certificate } = await authority.issue({ name: 'locked', publicKey });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString();
    const credential = (passphrase: string) => ({ id: 'c', kind: 'mutual-tls', fields: { certificate, key, passphrase } });
    const callWith = (passphrase: string) =>
      callOnce(`https://localhost:${port}/`, { http: http(), request: { credential: credential(passphrase) } });
    expect((await callWith('open sesame')).body).toMatchObject({ caller: 'locked' });
    expect(brief(await callWith('open barley'))).toBe('error configuration');
  });
});

describe('a client certificate that cannot be used sends nothing:', () => {
  test('a key that is not its own', async () => {
    const { port, accepted } = await strictServer();
    const fields = { certificate: { secret: 'ADA' }, key: { secret: 'GRACE_KEY' } };
    const request = { credential: { id: 'c', kind: 'mutual-tls', fields } };
    const call = openCall(http());
    const { outcome } = await call.call(rendered(`https://localhost:${port}/`, request), callOptions());
    expect(outcome).toMatchObject({ kind: 'error', reason: 'configuration', detail: expect.stringContaining('client certificate') });
    for (const line of grace.key.split('\n').filter((line) => line.length > 20)) expect(JSON.stringify(outcome)).not.toContain(line);
    expect(call.redact(`the key ${grace.key}`)).not.toContain(grace.key.split('\n')[1]);
    expect(accepted()).toBe(0);
  });

  test('a secret that is missing', async () => {
    const request = as('NOBODY');
    expect(brief(await callOnce('https://localhost/', { http: http(), request }))).toBe('error configuration');
  });

  test('an address that begins with http', async () => {
    const { url, accepted } = await httpServer((_request, response) => response.end('{}'));
    expect(brief(await callOnce(url, { http: http(), request: as('ADA') }))).toBe('error configuration');
    expect(accepted()).toBe(0);
  });
});

test('a client certificate the server does not trust ends the call as the server does: reset', async () => {
  const { port, idle } = await strictServer();
  const { certificate, key } = await (await testAuthority('Somebody Else')).issue();
  const request = { credential: { id: 'c', kind: 'mutual-tls', fields: { certificate, key } } };
  expect(brief(await callOnce(`https://localhost:${port}/`, { http: http(), request }))).toBe('error reset');
  await idle();
});
