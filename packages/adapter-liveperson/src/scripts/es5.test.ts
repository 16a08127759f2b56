import { createContext, runInContext } from 'node:vm';
import {
  es5Dialect,
  type Json,
  type JsonObject,
  type ResponseMapping,
  type ScriptEffect,
  storedValue,
  type Variable,
} from '@dragoman/core';
import { parse } from 'acorn';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customDataOf } from '../templates/custom-data-of.ts';
import { runPanels } from './bot-context.fixture.ts';
import { es5Library } from './es5-library.ts';
import { printPanel } from './print-es5.ts';
import { readPanel } from './read-es5.ts';

const mapping = (variable: string, response: Partial<ResponseMapping>): ResponseMapping => ({
  variable,
  format: 'json',
  outcome: 'status',
  onMissing: 'unset',
  fields: [],
  ...response,
});

interface Bot {
  readonly responses?: readonly ResponseMapping[];
  readonly variables?: readonly Variable[];
  readonly given?: JsonObject;
}

/** Runs scripts in es5 as they are printed. */
const printed = (sources: readonly string[], { responses = [], variables = [], given }: Bot = {}) => {
  const library = es5Library({ sources, responses, variables }) ?? '';
  const panels = sources.map((source) => printPanel({ dialect: 'es5', source }) ?? '');
  for (const source of [library, ...panels]) parse(source, { ecmaVersion: 5 });
  return runPanels(library, panels, given);
};

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** What one script in es5 asks for, in core's own dialect. */
const effectsOf = (source: string, variables: JsonObject): readonly ScriptEffect[] => {
  const effects: ScriptEffect[] = [];
  const copy = structuredClone(variables) as JsonObject;
  const host = {
    read: (_: string, name: string) => (Object.hasOwn(copy, name) ? copy[name] : null),
    emit: (effect: ScriptEffect) => effects.push(effect),
  };
  const context = createContext({});
  runInContext(`(function (host, global) {${es5Dialect.prelude}})`, context)(host, context);
  runInContext(source, context);
  return effects.map(
    (effect) => asJson('value' in effect ? { ...effect, value: effect.value ?? null } : effect) as unknown as ScriptEffect,
  );
};

/** What the platform is asked for these effects. */
const expected = (sources: readonly string[], given: JsonObject = {}) => {
  const variables: { [name: string]: Json } = { ...given };
  const calls: unknown[][] = [];
  for (const source of sources) {
    const effects = effectsOf(source, variables);
    const isStopped = effects.some(({ kind }) => kind === 'stop');
    const texts = effects.flatMap((effect) => (effect.kind === 'send' && effect.text !== '' ? [effect.text] : []));
    for (const effect of effects) {
      if (effect.kind === 'set') variables[effect.name] = storedValue(effect.value, 'text', effect.name);
      if (effect.kind === 'send' && effect.text !== '' && !isStopped) calls.push(['sendMessage', effect.text]);
      if (effect.kind === 'goto') calls.push(['setTriggerNextMessage', effect.name]);
      if (effect.kind === 'delay') calls.push(['setMessageDelay', effect.delayMs]);
    }
    if (isStopped) calls.push(['sendImmediateReply', texts.length > 0 ? texts : 'BLANK_MESSAGE']);
  }
  return { variables, calls };
};

describe('es5 on botContext', () => {
  test('is readable, and is read back as it was', () => {
    const source = '// Greets.\nif (get("city") !== null) {\n  send("Hello from " + get("city"));\n}';
    const panel = printPanel({ dialect: 'es5', source }, 'dragoman:1 {"kind":"acme/greeting"} 0123456789abcdef');
    expect(panel).toBe(
      '// dragoman:1 {"kind":"acme/greeting"} 0123456789abcdef\n' +
        'dragoman.run(["get", "send"], function (get, send) {\n' +
        '// Greets.\nif (get("city") !== null) {\n  send("Hello from " + get("city"));\n}\n' +
        '});',
    );
    expect(readPanel(panel ?? '', { restore: true })).toEqual({
      script: { dialect: 'es5', source },
      marker: 'dragoman:1 {"kind":"acme/greeting"} 0123456789abcdef',
    });
    expect(readPanel(panel ?? '', { restore: false }).script?.dialect).toBe('liveperson');
  });

  test("the platform's own scripts stay as they are", () => {
    const source = 'botContext.sendMessage("hi");\n';
    expect(printPanel({ dialect: 'liveperson', source })).toBe(source);
    expect(readPanel(source, { restore: true })).toEqual({ script: { dialect: 'liveperson', source } });
    expect(printPanel(undefined, 'dragoman:1 {} 0123456789abcdef')).toBe('// dragoman:1 {} 0123456789abcdef');
    expect(readPanel('// dragoman:1 {} 0123456789abcdef', { restore: true })).toEqual({ marker: 'dragoman:1 {} 0123456789abcdef' });
    expect(printPanel(undefined)).toBeUndefined();
  });

  test('whatever a script is, it comes back; whatever a panel is, it is printed as it was', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\n', '});', 'dragoman.run(', 'get(', '"', ' ', '// dragoman:1 ') }),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (source, restore) => {
        const panel = printPanel({ dialect: 'es5', source }) ?? '';
        expect(readPanel(panel, { restore: true }).script).toEqual({ dialect: 'es5', source });
        const { script, marker } = readPanel(source, { restore });
        expect(printPanel(script, marker) ?? '').toBe(source.replace(/^(\/\/ dragoman:1 [^\n]*)\n$/, '$1'));
      }),
    );
  });

  test.each([
    [
      'sets numbers as text',
      ['set("n", 10); set("yes", true); set("list", [1, { a: null }]);', 'set("sum", get("n") + 1); set("first", get("list")[0]);'],
    ],
    ['sees its own writes as what they are', ['set("n", 2); set("n", get("n") + 1); send(get("n"));']],
    ['reads null where nothing is set', ['set("a", get("none") === null); set("none", undefined); set("b", get("none") === null);']],
    ['gives the same object twice', ['get("order").state = "paid"; set("state", get("order").state);']],
    [
      'sets what an object holds in the end',
      ['var a = { n: 1 }; set("a", a); a.n = 2; get("order").state = "lost";', 'set("b", get("a").n + get("order").state);'],
    ],
    ['sends and goes', ['send("one"); send(""); goto("Ask"); send({ a: 1 }); delay(250);']],
    ['stops with what it sent', ['send("last"); stop(); set("done", 1);']],
    ['stops in silence', ['stop();']],
    ['passes dates as text', ['set("d", new Date(0)); set("nan", 0 / 0);']],
    ['keeps its own functions', ['function send(text) { set("said", text); } send("x");']],
  ])('%s', (_, sources) => {
    const given = { city: 'Utrecht', order: { state: 'open' } };
    const { variables, calls } = printed(sources, { given });
    const wanted = expected(sources, given);
    expect(calls).toEqual(wanted.calls);
    expect(variables).toEqual(wanted.variables);
  });

  test('any script asks for the same on both', () => {
    const name = fc.constantFrom('"a"', '"b"', '"constructor"', '"slot.size"');
    const value = fc.oneof(
      fc.constantFrom('1', 'true', '"x"', 'null', 'undefined', '[1, "2"]', '{ a: 1.5 }', '""'),
      name.map((variable) => `get(${variable})`),
    );
    const statement = fc.oneof(
      fc.tuple(name, value).map(([variable, said]) => `set(${variable}, ${said});`),
      fc.tuple(name, value).map(([variable, said]) => `if (get(${variable}) == ${said}) goto("Next");`),
      value.map((said) => `send(${said});`),
      fc.constantFrom('stop();', 'delay(10);', 'goto("Ask");'),
    );
    const script = fc.array(statement, { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.array(script, { minLength: 1, maxLength: 3 }), (sources) => {
        const { variables, calls } = printed(sources);
        expect({ variables, calls }).toEqual(expected(sources));
      }),
      { numRuns: 200 },
    );
  });

  test('a script that fails does nothing, and the next one runs', () => {
    for (const fault of ['throw new Error("on purpose");', 'var loop = {}; loop.loop = loop; set("loop", loop);']) {
      const sources = [`set("a", 1); send("x"); ${fault}`, 'set("b", get("a"));'];
      const library = es5Library({ sources, responses: [], variables: [] }) ?? '';
      const [first = '', second = ''] = sources.map((source) => printPanel({ dialect: 'es5', source }));
      const { calls, variables } = runPanels(library, [`try { ${first} } catch (error) {}\n${second}`]);
      expect([calls, variables]).toEqual([[], { b: null }]);
    }
  });

  test.each(['set("", 1);', 'get();', 'set("a", 1, "ever");', 'goto(1);', 'delay("1");', 'quickReplies("a");', 'resume("later");'])(
    '%s fails as it does in core',
    (source) => {
      expect(() => effectsOf(source, {})).toThrow();
      expect(() => printed([source])).toThrow();
    },
  );

  test('variables live as they are declared, or as the script says', () => {
    const variables: readonly Variable[] = [
      { name: 'once', scope: 'turn', type: 'text' },
      { name: 'always', scope: 'contact', type: 'text' },
      { name: 'dialog', scope: 'flow', type: 'text' },
    ];
    const source = 'set("once", 1); set("always", 1); set("dialog", 1); set("other", 1); set("said", 1, "turn"); set("toString", 1);';
    expect(printed([source], { variables }).lives).toEqual({
      once: 'request',
      always: 'ever',
      dialog: 'session',
      other: 'session',
      said: 'request',
      toString: 'session',
    });
  });

  test('everything else a script can ask for', () => {
    const { calls, lives } = printed([
      'privateSend("note"); quickReplies(["Yes", { label: "No", value: "n" }], "Sure?"); quickReplies(["A"]); textSplit(false); ' +
        'event("seen", { a: 1 }); event("bare"); log("here"); resume("drop"); platform("tally", {});',
    ]);
    expect(calls).toEqual([
      ['sendPrivateMessage', 'note'],
      ['sendMessageWithQuickReplies', 'Sure?', ['Yes~Yes', 'No~n']],
      ['addQuickReplies', ['A~A']],
      ['setAllowMaxTextResponse', true],
      ['logCustomEvent', 'hello', 'seen', '{"a":1}'],
      ['logCustomEvent', 'hello', 'bare', ''],
      ['printDebugMessage', 'here'],
    ]);
    expect(lives).toEqual({ skipPreviousDialog: 'request' });
  });
});

describe('responses', () => {
  const order = mapping('order', {
    rows: '$.lines',
    fields: [
      { name: 'status', path: '$.status' },
      { name: 'total', path: '$.total' },
      { name: 'title', path: '$.title', perRow: true },
      { name: 'price', path: '$.price', perRow: true },
    ],
  });
  const body = { status: 'open', total: 12.5, lines: [{ title: 'Mug', price: 3 }, { title: 'Cap' }] };
  const after = (status: number, jsonData?: string): JsonObject => ({
    api_orderStatus: status,
    ...(jsonData !== undefined && { api_order: { jsonData } }),
  });
  const read = (given: JsonObject, responses: readonly ResponseMapping[] = [order]) =>
    JSON.parse(String(printed(['set("copy", JSON.stringify(get("order")));'], { responses, given }).variables.copy)) as Json;

  test('have their fields, as text, and what only scripts read', () => {
    expect(read(after(200, JSON.stringify({ api_order: body })))).toEqual({
      status: 'open',
      total: '12.5',
      title: ['Mug', 'Cap'],
      price: ['3', null],
      $outcome: 'response',
      $status: 200,
      $body: body,
      $count: 2,
      $rows: [
        { title: 'Mug', price: '3' },
        { title: 'Cap', price: null },
      ],
    });
  });

  test('are null before the first call, and have no status where no response came', () => {
    expect(read({})).toBeNull();
    expect(read(after(0))).toEqual({ $outcome: 'error', title: [], price: [], $count: 0, $rows: [] });
    expect(read(after(502, 'Bad gateway'))).toMatchObject({ $outcome: 'response', $status: 502, title: [] });
  });

  test.each<[string, ResponseMapping, Json, JsonObject]>([
    ['a list', mapping('order', { rows: '$', fields: [{ name: 'id', path: '$.id', perRow: true }] }), [{ id: 1, more: 2 }], { id: ['1'] }],
    ['an object', mapping('order', { fields: [{ name: 'last', path: '$.ids[-1]' }] }), { ids: [6, 7] }, { last: '7' }],
  ])('show the body as it came, where a script added fields to %s', (_, response, given, fields) => {
    const read = 'set("copy", JSON.stringify(get("order")));';
    const library = es5Library({ sources: [read], responses: [response], variables: [] }) ?? '';
    const panels = [customDataOf({ response }).transform ?? '', printPanel({ dialect: 'es5', source: read }) ?? ''];
    const { variables } = runPanels(library, panels, after(200, JSON.stringify({ api_order: given })));
    expect(JSON.parse(String(variables.copy))).toMatchObject({ ...fields, $body: given });
  });

  test('can be replaced', () => {
    const sources = ['result("order", { status: "paid" });', 'set("now", get("order").status);'];
    const { variables } = printed(sources, { responses: [order], given: after(200, JSON.stringify({ api_order: body })) });
    expect(variables.now).toBe('paid');
  });

  test('of odd names are read', () => {
    const odd = mapping('__proto__', { fields: [{ name: 'a', path: '$.a' }] });
    const words = mapping('My "order"', { fields: [{ name: 'x\u2028y', path: "$['x y']" }] });
    const given = { 'api_My "order"Status': 200, 'api_My "order"': { jsonData: '{"api_My \\"order\\"":{"x y":1}}' } };
    const { variables } = printed([`set("copy", get(${JSON.stringify('My "order"')}).$body["x y"]);`], { responses: [odd, words], given });
    expect(variables.copy).toBe('1');
  });
});

describe('the library', () => {
  test('holds only what is in use, and is always the same', () => {
    const library = (source: string) => es5Library({ sources: [source], responses: [], variables: [] }) ?? '';
    expect(es5Library({ sources: [], responses: [], variables: [] })).toBeUndefined();
    expect(library('send("a");')).toContain('sendMessage');
    expect(library('send("a");')).not.toMatch(/setBotVariable|getBotVariable|responses|scopes/);
    expect(library('// get\nvar x = "set"; x.goto();')).not.toMatch(/getBotVariable|setBotVariable|setTriggerNextMessage/);
    expect(library('send("a");')).toBe(library('send("b");'));
  });
});
