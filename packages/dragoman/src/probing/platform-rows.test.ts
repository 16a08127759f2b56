import { definePlatformAdapter, jsonArtifact, neutralSemantics, normaliseBot, parseTemplate, printTemplate } from '@dragoman/core';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { platformRows } from './platform-rows.ts';

const document = z.object({
  calls: z.array(z.object({ url: z.string(), takes: z.array(z.object({ as: z.string(), from: z.string() })) })),
});

/** A platform that takes values of responses as rows, and tells of a place inside a call what `inside` says. */
const acme = (inside: (position: string) => readonly (string | number)[]) =>
  definePlatformAdapter({
    id: 'acme',
    displayName: 'Acme',
    capabilities: { nodes: ['api'], methods: ['GET'], response: ['fields', 'to'] },
    artifact: jsonArtifact(document),
    semantics: neutralSemantics,
    dialects: { template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) } },
    placeInside: (kind, [part, list, position = '']) =>
      kind === 'integration' && part === 'response' && list === 'fields' ? inside(position) : undefined,
    toPlatform: ({ integrations }) => ({
      calls: integrations.map(({ response, ...call }) => ({
        url: 'url' in call ? call.url : '',
        takes: response.fields.map(({ path, to, name }) => ({ as: to ?? name, from: path })),
      })),
    }),
    fromPlatform: ({ calls }, { id }) => ({
      integrations: calls.map(({ url, takes }, index) => ({
        id: id('integration', { key: `call ${index}`, pointer: `/calls/${index}` }),
        method: 'GET' as const,
        url,
        response: { variable: `r${index}`, fields: takes.map(({ as, from }) => ({ name: as, path: from, to: as })) },
      })),
      flows: [],
    }),
  });

const bot = normaliseBot({
  id: 'b',
  integrations: [
    { id: 'other', method: 'GET', url: 'https://shop.example', response: { variable: 'o' } },
    { id: 'i', method: 'GET', url: 'https://shop.example', response: { variable: 'order', fields: [{ name: 'a', path: '$.a', to: 'a' }] } },
  ],
  flows: [],
});
const rowsFor = (inside: (position: string) => readonly (string | number)[], names: readonly string[] = ['b', 'c']) => {
  const integration = bot.integrations[1];
  if (integration?.kind !== 'http') throw new TypeError('the bot has two integrations');
  const fields = names.map((name) => ({ name, path: `$.${name}` }));
  return platformRows(fields, { bot, integration, plugins: [], adapter: acme(inside) });
};

test('fields are shown as the rows they would be in the document', () => {
  expect(rowsFor((position) => ['takes', Number(position)])).toEqual({
    list: '/calls/1/takes',
    rows: [
      { as: 'b', from: '$.b' },
      { as: 'c', from: '$.c' },
    ],
  });
});

test.each([
  ['the place is the whole list', () => ['takes']],
  ['the place is a field of the row', (position: string) => ['takes', Number(position), 'from']],
  ['several fields have one place', () => ['takes', 1]],
])('nothing is shown where %s', (_title, inside) => {
  expect(rowsFor(inside)).toBeUndefined();
});

test('nothing is shown of one field whose place is the whole list', () => {
  expect(rowsFor(() => ['takes'], ['b'])).toBeUndefined();
});
