import { type Bot, exportBot, isDragomanError } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../adapter.ts';
import { importCodes } from './codes.ts';
import { documentOf, importDocument, importFixture, tiles, told } from './import-parts.fixture.ts';

describe('an exported bot', () => {
  const { value: bot, diagnostics } = importFixture('parcel-desk.json');

  test('has its dialogs as flows, each in the order of its links', () => {
    expect(bot.name).toBe('Parcel desk');
    expect(bot.flows.map(({ id, kind, nodes }) => [id, kind, nodes.map(({ name }) => name)])).toEqual([
      ['1-welcome', 'standard', ['welcome_starter', 'welcome', 'what now?']],
      ['2-track', 'standard', ['track_starter', 'ask number', 'look up', 'found', 'late', 'not found', 'goodbye']],
      ['3-shops', 'standard', ['shops_starter', 'fetch shops', 'shops', 'taken', 'no shops']],
      ['4-people', 'standard', ['people_starter', 'report', 'hand over']],
      ['5-fallback', 'fallback', ['fallback starter']],
    ]);
  });

  test('has what starts its dialogs', () => {
    const triggers = bot.flows.map((flow) => flow.triggers.map(({ reach: _, ...trigger }) => trigger));
    expect(triggers).toEqual([
      [
        { kind: 'text', pattern: 'hi' },
        { kind: 'text', pattern: 'hello' },
        { kind: 'text', pattern: '(hey|hello) (there|you)|*good morning*' },
      ],
      [
        { kind: 'text', pattern: '*where*parcel*' },
        { kind: 'text', pattern: 'track *' },
        { kind: 'intent', intent: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ],
      [{ kind: 'text', pattern: '*shop*' }],
      [
        { kind: 'text', pattern: 'agent' },
        { kind: 'text', pattern: 'human' },
      ],
      [],
    ]);
  });

  test('has its requests as integrations, with fields and credentials by reference', () => {
    expect(bot.integrations).toMatchObject([
      {
        id: 'parcels',
        kind: 'http',
        method: 'GET',
        url: 'https://api.parcels.example/v1/{{country}}/parcels/{{number}}',
        query: [
          { name: 'since', value: '{{since}}' },
          { name: 'since', value: '{{env.FIRSTDAY}}' },
        ],
        headers: [
          { name: 'Accept-Language', value: 'en' },
          { name: 'X-Trace', value: '{{session.id}}' },
        ],
        response: {
          variable: 'Parcels',
          fields: [
            { name: 'status', path: '$.status' },
            { name: 'day', path: '$.delivery.day' },
            { name: 'latest', path: '$.events[0].text' },
          ],
        },
        credential: 'oauth2-bd45df02',
      },
      {
        id: 'shops',
        query: [{ name: 'city', value: '{{location.city}}' }],
        response: { rows: '$.shops', transform: { dialect: 'liveperson' } },
      },
      {
        id: 'report',
        method: 'POST',
        body: { json: '{\n  "number": "{{number}}",\n  "said": "{{user.text}}",\n  "tries": {{tries}}\n}' },
        credential: 'access-token-94fe4fbe',
      },
    ]);
    expect(bot.credentials).toEqual([
      { id: 'oauth2-bd45df02', name: 'OAUTH2 bd45df02', kind: 'liveperson/oauth2', fields: {} },
      { id: 'access-token-94fe4fbe', name: 'ACCESS_TOKEN 94fe4fbe', kind: 'liveperson/access-token', fields: {} },
    ]);
  });

  test('routes a call by its result and by variables', () => {
    const lookUp = bot.flows[1]?.nodes[2];
    expect(lookUp).toMatchObject({ kind: 'api', integration: 'parcels', delayMs: 250, hooks: { after: { dialect: 'liveperson' } } });
    expect(lookUp?.next).toBeUndefined();
    expect(lookUp?.routes).toEqual([
      {
        name: 'late',
        when: { is: 'success' },
        if: {
          any: [
            { left: { variable: 'Parcels.status' }, op: 'contains', right: { literal: 'late' } },
            { left: { variable: 'Parcels.latest' }, op: 'contains', right: { template: '{{excuse}}' } },
          ],
        },
        to: { node: 'late' },
      },
      {
        name: 'found',
        when: { is: 'success' },
        if: {
          all: [
            { not: { left: { variable: 'Parcels.status' }, op: 'contains', right: { literal: 'lost' } } },
            { not: { left: { variable: 'Parcels.status' }, op: 'contains', right: { literal: 'late' } } },
          ],
        },
        to: 'next',
      },
      { name: 'failed', when: { is: 'failure' }, to: { node: 'not-found' } },
    ]);
  });

  test('has its own scripts and its own text for errors', () => {
    expect(bot.scripts?.globals).toMatchObject({ dialect: 'liveperson', source: expect.stringContaining('function shout(text)') });
    expect(bot.scripts?.init).toEqual({ dialect: 'liveperson', source: '__initConversation();' });
    expect(bot.semantics?.errorText).toBe('Something broke on our side. Please try again.');
  });

  test('is understood: only what its platform alone knows is told of', () => {
    const codes = new Set(diagnostics.map(({ code, severity }) => `${severity} ${code}`));
    expect([...codes].sort()).toEqual(['warning unknown-credential-kind', 'warning unknown-variable']);
  });
});

test('a dialog of a type nobody knows keeps it', () => {
  const document = { ...documentOf([{ content: tiles({ text: 'x' }) }]), groups: [{ id: 'g', name: 'Dialog', dialogType: 'OTHER' }] };
  const { origins: _, ...alone } = importDocument(document).value;
  const typesOf = (bot: Bot) => exportBot(createLivePersonAdapter(), bot).value.groups?.map(({ dialogType }) => dialogType);
  expect(typesOf(alone)).toEqual(['OTHER']);
  const { platformOptions: __, ...untyped } = alone;
  expect(typesOf(untyped)).toEqual(['DIALOG']);
  expect(exportBot(createLivePersonAdapter(), untyped).diagnostics.map(({ code }) => code)).toContain('dialog-type-unknown');
});

test('a variable of the platform’s own is not missed, and one that nobody sets is', () => {
  const { diagnostics } = importDocument(documentOf([{ content: tiles({ text: '{$firstname} {$secondname}' }) }]));
  expect(diagnostics.map(({ code, reason }) => `${code} ${reason}`)).toEqual([expect.stringContaining('nothing sets $secondname')]);
});

test('what is not there is not missed', () => {
  const { value, diagnostics } = importFixture('bare.json');
  expect(value).toMatchObject({ flows: [], integrations: [], credentials: [] });
  expect(diagnostics).toEqual([]);
});

test('each finding is one of the list, says where it is about in the document, and at which element', () => {
  const files = ['damaged.json', 'every-integration.json', 'every-interaction.json'];
  const found = files.flatMap((file) => importFixture(file).diagnostics).filter(({ code }) => code in importCodes);
  for (const { platformPlace, place, reason } of found) {
    expect(platformPlace).toMatch(/^\/(bot|groups|responder|conversationMessage)\b/);
    expect(reason).toMatch(/\.$/);
    const isElement = /^\/(groups|responder|conversationMessage)\/\d+\/./.test(platformPlace ?? '') && !platformPlace?.endsWith('/group');
    if (isElement) expect(place).toMatch(/^\/(flows|integrations)\/\d/);
  }
  // Tried on its own, below.
  const rare = ['credential-protocol'];
  const missing = Object.keys(importCodes).filter((code) => !rare.includes(code) && !found.some((finding) => finding.code === code));
  expect(missing).toEqual([]);
});

describe('what is no export is refused', () => {
  const refusal = (document: unknown) => {
    try {
      importDocument(document);
    } catch (error) {
      if (isDragomanError(error))
        return [error.code, ...(error.diagnostics ?? []).map(({ platformPlace, reason }) => `${platformPlace}: ${reason}`)];
    }
    return undefined;
  };

  test.each([
    ['a truncated file', '{"bot": {"id": "a"}, "conversationMessage": [', ': Line 1, column 46: It ends too early.'],
    ['something else', 'hello', ': Line 1, column 1: "hello" is not expected here.'],
    ['another document', { format: 'dragoman/1', id: 'a' }, '/bot: Expected the settings of a bot, as an object.'],
    ['a part of an export', { bot: {}, conversationMessage: {} }, '/conversationMessage: Expected the interactions of a bot, as a list.'],
  ])('%s', (_, document, first) => {
    expect(refusal(document)?.slice(0, 2)).toEqual(['validation', first]);
  });
});

test('two types of one credential are told of', () => {
  const responder = (id: string, securityProtocol: string) => ({
    ...{ id, name: id, method: 'GET', webhook: 'https://a.example/', integrationType: 'API', responseDataVariable: id },
    ...{ apiCredentialsId: 'c', securityProtocol },
  });
  const { value, diagnostics } = importDocument(documentOf([], { responder: [responder('a', 'OAUTH2'), responder('b', 'BASIC')] }));
  expect(value.credentials).toMatchObject([{ kind: 'liveperson/oauth2' }]);
  expect(told(diagnostics)).toContain('credential-protocol /responder/1/securityProtocol');
});
