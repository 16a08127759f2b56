import { readFileSync } from 'node:fs';
import { type Diagnostic, importBot, isDragomanError } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTallyAdapter } from './adapter.ts';
import { tallySemantics } from './semantics.ts';

const adapter = createTallyAdapter();
const read = (name: string) => importBot(adapter, readFileSync(new URL(`../test/fixtures/${name}`, import.meta.url), 'utf8'));
const told = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code, platformPlace, place }) => [code, platformPlace ?? place]);

test('every kind of step has its node', () => {
  const { value, diagnostics } = read('plain.json');
  const { origins: _, ...bot } = value;
  expect(diagnostics).toEqual([]);
  expect(bot.semantics).toEqual(tallySemantics);
  expect({ ...bot, semantics: {} }).toMatchInlineSnapshot(`
    {
      "credentials": [],
      "flows": [
        {
          "id": "track",
          "kind": "standard",
          "name": "Where is my parcel?",
          "nodes": [
            {
              "id": "ask-number",
              "kind": "question",
              "name": "ask-number",
              "routes": [],
              "text": "Which parcel?",
              "variable": "number",
            },
            {
              "id": "look-up",
              "integration": "parcels",
              "kind": "api",
              "name": "look-up",
              "routes": [
                {
                  "to": {
                    "node": "not-found",
                  },
                  "when": {
                    "is": "failure",
                  },
                },
              ],
            },
            {
              "id": "sort",
              "kind": "condition",
              "name": "sort",
              "routes": [
                {
                  "if": {
                    "left": {
                      "template": "{{parcel.status}}",
                    },
                    "op": "equals",
                    "right": {
                      "literal": "delivered",
                    },
                  },
                  "to": {
                    "node": "delivered",
                  },
                },
                {
                  "if": {
                    "left": {
                      "template": "{{parcel.day}}",
                    },
                    "op": "is-set",
                  },
                  "to": {
                    "node": "on-its-way",
                  },
                },
              ],
            },
            {
              "content": [
                {
                  "kind": "text",
                  "text": "Parcel {{number}} has no day yet.",
                },
              ],
              "id": "no-day",
              "kind": "message",
              "name": "no-day",
              "next": {
                "flow": "again",
              },
              "routes": [],
            },
            {
              "content": [
                {
                  "kind": "text",
                  "text": "Parcel {{number}} comes on {{parcel.day}}.",
                },
              ],
              "id": "on-its-way",
              "kind": "message",
              "name": "on-its-way",
              "next": {
                "flow": "again",
              },
              "routes": [],
            },
            {
              "content": [
                {
                  "kind": "text",
                  "text": "Parcel {{number}} is there.",
                },
              ],
              "id": "delivered",
              "kind": "message",
              "name": "delivered",
              "next": {
                "end": "flow",
              },
              "routes": [],
            },
            {
              "content": [
                {
                  "kind": "text",
                  "text": "There is no parcel {{number}}.",
                },
              ],
              "id": "not-found",
              "kind": "message",
              "name": "not-found",
              "next": {
                "node": "ask-number",
              },
              "routes": [],
            },
          ],
          "triggers": [
            {
              "equals": "track",
              "kind": "text",
              "reach": "flow",
            },
            {
              "equals": "parcel",
              "kind": "text",
              "reach": "flow",
            },
            {
              "kind": "text",
              "pattern": "*where*parcel*",
              "reach": "flow",
            },
          ],
        },
        {
          "id": "again",
          "kind": "standard",
          "name": "Another one",
          "nodes": [
            {
              "id": "ask-again",
              "kind": "question",
              "name": "ask-again",
              "routes": [
                {
                  "to": {
                    "flow": "track",
                  },
                  "when": {
                    "equals": "yes",
                  },
                },
                {
                  "to": "next",
                  "when": {
                    "equals": "no",
                  },
                },
              ],
              "text": "Another one?",
            },
            {
              "id": "count",
              "kind": "assign",
              "name": "count",
              "routes": [],
              "set": [
                {
                  "value": true,
                  "variable": "isDone",
                },
                {
                  "value": "{{number}}",
                  "variable": "last",
                },
              ],
            },
            {
              "id": "stop",
              "kind": "end",
              "name": "stop",
              "routes": [],
            },
          ],
          "triggers": [],
        },
      ],
      "format": "dragoman/1",
      "id": "tally",
      "integrations": [
        {
          "headers": [
            {
              "name": "accept-language",
              "value": "en",
            },
          ],
          "id": "parcels",
          "kind": "http",
          "method": "GET",
          "name": "parcels",
          "query": [],
          "response": {
            "fields": [
              {
                "name": "status",
                "path": "$.status",
              },
              {
                "name": "day",
                "path": "$.delivery.day",
              },
            ],
            "format": "json",
            "onMissing": "unset",
            "outcome": "status",
            "variable": "parcel",
          },
          "timeoutMs": 4000,
          "url": "{{env.POST_URL}}/parcels/{{number}}",
        },
      ],
      "name": "Parcel desk",
      "semantics": {},
      "variables": [],
    }
  `);
});

test('links to nothing are kept, and so are calls and phrases that cannot be read', () => {
  const { value, diagnostics } = read('dangling-links.json');
  const [start, empty, again] = value.flows;
  expect(start?.nodes.map(({ id, next }) => [id, next])).toEqual([
    ['hello', { unresolved: '#was-removed' }],
    ['hello-2', { node: 'hello' }],
    ['choose', undefined],
    ['price', undefined],
  ]);
  expect(start?.nodes[2]?.routes.map(({ to }) => to)).toEqual([{ flow: 'empty' }, { unresolved: '@not-written' }]);
  expect(start?.triggers[1]).toMatchObject({ kind: 'platform', raw: '(unclosed' });
  expect(value.integrations).toMatchObject([{ id: 'price', kind: 'platform', raw: { url: 'not an address' } }]);
  expect([start, empty, again].map((flow) => flow?.name)).toEqual(['Start', 'Start (2)', 'start (2)']);
  expect(told(diagnostics)).toMatchInlineSnapshot(`
    [
      [
        "duplicate-id",
        "/scenes/0/steps/1",
      ],
      [
        "duplicate-id",
        "/scenes/2",
      ],
      [
        "unknown-phrase",
        "/flows/0/triggers/1",
      ],
      [
        "unknown-call",
        "/scenes/0/steps/3",
      ],
      [
        "unknown-variable",
        "/flows/0/nodes/1/text",
      ],
    ]
  `);
});

test('a step nobody knows is carried, and leads where it led', () => {
  const { value, diagnostics } = read('unknown-step.json');
  expect(value.flows[0]?.nodes.slice(0, 2)).toMatchObject([
    { id: 'music', kind: 'platform', adapter: 'tally', raw: { do: 'play', tune: 'waltz', volume: [1, 2, 3] } },
    { id: 'dance', kind: 'platform', raw: { do: 'dance', with: '<<partner>>' }, next: { node: 'bow' } },
  ]);
  expect(diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "unknown-step",
        "loss": "none",
        "path": "flows.dance.nodes.music",
        "place": "/flows/0/nodes/0",
        "platformPlace": "/scenes/0/steps/0",
        "reason": "A step that does "play" means nothing here; it is carried as it is.",
        "severity": "warning",
      },
      {
        "code": "unknown-step",
        "loss": "none",
        "path": "flows.dance.nodes.dance",
        "place": "/flows/0/nodes/1",
        "platformPlace": "/scenes/0/steps/1",
        "reason": "A step that does "dance" means nothing here; it is carried as it is.",
        "severity": "warning",
      },
    ]
  `);
});

describe('fetches of one name', () => {
  const fetch = (id: string, more: object = {}) => ({ id, do: 'fetch', api: 'price', url: 'https://a.example/', into: 'price', ...more });
  const integrationsOf = (...steps: readonly object[]) => importBot(adapter, { tally: 1, scenes: [{ id: '@a', steps }] }).value;

  test('share an integration', () => {
    const { integrations, flows } = integrationsOf(fetch('#a'), fetch('#b', { ok: 'end', colour: 'red' }));
    expect(integrations.map(({ id }) => id)).toEqual(['price']);
    expect(flows[0]?.nodes).toMatchObject([{ integration: 'price' }, { integration: 'price' }]);
  });

  test('do not when they say different things', () => {
    const { integrations } = integrationsOf(fetch('#a'), fetch('#b', { timeoutMs: 5 }), fetch('#c', { timeoutMs: 5 }), fetch('#d'));
    expect(integrations.map(({ id, timeoutMs }) => [id, timeoutMs])).toEqual([
      ['price', undefined],
      ['price-2', 5],
    ]);
  });
});

test('a known step that is wrong is refused where it is wrong', () => {
  const steps = [
    { id: '#a', do: 'say' },
    { id: '#b', do: 'check', cases: [{ value: 'x' }] },
  ];
  const problem = (() => {
    try {
      return importBot(adapter, { tally: 1, scenes: [{ id: '@a', steps }] });
    } catch (error) {
      return error;
    }
  })();
  expect(isDragomanError(problem) && [problem.code, problem.diagnostics?.map(({ platformPlace }) => platformPlace)]).toEqual([
    'validation',
    ['/scenes/0/steps/0/text', '/scenes/0/steps/1/cases/0/go'],
  ]);
});

test('any document of Tally becomes a bot', () => {
  const name = fc.oneof(fc.constantFrom('#a', '#b', '@a', 'next', 'end', 'a', 'name'), fc.string({ minLength: 1 }));
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<<a>>',
      '<<',
      '{{a}}',
      '<<a.b[0]>>',
      '<<var["x y"]>>',
      '<<secret.KEY>>',
      '<<user.text>>',
      '<<item.name>>',
      '{{"{{"}}',
      '>>',
    ),
  );
  // Names that could harm whoever handles a document are refused in all of them.
  const isHarmless = (value: unknown) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value));
  const json = fc.oneof(text, fc.jsonValue().filter(isHarmless));
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const base = { id: name, go: maybe(name), note: maybe(text) };
  const step = fc.oneof(
    fc.record({ ...base, do: fc.constant('say'), text }),
    fc.record({
      ...base,
      do: fc.constant('ask'),
      text,
      into: maybe(name),
      answers: maybe(fc.array(fc.record({ is: maybe(text), go: name }))),
    }),
    fc.record({
      ...base,
      do: fc.constant('fetch'),
      api: maybe(name),
      url: fc.oneof(text, fc.constant('https://a.example/<<a>>')),
      headers: maybe(fc.array(fc.record({ name, value: text }))),
      into: name,
      take: maybe(fc.array(fc.record({ name, path: fc.oneof(name, fc.constant('$.a')) }))),
      ok: maybe(name),
      fail: maybe(name),
    }),
    fc.record({ ...base, do: fc.constant('set'), values: fc.array(fc.record({ into: name, value: json })) }),
    fc.record({ ...base, do: fc.constant('check'), cases: fc.array(fc.record({ value: json, is: maybe(json), go: name })) }),
    fc.record({ ...base, do: fc.constant('dance'), with: json }),
  );
  const scene = fc.record({
    id: name,
    title: maybe(name),
    words: maybe(fc.array(text)),
    phrases: maybe(fc.array(text)),
    steps: fc.array(step),
  });
  const script = fc.record({ tally: fc.constant(1), name: maybe(name), scenes: fc.array(scene) });
  fc.assert(
    fc.property(script, (document) => {
      const source = JSON.stringify(document);
      const { value } = importBot(adapter, source);
      expect(value.flows).toHaveLength(document.scenes.length);
    }),
  );
});

describe('what an export rewrote', () => {
  const source = readFileSync(new URL('../test/fixtures/marked-group.json', import.meta.url), 'utf8');

  test('is the author’s node again', () => {
    const { value, diagnostics } = importBot(adapter, source);
    expect(value.flows[0]?.nodes[0]).toMatchObject({ id: 'drink', kind: 'choice', options: [{ label: 'Tea' }, { label: 'Coffee' }] });
    expect(diagnostics).toEqual([]);
  });

  test('stays what it is when somebody changed it there', () => {
    const { value, diagnostics } = importBot(adapter, source.replace('2. Coffee', '2. Cocoa'));
    expect(value.flows[0]?.nodes[0]).toMatchObject({ id: 'drink', kind: 'question', text: 'What will it be?\n1. Tea\n2. Cocoa' });
    expect(diagnostics.map(({ place }) => place)).toEqual(['/flows/0/nodes/0']);
  });
});
