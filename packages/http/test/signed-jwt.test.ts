import { generateKeyPairSync } from 'node:crypto';
import type { RenderedRequest } from '@dragoman/core';
import { exportJWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { authorizationServer, protectedApi } from './authorization-server.fixture.ts';
import { brief, callOnce } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

type Fields = NonNullable<RenderedRequest['credential']>['fields'];

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const shared = 'a shared secret that is long enough, c4n4ry';

const secrets = {
  reveal: (name: string) =>
    ({
      SHARED: shared,
      RSA: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      // As many services hand it out, and as it looks in an environment variable.
      OLD_RSA: rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().replaceAll('\n', '\\n'),
      CURVE: curve.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      JWK: JSON.stringify(curve.privateKey.export({ format: 'jwk' })),
      BROKEN: 'no key, c4n4ry',
    })[name],
};

const nowMs = Date.UTC(2026, 0, 1, 12);

const callWith = async (fields: Fields) => {
  const server = await httpServer((request, response) => response.end(JSON.stringify(request.headers.authorization)));
  const request = { credential: { id: 'app', kind: 'signed-jwt', fields } };
  return callOnce(server.url, { http: { secrets, clock: { now: () => nowMs } }, request });
};

const tokenOf = async (fields: Fields) => String((await callWith(fields)).body).replace(/^\w+ /, '');

describe('signed-jwt', () => {
  test.each([
    ['HS256', 'SHARED', new TextEncoder().encode(shared)],
    ['RS256', 'RSA', rsa.publicKey],
    ['RS256', 'OLD_RSA', rsa.publicKey],
    ['ES256', 'CURVE', curve.publicKey],
    ['ES256', 'JWK', curve.publicKey],
  ])('%s with the key %s', async (algorithm, secret, key) => {
    const token = await tokenOf({
      key: { secret },
      algorithm,
      keyId: 'k1',
      issuer: 'me',
      subject: 'bot',
      audience: 'https://api.example',
      claims: '{"role":"reader"}',
      lifetimeS: '60',
    });
    const { payload, protectedHeader } = await jwtVerify(token, key, { currentDate: new Date(nowMs + 59_000) });
    expect(protectedHeader).toEqual({ alg: algorithm, typ: 'JWT', kid: 'k1' });
    const iat = nowMs / 1000;
    expect(payload).toEqual({ role: 'reader', iss: 'me', sub: 'bot', aud: 'https://api.example', iat, exp: iat + 60 });
    await expect(jwtVerify(token, key, { currentDate: new Date(nowMs + 61_000) })).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  test('lives for five minutes, and has only the claims it is given', async () => {
    const token = await tokenOf({ key: { secret: 'SHARED' }, algorithm: 'HS256' });
    const { payload } = await jwtVerify(token, new TextEncoder().encode(shared), { currentDate: new Date(nowMs) });
    expect(payload).toEqual({ iat: nowMs / 1000, exp: nowMs / 1000 + 300 });
  });

  test.each([
    [{ key: { secret: 'BROKEN' }, algorithm: 'RS256' }, /RS256 takes a private RSA key, as PEM or as JWK/],
    [{ key: { secret: 'CURVE' }, algorithm: 'RS256' }, /RS256 takes a private RSA key/],
    [{ key: { secret: 'RSA' }, algorithm: 'ES256' }, /ES256 takes a private key on the curve P-256/],
    [{ key: { secret: 'SHARED' }, algorithm: 'none' }, /algorithm/],
    [{ key: { secret: 'SHARED' }, algorithm: 'HS256', claims: '[1]' }, /claims: Expected a JSON object/],
    [{ key: { secret: 'SHARED' }, algorithm: 'HS256', lifetimeS: 'long' }, /lifetimeS/],
  ] satisfies readonly (readonly [Fields, RegExp])[])('%j is not configured right', async (fields, detail) => {
    const result = await callWith(fields);
    expect(brief(result)).toBe('error configuration');
    expect(result.outcome).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(JSON.stringify(result)).not.toContain('c4n4ry');
  });
});

test('a client may prove who it is with a signed JWT', async () => {
  const jwk = { ...(await exportJWK(curve.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const server = await authorizationServer({ jwk });
  const api = await protectedApi(server);
  const tokenUrl = `${server.url}/token`;
  const fields = { tokenUrl, clientId: 'signer', privateKey: { secret: 'CURVE' }, algorithm: 'ES256', keyId: 'k1' };
  const request = { credential: { id: 'app', kind: 'oauth2-client-credentials', fields } };
  const result = await callOnce(api.url, { http: { secrets }, request });
  expect(result.outcome).toEqual({ kind: 'response', status: 200 });
  expect(server.counts).toEqual({ success: 1, error: 0 });
});
