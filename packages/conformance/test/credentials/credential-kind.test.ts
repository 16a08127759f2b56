import { createHmac } from 'node:crypto';
import { type CredentialKindSubject, credentialKindClauses, credentialKindConformance } from '@dragoman/conformance';
import {
  type AuthenticateContext,
  type CredentialKind,
  DragomanError,
  defineCredentialKind,
  type HttpRequest,
  withHeaders,
} from '@dragoman/core';
import { describe } from 'vitest';
import * as z from 'zod';
import { expectMutantsRejected, type Mutants } from '../kit/expect-mutants-rejected.fixture.ts';

interface Settings {
  readonly keyId: string;
  readonly key: { readonly secret: string };
}

const signed = defineCredentialKind<Settings>({
  kind: 'acme/signed',
  schema: z.strictObject({ keyId: z.string(), key: z.strictObject({ secret: z.string() }) }),
  async authenticate(request, { settings, reveal, now }) {
    const date = new Date(now()).toISOString();
    return withHeaders(request, {
      'x-acme-date': date,
      'x-acme-signature': `${settings.keyId}:${sign(`${request.method} ${request.url.pathname} ${date}`, await reveal(settings.key))}`,
    });
  },
});

const sign = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex');

const examples = [{ fields: { keyId: 'k1', key: { secret: 'ACME_KEY' } }, secrets: { ACME_KEY: 'b7-never-shown' } }];
const subject = (kind: CredentialKind<Settings>): CredentialKindSubject => ({ kind: kind as CredentialKind, examples });

type Authenticate = (request: HttpRequest, context: AuthenticateContext<Settings>) => Promise<HttpRequest> | HttpRequest;
const authenticating =
  (authenticate: Authenticate): (() => CredentialKindSubject) =>
  () =>
    subject({ ...signed, authenticate });

credentialKindConformance({ kind: signed, examples });

const certified = defineCredentialKind<{ readonly certificate: string; readonly key: { readonly secret: string } }>({
  kind: 'acme/certified',
  schema: z.strictObject({ certificate: z.string(), key: z.strictObject({ secret: z.string() }) }),
  async authenticate(request, { settings, reveal }) {
    return { ...request, identity: { certificate: settings.certificate, key: await reveal(settings.key) } };
  },
});

describe('a kind that proves who calls by a client certificate', () => {
  credentialKindConformance({
    kind: certified,
    examples: [{ fields: { certificate: 'PEM', key: { secret: 'ACME_KEY' } }, secrets: { ACME_KEY: 'b7-never-shown' } }],
  });
});

/** Obtains a token with a request of its own; `words` are what it says when it is refused. */
const session = (words: (told: string) => string) =>
  defineCredentialKind<Settings>({
    kind: 'acme/session',
    schema: z.strictObject({ keyId: z.string(), key: z.strictObject({ secret: z.string() }) }),
    async authenticate(request, { settings, reveal, token, http, now }) {
      const { accessToken } = await token(async () => {
        const headers = [{ name: 'authorization', value: `Key ${await reveal(settings.key)}` }];
        const { outcome, body } = await http.send(
          { method: 'POST', url: new URL('https://api.example/session'), headers },
          { timeoutMs: 1_000 },
        );
        if (outcome.kind === 'response' && outcome.status === 200) return { accessToken: body, obtainedAtMs: now() };
        throw new DragomanError(words(body), { code: 'authentication' });
      });
      return withHeaders(request, { 'x-session': accessToken });
    },
  });

const withSession = (kind: CredentialKind<Settings>): CredentialKindSubject => ({
  kind: kind as CredentialKind,
  examples: examples.map((example) => ({
    ...example,
    answer: ({ headers }: HttpRequest) => ({
      outcome: { kind: 'response', status: 200 } as const,
      headers: {},
      body: sign('session', String(headers[0]?.value)),
    }),
  })),
});

describe('a kind that obtains a token', () => {
  const { kind, examples: answered } = withSession(session(() => 'There is no session to be had.'));
  credentialKindConformance({ kind, examples: answered });
});

const { 'keeps-secrets-out-of-refusals': ofRefusals, ...ofAll } = credentialKindClauses;

const mutants: Mutants<CredentialKindSubject, keyof typeof ofAll> = {
  'describes-itself': () => subject({ ...signed, kind: 'Acme Signed' }),
  'takes-its-examples': () =>
    subject({ ...signed, schema: z.strictObject({ keyId: z.string(), key: z.strictObject({ secret: z.string().max(3) }) }) }),
  'refuses-junk': () => subject({ ...signed, schema: z.object({ keyId: z.any(), key: z.any() }) }),
  'proves-who-calls': authenticating(async (request, { settings, reveal }) => {
    await reveal(settings.key);
    return { ...request };
  }),
  'leaves-the-given-request-alone': authenticating(async (request, context) => {
    request.url.searchParams.set('signed', '1');
    return signed.authenticate(request, context);
  }),
  'changes-nothing-but-headers': authenticating(async (request, context) => ({
    ...(await signed.authenticate(request, context)),
    body: 'signed',
  })),
  'keeps-secrets-out-of-the-url': authenticating(async (request, { settings, reveal }) => {
    const url = new URL(request.url);
    url.searchParams.set('key', await reveal(settings.key));
    return { ...request, url };
  }),
  'reveals-once-per-attempt': () => {
    let known: Promise<string> | undefined;
    return authenticating((request, context) => {
      known ??= context.reveal(context.settings.key);
      const kept = known;
      return signed.authenticate(request, { ...context, reveal: () => kept });
    })();
  },
  'asks-only-for-its-own-secrets': authenticating(async (request, context) => {
    await context.reveal({ secret: 'PATH' }).catch(() => undefined);
    return signed.authenticate(request, context);
  }),
  'does-the-same-at-the-same-time': authenticating((request, context) =>
    signed.authenticate(request, { ...context, now: () => Date.now() }),
  ),
  'rejects-a-missing-secret': authenticating((request, context) =>
    signed.authenticate(request, { ...context, reveal: (secret) => context.reveal(secret).catch(() => '') }),
  ),
  'keeps-secrets-out-of-errors': authenticating(async (request, context) => {
    const key = await context.reveal(context.settings.key);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what headers must not hold.
    if (/[\u0000-\u001f]/.test(key)) throw new DragomanError(`The key ${key} cannot stand in a header.`, { code: 'configuration' });
    return signed.authenticate(request, context);
  }),
};

expectMutantsRejected(ofAll, () => subject(signed), mutants);
expectMutantsRejected({ 'keeps-secrets-out-of-refusals': ofRefusals }, () => withSession(session(() => 'There is no session to be had.')), {
  'keeps-secrets-out-of-refusals': () => withSession(session((told) => `There is no session to be had: ${told}`)),
});
