import {
  definePlatformAdapter,
  definePlugin,
  type Effect,
  jsonArtifact,
  neutralSemantics,
  normaliseBot,
  parseTemplate,
  printTemplate,
  provide,
  type RunEvent,
  type Script,
  ScriptEngine,
} from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createDragoman } from './create-dragoman.ts';
import { simulate } from './testing/simulate.ts';

const es5 = (source: string): Script => ({ dialect: 'es5', source });

const shop = {
  id: 'shop',
  scripts: {
    globals: es5('function euros(cents) { return (cents / 100).toFixed(2) + " EUR"; }'),
    init: es5('set("visits", (get("visits") || 0) + 1, "contact");'),
  },
  integrations: [
    {
      id: 'cart',
      method: 'GET',
      url: 'https://api.example/cart',
      response: {
        variable: 'cart',
        transform: es5(`
          var items = get("cart").$body.items, sum = 0;
          for (var i = 0; i < items.length; i++) sum += items[i].cents;
          result("cart", { sum: euros(sum), count: items.length });`),
        fields: [
          { name: 'sum', path: '$.sum' },
          { name: 'count', path: '$.count' },
        ],
      },
    },
  ],
  flows: [
    {
      id: 'main',
      kind: 'fallback',
      nodes: [
        { id: 'call', kind: 'api', integration: 'cart', hooks: { after: es5('if (get("cart").count > 2) goto("many");') } },
        { id: 'few', kind: 'message', text: 'Few: {{cart.sum}}, visit {{visits}}.', next: { end: 'flow' } },
        { id: 'many', kind: 'message', text: 'Many: {{cart.sum}}.', next: { end: 'flow' } },
      ],
    },
  ],
} as const;

const withScript = (source: string, dialect = 'es5') =>
  normaliseBot({
    id: 'scripted',
    flows: [
      {
        id: 'main',
        kind: 'fallback',
        nodes: [
          { id: 'run', kind: 'script', dialect, source },
          { id: 'after', kind: 'message', text: 'After: {{x}}.' },
        ],
      },
    ],
  });

const textsOf = (effects: readonly Effect[]) =>
  effects.map((effect) => (effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : effect.kind));

const acme = definePlatformAdapter({
  id: 'acme',
  displayName: 'Acme',
  capabilities: { nodes: ['message'] },
  artifact: jsonArtifact(z.looseObject({})),
  semantics: neutralSemantics,
  dialects: {
    template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) },
    scripts: [{ id: 'acme', prelude: 'global.say = function (text) { host.emit({ kind: "send", text: text }); };' }],
  },
  toPlatform: () => ({}),
  fromPlatform: () => ({ flows: [] }),
});

describe('createDragoman', () => {
  test('runs scripts of every kind: at the start, of a result, of a node, with what is global', async () => {
    const items = (count: number) => ({ status: 200, body: { items: Array.from({ length: count }, () => ({ cents: 250 })) } });
    await using dragoman = disposable(createDragoman({ stub: { cart: [items(2), items(3)] } }));
    const talk = dragoman.converse(normaliseBot(shop as never));
    expect(textsOf(await talk.say('hi'))).toEqual(['Few: 5.00 EUR, visit 1.']);
    expect(textsOf(await talk.say('hi'))).toEqual(['Many: 7.50 EUR.']);
  });

  test.each([
    ['throws', 'set("x", 1);\nthrow new Error("no luck");', 'script-throw', 'no luck', 'line 2'],
    ['reads nothing that is there', 'set("x", get("nothing").at.all);', 'script-throw', "cannot read property 'at' of null", 'line 1'],
    [
      'needs too much memory',
      'set("x", 1); var all = []; for (;;) all.push(new Uint8Array(1e6));',
      'script-memory',
      'more than 32 MB',
      'line 1',
    ],
    ['floods', 'for (;;) send("x");', 'script-output', 'more than 1000 things', 'line 1'],
  ])('a script that %s has no effect and is told by its place, and the conversation goes on', async (_what, source, code, told, where) => {
    await using dragoman = disposable(createDragoman());
    const events: RunEvent[] = [];
    const talk = dragoman.converse(withScript(source), { onEvent: (event) => events.push(event) });
    expect(textsOf(await talk.say('hi'))).toEqual([neutralSemantics.errorText, 'After: .']);
    const reasons = events.flatMap((event) =>
      event.event === 'diagnostic' && event.diagnostic.code === code ? [event.diagnostic.reason] : [],
    );
    expect(reasons).toEqual([expect.stringContaining(told)]);
    expect(reasons[0]).toContain(where);
    expect(textsOf(await talk.say('hi'))).toHaveLength(2);
  });

  test('has the dialects of the plugins’ adapters, and refuses what nobody brings by its place', async () => {
    await using dragoman = disposable(createDragoman({ plugins: [definePlugin({ name: 'acme', adapters: [acme] })] }));
    expect(textsOf(await dragoman.converse(withScript('say("Hi.")', 'acme')).say('hi'))).toEqual(['Hi.', 'After: .']);
    await expect(dragoman.converse(withScript('1', 'tally')).say('hi')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^flows\.main\.nodes\.run: this script is written in "tally", and only es5, acme can be run here/),
    });
  });

  test('leaves scripts to the engine that a plugin brings', async () => {
    const engine: ScriptEngine = { run: async () => ({ kind: 'done', effects: [{ kind: 'set', name: 'x', value: 'mine' }] }) };
    const own = definePlugin({ name: 'own', providers: [provide(ScriptEngine, () => engine)] });
    await using dragoman = disposable(createDragoman({ plugins: [own] }));
    expect(textsOf(await dragoman.converse(withScript('anything')).say('hi'))).toEqual(['After: mine.']);
  });
});

test('reading many variables that are not set is no trouble', async () => {
  const reads = Array.from({ length: 40 }, (_, index) => `get("none${index}") === null`).join(' && ');
  const chat = simulate(withScript(`set("x", ${reads});`));
  expect(await chat.say('hi')).toMatchObject([{ text: 'After: true.' }]);
});

test('a simulation runs scripts at its own time, the same each time', async () => {
  const bot = withScript('set("x", new Date().toISOString() + " " + Math.random());');
  const [first] = await simulate(bot).say('hi');
  expect(first).toMatchObject({ text: expect.stringMatching(/^After: 2026-01-01T12:00:00\.000Z 0\.\d+\.$/) });
  expect(await simulate(bot).say('hi')).toEqual([first]);
});

const disposable = <T extends { dispose(): Promise<void> }>(value: T): T & AsyncDisposable => ({
  ...value,
  [Symbol.asyncDispose]: () => value.dispose(),
});
