import { expect, test } from 'vitest';
import { type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { CredentialInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { lowerBot } from './lower-bot.ts';
import { provenanceOf } from './provenance.ts';

const credentialed = (credential: Omit<CredentialInput, 'id'>, lists: Partial<CapabilitiesInput>) => {
  const bot = normaliseBot({
    id: 'bot',
    credentials: [{ id: 'shop', ...credential }],
    integrations: [
      {
        id: 'call',
        method: 'GET',
        url: 'https://a.example/',
        credential: 'shop',
        headers: [{ name: 'x', value: '1' }],
        response: { variable: 'r' },
      },
    ],
    flows: [{ id: 'main', kind: 'fallback', nodes: [{ id: 'go', kind: 'api', integration: 'call' }] }],
  });
  const provenance = provenanceOf(bot);
  const findings: string[] = [];
  const { credentials, integrations } = lowerBot(bot, {
    adapter: 'acme',
    capabilities: completeCapabilities({ nodes: ['api'], methods: ['GET'], request: ['headers'], ...lists }),
    semantics: { ...neutralSemantics },
    nodeKinds: [],
    provenance,
    report: ({ code, at, loss = 'none' }) => {
      if (/credential|read/.test(code)) findings.push(`${code} ${provenance.placeOf(at)} ${loss}`);
    },
  });
  const [call] = integrations;
  return { credentials, headers: call?.kind === 'http' ? call.headers.slice(1) : [], findings };
};

test.each([
  [{ kind: 'access-token', fields: { token: { secret: 'TOKEN' } } }, [{ name: 'authorization', value: 'Bearer {{secret.TOKEN}}' }]],
  [{ kind: 'api-key', fields: { header: 'x-key', key: { secret: 'KEY' } } }, [{ name: 'x-key', value: '{{secret.KEY}}' }]],
] as const)('a credential of a known kind becomes a header with a named blank: $kind', (credential, headers) => {
  expect(credentialed(credential, { reads: ['secret'] })).toEqual({ credentials: [], headers, findings: [] });
});

test('where secrets cannot be read but an environment can, the blank is a variable of that, and this is said', () => {
  expect(credentialed({ kind: 'api-key', fields: { header: 'x-key', key: { secret: 'KEY' } } }, { reads: ['env'] })).toEqual({
    credentials: [],
    headers: [{ name: 'x-key', value: '{{env.KEY}}' }],
    findings: ['credential-not-carried /integrations/0 degraded'],
  });
});

test('where secrets cannot be read, it is dropped, and said', () => {
  expect(credentialed({ kind: 'access-token', fields: { token: { secret: 'TOKEN' } } }, {})).toEqual({
    credentials: [],
    headers: [],
    findings: ['credential-not-carried /integrations/0 dropped'],
  });
});

test('the token of a person becomes a header with its variable, and that nobody looks whether there is one is said', () => {
  const person = { kind: 'consumer-token', fields: { variable: 'login.token', type: 'Token' } };
  expect(credentialed(person, { reads: ['path'] })).toEqual({
    credentials: [],
    headers: [{ name: 'authorization', value: 'Token {{login.token}}' }],
    findings: ['credential-not-carried /integrations/0 degraded'],
  });
});

test('where a platform has such a credential but cannot read a part of a variable, it stays what it is, and that is said', () => {
  const person = { kind: 'consumer-token', fields: { variable: 'login.token' } };
  const { credentials, findings } = credentialed(person, { credentials: ['consumer-token'] });
  expect(credentials).toMatchObject([person]);
  expect(findings).toEqual([expect.stringMatching(/^read-not-carried .* degraded$/)]);
});
