import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCredentialKind } from '../plugin/credential-kind.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { flowOf, problems, withIntegration } from './problems.fixture.ts';
import { readBot } from './read-bot.ts';

describe('what plugins add', () => {
  const rating: NodeKind = {
    contract: 'v1',
    kind: 'acme/rating',
    schema: z.strictObject({ text: z.string(), stars: z.number().default(5) }),
    outcomes: ['happy', 'unhappy'],
    enter: (_, turn) => turn.route('happy'),
  };
  const rate = { id: 'rate', kind: 'acme/rating', text: 'How was it, {{id}}?' };

  test('is read by its own schema, beside the fields every node has', () => {
    const { value, diagnostics } = readBot(flowOf({ ...rate, routes: [{ when: 'happy', to: 'next' }] }), { nodeKinds: [rating] });
    expect(diagnostics).toEqual([]);
    expect(value?.flows[0]?.nodes[0]).toEqual({
      id: 'rate',
      name: 'rate',
      kind: 'acme/rating',
      text: 'How was it, {{id}}?',
      stars: 5,
      routes: [{ when: { outcome: 'happy' }, to: 'next' }],
    });
  });

  test.each<[string, object, RegExp]>([
    [
      'a field of the wrong type',
      { text: 3 },
      /^error wrong-value flows\.f\.nodes\.rate\.text: Invalid input: expected string, received number\.$/,
    ],
    ['a field too many', { colour: 'red' }, /^error wrong-value flows\.f\.nodes\.rate: Unrecognized key: "colour"\.$/],
    [
      'an outcome it has not',
      { routes: [{ when: 'happpy', to: 'next' }] },
      /unknown-outcome .* A acme\/rating node has no outcome "happpy"\. Did you mean `happy`\?$/,
    ],
    ['a variable nothing sets', { text: '{{naem}}' }, /unknown-variable/],
  ])('is told of: %s', (_, changes, expected) => {
    const [first, ...more] = problems(flowOf({ ...rate, ...changes }), { nodeKinds: [rating] });
    expect(first).toMatch(expected);
    expect(more).toEqual([]);
  });

  test.each<[string, NodeKind['schema'], RegExp]>([
    ['that is asynchronous', z.object({ text: z.string() }).refine(async () => true), /asynchronous|failed to run/],
    [
      'that throws',
      {
        '~standard': {
          version: 1,
          vendor: 'acme',
          validate: () => {
            throw new Error('no');
          },
        },
      },
      /failed to run/,
    ],
    [
      'that rejects later',
      {
        '~standard': {
          version: 1,
          vendor: 'acme',
          validate: async () => {
            throw new Error('no');
          },
        },
      },
      /asynchronous/,
    ],
    ['that gives what is not JSON', z.object({ text: z.string().transform(() => new Date(0)) }), /not JSON/],
  ])('may not have a schema %s', (_, schema, expected) => {
    const [first, ...more] = problems(flowOf(rate), { nodeKinds: [{ ...rating, schema }] });
    expect(first).toMatch(expected);
    expect(more).toEqual([]);
  });

  const apiKey = defineCredentialKind({
    kind: 'api-key',
    schema: z.strictObject({ header: z.string(), key: z.object({ secret: z.string() }) }),
    authenticate: (request) => request,
  });
  const withCredential = (credential: object) => ({ id: 'b', credentials: [{ id: 'c', ...credential }] });

  test('says what fields a credential takes', () => {
    const good = withCredential({ kind: 'api-key', fields: { header: 'x', key: '{{secret.KEY}}' } });
    expect(problems(good, { credentialKinds: [apiKey] })).toEqual([]);
    expect(readBot(good).value?.credentials[0]?.fields).toEqual({ header: 'x', key: { secret: 'KEY' } });
    expect(problems(withCredential({ kind: 'api-key', fields: { header: 'x' } }), { credentialKinds: [apiKey] })).toEqual([
      'error invalid-credential credentials.c.fields.key: Invalid input: expected object, received undefined.',
    ]);
  });

  test('says which credential kinds there are, when it says so at all', () => {
    const unknown = withCredential({ kind: 'apikey', fields: {} });
    expect(problems(unknown, { credentialKinds: [apiKey] })).toEqual([
      'error unknown-credential-kind credentials.c.kind: There is no credential kind "apikey". Did you mean `api-key`?',
    ]);
    expect(problems(unknown)).toEqual([]);
    expect(problems(unknown, { credentialKinds: [] })).toEqual([]);
    expect(problems(withCredential({ kind: 'acme/signed', fields: {} }), { credentialKinds: [] })).toEqual([
      'error unknown-credential-kind credentials.c.kind: There is no credential kind "acme/signed". Install its plugin and list it.',
    ]);
  });

  test('an imported bot may name credentials that its platform keeps', () => {
    const imported = { ...withCredential({ kind: 'acme/signed', fields: {} }), origins: { acme: { source: '{}' } } };
    expect(problems(imported, { credentialKinds: [apiKey] })).toEqual([
      'warning unknown-credential-kind credentials.c.kind: This credential stayed with its platform: calls that need it fail here. To make them here, give it one of the kinds that are known.',
    ]);
  });

  test('are integrations, of which a bot gets those it uses', () => {
    const bot = { id: 'b', variables: [{ name: 'id' }], flows: [{ id: 'f', nodes: [{ id: 'a', kind: 'api', integration: 'lookup' }] }] };
    const ready = readBot(withIntegration({})).value?.integrations ?? [];
    const { value } = readBot(bot, { integrations: [...ready, ...ready.map((one) => ({ ...one, id: 'other', name: 'Other' }))] });
    expect(value?.integrations).toEqual(ready);
  });
});
