import { definePlugin, provide, type ScriptDialect, ScriptEngine } from '@dragoman/core';
import { createContainer } from '@dragoman/core/container';
import { describe, expect, test } from 'vitest';
import { createSandbox, sandbox as sandboxPlugin } from '../src/index.ts';
import { openSandbox } from './sandbox.fixture.ts';

/** What a vendor's way of scripting needs: an object of functions, reads of several kinds, an end in the middle, own syntax. */
const vendor: ScriptDialect = {
  id: 'vendor',
  prelude: `
    function HashMap(entries) { for (var name in entries) this[name] = entries[name]; }
    Object.defineProperty(HashMap.prototype, "keySet", { value: function () { return Object.keys(this); } });
    global.each = function (list) { return list; };
    global.botContext = {
      getBotVariable: function (name) { return host.read("variables", name); },
      setBotVariable: function (name, value, session) {
        host.emit({ kind: "set", name: name, value: value, scope: session ? "session" : "turn" });
      },
      isApiExecutionSuccessful: function () { var call = host.read("lastCall"); return call !== null && call.ok; },
      getContextDataForUser: function (namespace, name) { return host.read("context", "user", namespace, name); },
      getAllContextDataForUser: function (namespace) { return new HashMap(host.read("context", "user", namespace)); },
      textOf: function (name, field) { return field === undefined ? host.text("variables", name) : host.text("variables", name, field); },
      part: function (text) { return host.json(text, "x", "y"); },
      setJson: function (name, text) { host.emit({ kind: "set", name: name, value: host.json(text) }); },
      getLPAccountId: function () { return host.read("cloud", "accountId"); },
      sendImmediateReply: function (text) { host.emit({ kind: "send", text: text }); host.emit({ kind: "stop" }); host.end(); },
      now: function () { return [host.nowMs(), host.random() === Math.random()]; }
    };`,
  prepare: (source) => source.replace(/for each \((var \w+) in /g, 'for      ($1 of '),
};

const { sandbox, run, effects, written } = openSandbox({ workers: 1, dialects: [vendor] });
const asVendor = { dialect: 'vendor' };

describe('a dialect of a platform', () => {
  test('has its own functions, and none of another dialect', async () => {
    expect(sandbox.dialects).toEqual(['es5', 'vendor']);
    const source = 'botContext.setBotVariable("seen", typeof get + typeof botContext, true);';
    expect(await effects(source, asVendor)).toEqual([{ kind: 'set', name: 'seen', value: 'undefinedobject', scope: 'session' }]);
    expect(await written('set("seen", typeof get + typeof botContext)')).toEqual({ seen: 'functionundefined' });
  });

  test('reads any part of what it was given, as one live object', async () => {
    const source = `
      var order = botContext.getBotVariable("api_order");
      order.jsonData = JSON.stringify({ api_order: JSON.parse(order.jsonData).api_order.length });
      botContext.setBotVariable("api_order", botContext.getBotVariable("api_order"), true);
      botContext.setBotVariable("ok", botContext.isApiExecutionSuccessful(), true);`;
    const snapshot = { variables: { api_order: { jsonData: '{"api_order":[1,2]}' } }, lastCall: { ok: true } };
    expect(await written(source, { ...asVendor, snapshot })).toEqual({ api_order: { jsonData: '{"api_order":2}' }, ok: true });
  });

  test('asks for what is not there, one thing after the other, and builds its own objects of the answers', async () => {
    const source = `
      try { var account = botContext.getLPAccountId(); } catch (e) { account = "caught"; }
      var keys = []; for each (var key in botContext.getAllContextDataForUser("shop").keySet()) keys.push(key);
      botContext.setBotVariable("seen", [account, keys], true);`;
    const answers = [];
    const account = await run(source, asVendor);
    expect(account).toEqual({ kind: 'miss', miss: { name: 'cloud', arguments: ['accountId'] } });
    if (account.kind === 'miss') answers.push({ miss: account.miss, value: '123' });
    const data = await run(source, { ...asVendor, answers });
    expect(data).toEqual({ kind: 'miss', miss: { name: 'context', arguments: ['user', 'shop'] } });
    if (data.kind === 'miss') answers.push({ miss: data.miss, value: { color: 'red', size: 4 } });
    expect(await written(source, { ...asVendor, answers })).toEqual({ seen: ['123', ['color', 'size']] });
  });

  test('a miss stands, whatever the script does after it', async () => {
    const miss = { kind: 'miss', miss: { name: 'cloud', arguments: ['accountId'] } };
    const read = 'try { botContext.getLPAccountId(); } catch (e) {}';
    expect(await run(`${read} botContext.setBotVariable("a", 1); throw new Error("late");`, asVendor)).toEqual(miss);
    expect(await run(`${read} for (;;) {}`, { ...asVendor, timeoutMs: 50 })).toEqual(miss);
  });

  test('can end a script in the middle', async () => {
    const source = 'try { botContext.sendImmediateReply("Bye."); } catch (e) {} botContext.sendImmediateReply("Never.");';
    expect(await effects(source, asVendor)).toEqual([{ kind: 'send', text: 'Bye.' }, { kind: 'stop' }]);
  });

  test('reads a long value as text, until somebody has read it as a value', async () => {
    const items = Array.from({ length: 100 }, (_, index) => ({ index, name: `item ${index}` }));
    const snapshot = { variables: { order: { $status: 200, $body: { items }, note: 'x'.repeat(600) }, short: { a: 1 } } };
    const source = `
      var before = botContext.textOf("order", "$body");
      var order = botContext.getBotVariable("order"), names = Object.keys(order);
      order.$body.items.length = 1;
      botContext.setBotVariable("seen", [JSON.parse(before).items.length, botContext.textOf("order", "$body"), names, order.note.length], true);
      botContext.setBotVariable("short", [botContext.textOf("short"), botContext.textOf("none"), botContext.textOf("short", "a")], true);
      order.note = "new"; botContext.setBotVariable("note", botContext.getBotVariable("order").note, true);`;
    expect(await written(source, { ...asVendor, snapshot })).toEqual({
      seen: [100, '{"items":[{"index":0,"name":"item 0"}]}', ['$status', '$body', 'note'], 600],
      short: ['{"a":1}', 'null', '1'],
      note: 'new',
    });
  });

  test('hands over text that is JSON as the value it is, and fails with text that is none', async () => {
    const source = (text: string): string => `botContext.setJson("a", ${JSON.stringify(text)}); botContext.setBotVariable("b", 1, true);`;
    expect(await written(source('{"x":[1,"é"]}'), asVendor)).toEqual({ a: { x: [1, 'é'] }, b: 1 });
    expect(await written('botContext.setBotVariable("a", botContext.part("{\\"x\\":{\\"y\\":[1]}}"), true)', asVendor)).toEqual({ a: [1] });
    for (const text of ['{x:1}', '', '1},{"kind":"stop"', '}'])
      expect(await run(source(text), asVendor)).toMatchObject({ kind: 'failed', problem: 'throw' });
  });

  test('shares time and chance with the language', async () => {
    expect(await written('botContext.setBotVariable("now", botContext.now(), true)', { ...asVendor, nowMs: 77 })).toEqual({
      now: [77, false],
    });
  });

  test('is prepared without moving what is where', async () => {
    expect(await run('for each (var x in [1]) {}\n  null.x', asVendor)).toMatchObject({ line: 2, column: 7 });
    expect(await run('late()', { ...asVendor, globals: 'function late() {\n for each (var x in [1]) null.x;\n}' })).toMatchObject({
      line: 2,
      inGlobals: true,
    });
  });

  test('a value that is complete reads as nothing where it has none', async () => {
    const source = 'botContext.setBotVariable("a", [botContext.getBotVariable("none"), botContext.isApiExecutionSuccessful()], true)';
    expect(await written(source, { ...asVendor, complete: ['variables', 'lastCall'] })).toEqual({ a: [null, false] });
  });
});

describe('what cannot be contained is not run', () => {
  test('a dialect nobody brought', async () => {
    await expect(run('1', { dialect: 'tally' })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/"tally", and only es5, vendor can be run/),
    });
  });

  test('a prelude that fails, and others still run', async () => {
    const broken = openSandbox({ workers: 1, dialects: [{ id: 'broken', prelude: 'throw new Error("no such luck");' }] });
    const refused = broken.run('1', { dialect: 'broken' });
    await expect(refused).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/broken could not be made: .*no such luck/),
    });
    expect(await broken.written('set("a", 1)')).toEqual({ a: 1 });
  });

  test('a source that cannot be prepared', async () => {
    const picky = openSandbox({
      dialects: [
        {
          id: 'picky',
          prelude: '',
          prepare: () => {
            throw new RangeError('not like this');
          },
        },
      ],
    });
    expect(await picky.run('1', { dialect: 'picky' })).toEqual({ kind: 'failed', problem: 'throw', message: 'not like this' });
  });

  test('two dialects of one id', () => {
    const open = () => createSandbox({ dialects: [vendor, { id: 'vendor', prelude: '' }] });
    expect(open).toThrow(/two script dialects called vendor/);
  });
});

test('in a container it has the dialects of the options, and ends with it', async () => {
  const container = createContainer([sandboxPlugin({ dialects: [vendor] }), definePlugin({ name: 'other', providers: [] })]);
  const engine = container.get(ScriptEngine);
  expect(engine.dialects).toEqual(['es5', 'vendor']);
  await container.dispose();
  const late = engine.run({ script: { dialect: 'es5', source: '1' }, snapshot: {}, answers: [], nowMs: 0, seed: 0, timeoutMs: 100 });
  await expect(late).rejects.toMatchObject({ code: 'cancelled' });
  expect(() =>
    createContainer([sandboxPlugin(), definePlugin({ name: 'other', providers: [provide(ScriptEngine, () => engine)] })]),
  ).toThrow();
});
