import { describe, expect, test } from 'vitest';
import type { BotInput, FlowInput, HttpIntegrationInput, RouteInput } from '../input/bot-input.ts';
import { defineRule } from '../plugin/rule.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { checkRules } from './check-rules.ts';
import { coreRules } from './core-rules.ts';

const lookup = { id: 'lookup', method: 'GET', url: 'https://api.example/', response: { variable: 'order' } } as const;
const fallback: FlowInput = { id: 'lost', kind: 'fallback', nodes: [] };
const trigger = { kind: 'text', equals: 'go' } as const;

/** A bot without findings, changed. */
const botWith = (flow: Partial<FlowInput>, changes: Partial<HttpIntegrationInput> = {}, rest: Partial<BotInput> = {}): BotInput => ({
  id: 'b',
  integrations: [{ ...lookup, ...changes }],
  flows: [{ id: 'f', triggers: [trigger], nodes: [{ id: 'a', kind: 'api', integration: 'lookup' }], ...flow }, fallback],
  ...rest,
});
const withRoutes = (...routes: readonly RouteInput[]) =>
  botWith({ nodes: [{ id: 'a', kind: 'api', integration: 'lookup', routes } as never, { id: 'z', kind: 'end' }] });
const nodes = (...list: FlowInput['nodes']) => botWith({ nodes: [{ id: 'a', kind: 'api', integration: 'lookup' }, ...list] });

const findings = (bot: BotInput): readonly string[] => checkRules(normaliseBot(bot), coreRules).map(({ code, path }) => `${code} ${path}`);

describe('the rules of core', () => {
  test('have nothing to say about a bot that is fine', () => {
    expect(findings(botWith({}))).toEqual([]);
    expect(findings({ id: 'empty' })).toEqual([]);
  });

  test.each<[string, BotInput, readonly string[]]>([
    ['outcomes nobody takes', withRoutes({ when: 200, to: 'z' }), ['bot/unrouted-outcome flows.f.nodes.a.routes']],
    [
      'outcomes taken only under a condition',
      withRoutes({ when: 'failure', if: { left: 'order', op: 'is-set' }, to: 'z' }),
      ['bot/unrouted-outcome flows.f.nodes.a.routes'],
    ],
    [
      'a node nothing leads to',
      nodes({ id: 'j', kind: 'jump', to: 'e' }, { id: 'u', kind: 'end' }, { id: 'e', kind: 'end' }),
      ['bot/unreachable-node flows.f.nodes.u'],
    ],
    ['a flow nothing starts', botWith({ triggers: [] }), ['bot/unreachable-flow flows.f']],
    [
      'a flow only its own nodes lead to',
      botWith({ triggers: [], nodes: [{ id: 'a', kind: 'api', integration: 'lookup', next: { flow: 'f' } }] }),
      ['bot/unreachable-flow flows.f'],
    ],
    [
      'a route behind one that is always taken',
      nodes(
        { id: 'c', kind: 'condition', routes: [{ to: 'e' }, { if: { left: 'order', op: 'is-set' }, to: 'e' }] },
        { id: 'e', kind: 'end' },
      ),
      ['bot/unreachable-route flows.f.nodes.c.routes.1'],
    ],
    [
      'a target that leads nowhere',
      nodes({ id: 'j', kind: 'jump', to: { unresolved: 'Old' } }),
      ['bot/unresolved-target flows.f.nodes.j.to'],
    ],
    ['an integration nobody calls', botWith({ nodes: [] }), ['bot/unused-integration integrations.lookup']],
    ['plain http', botWith({}, { url: 'http://api.example/' }), ['bot/plain-http integrations.lookup.url']],
    ['a bot without a fallback flow', { ...botWith({}), flows: botWith({}).flows?.slice(0, 1) ?? [] }, ['bot/no-fallback flows']],
    ['a part of one platform', nodes({ id: 'p', kind: 'platform', adapter: 'tally', raw: 1 }), ['bot/platform-part flows.f.nodes.p']],
    [
      'a key in a header',
      botWith({}, { headers: [{ name: 'Authorization', value: 'Bearer abcdef123456' }] }),
      ['bot/secret-in-text integrations.lookup.headers.0.value'],
    ],
    [
      'a key in a query',
      botWith({}, { query: [{ name: 'api_key', value: 'abcdef123456' }] }),
      ['bot/secret-in-text integrations.lookup.query.0.value'],
    ],
    [
      'a key in an address',
      botWith({}, { url: 'https://a.example/?x=1&access_token=abcdef123456' }),
      ['bot/secret-in-text integrations.lookup.url'],
    ],
    ['a password in an address', botWith({}, { url: 'https://me:hunter2@a.example/' }), ['bot/secret-in-text integrations.lookup.url']],
    [
      'a token in an address, whatever its parameter is called',
      botWith({}, { url: 'https://a.example/?x=eyJhbGciOiJI.eyJzdWIiOiIx.c2ln' }),
      ['bot/secret-in-text integrations.lookup.url'],
    ],
    [
      'a password in a body',
      botWith({}, { method: 'POST', body: { json: '{"user": "{{user.text}}", "login": {"password": "hunter2hunter2"}}' } }),
      ['bot/secret-in-text integrations.lookup.body.json'],
    ],
    [
      'a key in a form',
      botWith({}, { method: 'POST', body: { form: [{ name: 'client_secret', value: 'abcdef123456' }] } }),
      ['bot/secret-in-text integrations.lookup.body.form.0.value'],
    ],
    [
      'a password in a credential',
      botWith({}, {}, { credentials: [{ id: 'c', kind: 'basic', fields: { user: 'me', password: 'hunter2' } }] }),
      ['bot/secret-in-text credentials.c.fields.password'],
    ],
  ])('find %s', (_, bot, expected) => {
    expect(findings(bot)).toEqual(expected);
  });

  test.each<[string, BotInput]>([
    ['every outcome has a route', withRoutes({ when: 200, to: 'z' }, { when: 'failure', to: 'z' })],
    [
      'all statuses and transport failures have one',
      withRoutes(
        { when: '4xx', to: 'z' },
        { when: '5xx', to: 'z' },
        { when: 'timeout', to: 'z' },
        { when: 'error', to: 'z' },
        { when: 'max-connection', to: 'z' },
      ),
    ],
    ['one route takes all', withRoutes({ when: 404, to: 'z' }, { to: 'z' })],
    [
      'a script goes to the node by its name',
      nodes(
        { id: 's', kind: 'script', dialect: 'es5', source: 'goto("Far away")', next: { end: 'flow' } },
        { id: 'u', name: 'Far away', kind: 'end' },
      ),
    ],
    [
      'another flow leads to it',
      botWith(
        { triggers: [] },
        {},
        {
          flows: [
            ...(botWith({ triggers: [] }).flows ?? []),
            { id: 'g', triggers: [trigger], nodes: [{ id: 'j', kind: 'jump', to: 'a' }] },
          ],
        },
      ),
    ],
    [
      'a script of another flow goes to one of its nodes by name',
      botWith(
        {},
        {},
        {
          flows: [
            ...(botWith({}).flows ?? []),
            { id: 'g', triggers: [trigger], nodes: [{ id: 's', kind: 'script', dialect: 'es5', source: 'goto("Far away")' }] },
            { id: 'h', nodes: [{ id: 'z', name: 'Far away', kind: 'end' }] },
          ],
        },
      ),
    ],
    ['the address is of the own machine', botWith({}, { url: 'http://localhost:8080/' })],
    ['the secret is a handle', botWith({}, { headers: [{ name: 'authorization', value: 'Bearer {{secret.TOKEN}}' }] })],
    ['a body reads the secret', botWith({}, { method: 'POST', body: { json: '{"token": "{{order}}", "tokenType": "jwt"}' } })],
    ['the secret is a variable', botWith({}, { query: [{ name: 'token', value: '{{order}}' }] })],
  ])('say nothing when %s', (_, bot) => {
    expect(findings(bot)).toEqual([]);
  });

  test('are each named after core, described, and told apart', () => {
    expect(new Set(coreRules.map(({ id }) => id)).size).toBe(coreRules.length);
    for (const { id, description } of coreRules) {
      expect(id).toMatch(/^bot\/[a-z-]+$/);
      expect(description).toMatch(/\.$/);
    }
  });
});

describe('checkRules', () => {
  const rule = defineRule({
    id: 'acme/name',
    severity: 'warning',
    description: 'Bots have nice names.',
    check: (bot, report) => report({ place: '/flows/0', reason: `${bot.id} is no nice name.`, fix: 'Find another.' }),
  });
  const bot = normaliseBot(botWith({}));

  test('locates what a rule finds', () => {
    expect(checkRules(bot, [rule])).toEqual([
      { code: 'acme/name', severity: 'warning', place: '/flows/0', path: 'flows.f', reason: 'b is no nice name.', fix: 'Find another.' },
    ]);
  });

  test('reports as the settings say', () => {
    expect(checkRules(bot, [rule], { 'acme/name': 'error' })).toMatchObject([{ severity: 'error' }]);
    expect(checkRules(bot, [rule], { 'acme/name': 'off' })).toEqual([]);
    expect(checkRules(bot, [rule], { 'acme/other': 'off' })).toHaveLength(1);
  });
});
