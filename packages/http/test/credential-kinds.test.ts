import { createHash, generateKeyPairSync } from 'node:crypto';
import { type CredentialExample, type CredentialKindConformanceOptions, credentialKindConformance } from '@dragoman/conformance';
import type { CredentialKind, HttpRequest, HttpResult, SecretReference } from '@dragoman/core';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { builtInCredentialKinds } from '../src/credentials/built-in-credential-kinds.ts';

const pem = (type: 'rsa' | 'ec') => {
  const { privateKey, publicKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
};
const [rsa, nextRsa, curve, nextCurve] = [pem('rsa'), pem('rsa'), pem('ec'), pem('ec')];

const kindOf = (name: string): CredentialKind => {
  const found = builtInCredentialKinds.find(({ kind }) => kind === name);
  if (found === undefined) throw new TypeError(`There is no kind ${name}.`);
  return found;
};

const tokenAnswer = (accessToken: string): HttpResult => ({
  outcome: { kind: 'response', status: 200 },
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ access_token: accessToken, token_type: 'Bearer', expires_in: 600 }),
});

const rowsOf = ({ headers }: HttpRequest): string => headers.map(({ name, value }) => `${name}: ${value}`).join('\n');

/** A token that tells who asked, without saying it. */
const tokenFor = (request: HttpRequest): HttpResult => {
  const asked = `${rowsOf(request)}\n${String(request.body)}`;
  return tokenAnswer(createHash('sha256').update(asked).digest('hex'));
};

/** A token for whose key has signed: the assertion itself is another one each time. */
const tokenForSigner = async ({ body }: HttpRequest): Promise<HttpResult> => {
  const assertion = new URLSearchParams(String(body)).get('client_assertion') ?? '';
  const { alg } = decodeProtectedHeader(assertion);
  const signers = alg === 'RS256' ? [rsa, nextRsa] : [curve, nextCurve];
  const verified = await Promise.all(
    signers.map(({ publicKey }) =>
      jwtVerify(assertion, publicKey, { currentDate: new Date(Date.UTC(2024, 5, 1, 12)) }).then(
        () => true,
        () => false,
      ),
    ),
  );
  const signer = verified.indexOf(true);
  return signer === -1 ? { ...tokenAnswer('-'), outcome: { kind: 'response', status: 401 } } : tokenAnswer(`of-${alg}-${signer}`);
};

const secret = (name: string): SecretReference => ({ secret: name });
const tokenUrl = 'https://auth.example/token';
const authorizeUrl = 'https://auth.example/authorize';
const held = { accessToken: 'of-yesterday', obtainedAtMs: 0, expiresAtMs: 1, refreshToken: 'r3fresh-never-shown' };
const client = { tokenUrl, clientId: secret('ID'), clientSecret: secret('PASS') };
const clientSecrets = { ID: 'client-never-shown', PASS: 'p4ss-never-shown' };
const signing = { tokenUrl, clientId: 'us', privateKey: secret('KEY') };

const examples: { readonly [kind: string]: readonly CredentialExample[] } = {
  'access-token': [{ fields: { token: secret('TOKEN'), type: 'Token' }, secrets: { TOKEN: 't0ken-never-shown' } }],
  'api-key': [{ fields: { key: secret('KEY'), header: 'X-Key' }, secrets: { KEY: 'k3y-never-shown' } }],
  basic: [
    { fields: { username: secret('USER'), password: secret('PASS') }, secrets: { USER: 'ada-never-shown', PASS: 'p4ss-never-shown' } },
  ],
  'consumer-token': [{ fields: { variable: 'session', token: 't0ken-of-the-person', type: 'Bearer' }, secrets: {} }],
  'mutual-tls': [
    {
      fields: { certificate: secret('CERT'), key: secret('KEY'), passphrase: secret('PASS') },
      secrets: { CERT: 'cert-never-shown', KEY: 'k3y-never-shown', PASS: 'p4ss-never-shown' },
    },
  ],
  'oauth2-client-credentials': [
    { fields: { ...client, scope: 'orders', audience: 'https://shop.example' }, secrets: clientSecrets, answer: tokenFor },
    { fields: { ...client, clientAuthentication: 'body' }, secrets: clientSecrets, answer: tokenFor },
    { fields: { ...signing, keyId: 'k1' }, secrets: { KEY: rsa.key }, rotated: { KEY: nextRsa.key }, answer: tokenForSigner },
    { fields: { ...signing, algorithm: 'ES256' }, secrets: { KEY: curve.key }, rotated: { KEY: nextCurve.key }, answer: tokenForSigner },
  ],
  'oauth2-authorization-code': [
    { fields: { authorizeUrl, ...client }, secrets: clientSecrets, held, answer: tokenFor },
    { fields: { authorizeUrl, tokenUrl, clientId: secret('ID') }, secrets: { ID: 'client-never-shown' }, held, answer: tokenFor },
    { fields: { authorizeUrl, ...signing }, secrets: { KEY: rsa.key }, rotated: { KEY: nextRsa.key }, held, answer: tokenForSigner },
  ],
  'signed-jwt': [
    { fields: { key: secret('KEY'), algorithm: 'HS256', claims: '{"role":"bot"}', lifetimeS: '60' }, secrets: { KEY: 's1gn-never-shown' } },
    {
      fields: { key: secret('KEY'), algorithm: 'RS256', issuer: 'us', subject: 'bot', audience: 'them', keyId: 'k1' },
      secrets: { KEY: rsa.key },
      rotated: { KEY: nextRsa.key },
    },
  ],
};

for (const [kind, given] of Object.entries(examples)) credentialKindConformance({ kind: kindOf(kind), examples: given });

describe('in other ways:', () => {
  const inOtherWays = (kind: string, example: CredentialExample, skip: CredentialKindConformanceOptions<unknown>['skip'] = {}) =>
    credentialKindConformance({ kind: kindOf(kind), examples: [example], skip });

  inOtherWays(
    'api-key',
    { fields: { key: secret('KEY'), query: 'key' }, secrets: { KEY: 'k3y-never-shown' } },
    {
      'changes-nothing-but-headers': 'An API that wants its key in the query gets it there.',
      'keeps-secrets-out-of-the-url': 'An API that wants its key in the query gets it there; it is redacted.',
    },
  );
  inOtherWays(
    'signed-jwt',
    { fields: { key: secret('KEY'), algorithm: 'ES256' }, secrets: { KEY: curve.key }, rotated: { KEY: nextCurve.key } },
    { 'does-the-same-at-the-same-time': 'A signature of ES256 holds a random number.' },
  );
});

test('every built-in kind is tried', () => {
  expect(Object.keys(examples).toSorted()).toEqual(builtInCredentialKinds.map(({ kind }) => kind).toSorted());
});
