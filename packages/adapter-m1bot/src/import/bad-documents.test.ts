import { readFileSync } from 'node:fs';
import { type Bot, type Diagnostic, exportBot, importBot, isDragomanError, type Json } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from '../adapter.ts';
import { m1botCodes } from '../codes.ts';

const adapter = createM1botAdapter();
const orderDesk = readFileSync(new URL('../../test/fixtures/order-desk.json', import.meta.url), 'utf8');

const base = {
  format: 'm1bot/1',
  bot: { name: 'Desk' },
  attributes: [{ key: 'city' }, { key: 'no' }],
  apis: [
    { id: 'find', name: 'Find', method: 'GET', url: 'https://shop.example/a/city', response: [{ path: 'data.0.name', attribute: 'city' }] },
  ],
  flows: [{ id: 'main', components: [{ id: 'call', component: 'api', api: 'find', others: { goTo: 'end' } }] }],
};
const withApi = (api: object) => ({ ...base, apis: [{ ...base.apis[0], ...api }] });
const withComponents = (...components: readonly object[]) => ({ ...base, flows: [{ id: 'main', components }] });
// Of what core finds the place in the bot leads to the place in the document.
const told = (document: unknown) => {
  const { diagnostics, platformPlaceOf } = importBot(adapter, JSON.stringify(document));
  return diagnostics.map(({ code, severity, place, platformPlace = platformPlaceOf(place) }) =>
    `${severity} ${code} ${platformPlace ?? ''}`.trim(),
  );
};

const codes = (...list: readonly (number | string)[]) => list.map((code) => ({ code, goTo: 'end' }));

interface Spot {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: string;
}

/** Every place of a document that holds something. */
const spotsOf = (value: Json): readonly Spot[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [{ holder: value as Spot['holder'], key }, ...spotsOf(inner as Json)])
    : [];

const outcomeOf = (text: string): { readonly bot: Bot } | { readonly refused: readonly Diagnostic[] } => {
  try {
    return { bot: importBot(adapter, text).value };
  } catch (error) {
    if (isDragomanError(error) && error.code === 'validation') return { refused: error.diagnostics };
    throw error;
  }
};

describe('bad documents', () => {
  test.each<readonly [string, unknown, string]>([
    [
      'a response code that is no number',
      withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 'ok', goTo: 'end' }], others: { goTo: 'end' } }),
      'error code-not-a-number /flows/0/components/0/responseCodes/0/code',
    ],
    [
      'one that is none',
      withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 42, goTo: 'end' }], others: { goTo: 'end' } }),
      'error code-not-a-number /flows/0/components/0/responseCodes/0/code',
    ],
    ['Others without a way', withComponents({ id: 'c', component: 'api', api: 'find' }), 'error others-unmapped /flows/0/components/0'],
    ['a slash that is no attribute', withApi({ url: 'https://shop.example?a=/town' }), 'info unknown-attribute /apis/0/url'],
    ['a slash in JSON that is no attribute', withApi({ method: 'POST', body: '{"path": "/town"}' }), 'info unknown-attribute /apis/0/body'],
    ['a body that is no JSON', withApi({ method: 'POST', body: '{"city": city}' }), 'warning malformed-json /apis/0/body'],
    ['a response without the mapped path', withApi({ sample: { data: [] } }), 'warning mapped-path-missing /apis/0/response/0/path'],
    ['a response that is no JSON', withApi({ sample: '<h1>Hello</h1>' }), 'error response-not-json /apis/0/sample'],
    ['a path that is none', withApi({ response: [{ path: 'a..b', attribute: 'city' }] }), 'error path-not-carried /apis/0/response/0/path'],
    ['a method nobody has', withApi({ method: 'BREW' }), 'warning unknown-call /apis/0/method'],
    ['an address that is none', withApi({ url: 'nowhere' }), 'warning unknown-call /apis/0/url'],
    ['a header whose name is none', withApi({ headers: [{ key: 'a b', value: '' }] }), 'warning unknown-call /apis/0/headers/0/value'],
    [
      'a value mapped twice',
      withApi({
        response: [
          { path: 'a', attribute: 'city' },
          { path: 'a', attribute: 'no' },
        ],
      }),
      'warning mapped-twice /apis/0/response/1/path',
    ],
    ['a body beside GET', withApi({ body: '{}' }), 'info body-with-get /apis/0/body'],
    [
      'a mapping to an attribute nobody added',
      withApi({ response: [{ path: 'data.0.name', attribute: 'town' }] }),
      'warning unknown-attribute /apis/0/response/0/attribute',
    ],
    [
      'a question for an attribute nobody added',
      withComponents({ id: 'a', component: 'name', message: '?', attribute: 'town' }),
      'warning unknown-attribute /flows/0/components/0/attribute',
    ],
    [
      'a choice for one',
      withComponents({ id: 'a', component: 'single-choice', message: '?', options: [{ label: 'A' }], attribute: 'town' }),
      'warning unknown-attribute /flows/0/components/0/attribute',
    ],
    [
      'an API nobody added',
      withComponents({ id: 'c', component: 'api', api: 'nope', others: { goTo: 'end' } }),
      'error unknown-api /flows/0/components/0/api',
    ],
    [
      'a response code twice',
      withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: codes(200, '200'), others: { goTo: 'end' } }),
      'warning duplicate-code /flows/0/components/0/responseCodes/1/code',
    ],
    [
      'six options',
      withComponents({ id: 'a', component: 'single-choice', message: '?', options: [...'ABCDEF'].map((label) => ({ label })) }),
      'warning option-count /flows/0/components/0/options',
    ],
    [
      'no option',
      withComponents({ id: 'a', component: 'multiple-choice', message: '?', options: [] }),
      'warning option-count /flows/0/components/0/options',
    ],
    [
      'an answer of an option that is not there',
      withComponents({
        id: 'a',
        component: 'single-choice',
        message: '?',
        options: [{ label: 'A' }],
        answers: [{ option: 2, goTo: 'end' }],
      }),
      'warning unknown-option /flows/0/components/0/answers/0',
    ],
    [
      'an answer of nothing',
      withComponents({ id: 'a', component: 'single-choice', message: '?', options: [{ label: 'A' }], answers: [{ goTo: 'end' }] }),
      'warning unknown-option /flows/0/components/0/answers/0',
    ],
    ['an API twice', { ...base, apis: [base.apis[0], base.apis[0]] }, 'warning duplicate-id /apis/1'],
    [
      'a flow twice',
      {
        ...base,
        flows: [
          { id: 'main', components: [] },
          { id: 'main', components: [] },
        ],
      },
      'warning duplicate-id /flows/1',
    ],
    [
      'a setting of m1bot alone',
      withComponents({ id: 'a', component: 'name', message: '?', allowBack: true, maxCharacters: 100 }),
      'info setting-kept /flows/0/components/0/maxCharacters',
    ],
    ['an attribute key in capitals', { ...base, attributes: [{ key: 'City' }] }, 'warning attribute-key /attributes/0/key'],
    ['an attribute key with a space', { ...base, attributes: [{ key: 'a city' }] }, 'warning attribute-key /attributes/0/key'],
    [
      'an attribute key with an underscore',
      { ...base, attributes: [{ key: 'city' }, { key: 'order_no' }] },
      'warning attribute-key /attributes/1/key',
    ],
    ['an attribute twice', { ...base, attributes: [{ key: 'city' }, { key: 'city' }] }, 'warning duplicate-id /attributes/1'],
    [
      'a component twice',
      withComponents({ id: 'a', component: 'message', message: '' }, { id: 'a', component: 'message', message: '' }),
      'warning duplicate-id /flows/0/components/1',
    ],
    [
      'a component nobody described',
      withComponents({ id: 'a', component: 'appointment', slots: 30 }),
      'info unknown-component /flows/0/components/0',
    ],
    [
      'several selections',
      withComponents({ id: 'a', component: 'multiple-choice', message: '?', options: [{ label: 'A' }] }),
      'info several-selections /flows/0/components/0',
    ],
  ])('%s', (_title, document, finding) => {
    expect(told(document)).toContain(finding);
    // Whatever is wrong with it, it comes back letter by letter.
    const text = JSON.stringify(document);
    expect(exportBot(adapter, importBot(adapter, text).value).text).toBe(text);
  });

  test.each<readonly [string, unknown, readonly string[]]>([
    [
      'a version nobody knows',
      { ...base, format: 'm1bot/2' },
      ['/format: This version is not known here. Write "m1bot/1", or update @dragoman/adapter-m1bot.'],
    ],
    [
      'a component without its message',
      withComponents({ id: 'a', component: 'message' }),
      ['/flows/0/components/0/message: Invalid input: expected string, received undefined.'],
    ],
    [
      'an id that is empty',
      withComponents({ id: '', component: 'message', message: '' }),
      ['/flows/0/components/0/id: It is empty. Write a text here.'],
    ],
    [
      'a way to nowhere',
      withComponents({ id: 'a', component: 'message', message: '', goTo: 'later' }),
      ['/flows/0/components/0/goTo: It leads nowhere. Write "next", "end", { "component": "its id" } or { "flow": "its id" }.'],
    ],
    [
      'a status that is a list',
      withComponents({ id: 'a', component: 'api', api: 'find', responseCodes: [{ code: [200], goTo: 'end' }] }),
      ['/flows/0/components/0/responseCodes/0/code: Write a status, such as 200.'],
    ],
    ['flows that are no list', { ...base, flows: {} }, ['/flows: Invalid input: expected array, received object.']],
  ])('what has the wrong form is named once, not read: %s', (_title, document, lines) => {
    expect(() => importBot(adapter, JSON.stringify(document))).toThrow(
      expect.objectContaining({ code: 'validation', message: ['This is not a document of m1bot.', ...lines].join('\n') }),
    );
  });

  test.each([
    ['', 'This is not a document of m1bot, as it is not JSON. Line 1, column 1: '],
    [
      JSON.stringify(base, null, 2).slice(0, 100),
      'This is not a document of m1bot, as it is not JSON. Line 8, column 17: It ends too early.',
    ],
    ['[]', 'This is not a document of m1bot.'],
    ['null', 'This is not a document of m1bot.'],
  ])('what is no document at all is told to be none: %j', (text, message) => {
    expect(() => importBot(adapter, text)).toThrow(
      expect.objectContaining({ code: 'validation', message: expect.stringContaining(message) }),
    );
  });

  test('a component whose API is not there goes to Others, and is written again as it stands', () => {
    const api = {
      id: 'c',
      component: 'api',
      api: 'nope',
      responseCodes: [{ code: 200, goTo: 'end' }],
      others: { goTo: { component: 'a' } },
    };
    const { origins: _, ...bot } = importBot(adapter, withComponents(api, { id: 'a', component: 'message', message: 'A' })).value;
    expect(bot.flows[0]?.nodes[0]).toMatchObject({
      kind: 'platform',
      routes: [{ when: { status: 200 } }, { when: { is: 'other' }, to: { node: 'a' } }],
    });
    expect(exportBot(adapter, bot).value.flows[0]?.components[0]).toEqual(api);
  });

  test('a way to what is not there is kept, and ends the flow', () => {
    const message = { id: 'a', component: 'message', message: '', goTo: { component: 'b' } };
    const api = { id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 200, goTo: { flow: 'f' } }], others: { goTo: 'end' } };
    const { origins: _, ...bot } = importBot(adapter, withComponents(message, api)).value;
    expect(bot.flows[0]?.nodes).toMatchObject([{ next: { unresolved: 'b' } }, { routes: [{ to: { unresolved: 'f' } }, {}] }]);
  });

  test('settings of m1bot alone stay with their component', () => {
    const name = { id: 'a', component: 'name', message: '?', allowBack: true, allowSkip: false, maxCharacters: 100, countryCode: 7 };
    const { origins: _, ...bot } = importBot(adapter, withComponents({ ...name, countryCode: '+31' })).value;
    expect(bot.flows[0]?.nodes[0]?.platformOptions).toEqual({
      m1bot: { component: 'name', allowBack: true, allowSkip: false, maxCharacters: 100, countryCode: '+31' },
    });
    expect(exportBot(adapter, bot).value.flows[0]?.components[0]).toEqual({ ...name, countryCode: '+31' });
  });

  test('whatever is changed in a document, it is read or refused with its place, and comes back letter by letter', () => {
    const values = fc.oneof(
      fc.constantFrom<Json>('', 'next', 'end', '/city', '{/city', 'a b', 0, -1, 200, null, true, {}, []),
      fc.jsonValue({ maxDepth: 2 }),
    ) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.nat(10_000), values, fc.constantFrom('replace', 'remove', 'repeat'), (number, value, how) => {
        const document = JSON.parse(orderDesk) as Json;
        const spots = spotsOf(document);
        const { holder, key } = spots[number % spots.length] as Spot;
        if (how === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]) as Json);
        else if (how === 'remove' && !Array.isArray(holder)) delete holder[key];
        else (holder as { [key: string]: Json })[key] = value;
        const text = JSON.stringify(document);
        const read = outcomeOf(text);
        if ('refused' in read) expect(read.refused.every(({ platformPlace }) => platformPlace !== undefined)).toBe(true);
        else expect(exportBot(adapter, read.bot).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
  test('every message says what to do', () => {
    const { diagnostics } = importBot(
      adapter,
      JSON.stringify(withComponents({ id: 'c', component: 'api', api: 'find', responseCodes: [{ code: 'ok', goTo: 'end' }] })),
    );
    expect(diagnostics.map(({ reason, fix }) => `${reason} ${fix}`)).toEqual([
      '"ok" is no response code, so no answer ever takes this row. Write a number from 100 to 599; everything else goes to Others.',
      'Nothing says where the chat goes on any other response code, or without a response; it ends there. Map Others to a message.',
    ]);
  });

  test('an unmapped Others ends the chat', () => {
    const { value } = importBot(adapter, JSON.stringify(withComponents({ id: 'c', component: 'api', api: 'find' })));
    expect(value.flows[0]?.nodes[0]?.routes).toEqual([{ when: { is: 'other' }, to: { end: 'flow' } }]);
  });
});

test('every code has a test, here or where bots are written', () => {
  const tests = [
    './bad-documents.test.ts',
    './bot-from-document.test.ts',
    '../export/document-from-bot.test.ts',
    '../policies.test.ts',
  ].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  expect(Object.keys(m1botCodes).filter((code) => !tests.join('').includes(code))).toEqual([]);
});
