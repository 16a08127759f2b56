import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSandbox } from './sandbox.fixture.ts';

// One thread, so that each script runs where the one before it did.
const { run, written } = openSandbox({ workers: 1 });

describe('a way out', () => {
  const reach = (how: string): string => `var found; try { found = ${how}; } catch (e) { found = "no"; } set("found", String(found))`;

  test.each([
    ['the constructor of a function', '(function () {}).constructor("return typeof process")()'],
    ['the constructor of what the host gave', 'get("given").constructor.constructor("return typeof process")()'],
    ['the constructor of a function of the host', 'get.constructor("return typeof process")()'],
    [
      'the constructor of an error of the host',
      '(function () { try { get(""); } catch (e) { return e.constructor.constructor("return typeof process")(); } })()',
    ],
    ['the caller of a function', 'typeof (function f() { return f.caller; })()'],
    ['the callee of a function of the host', 'typeof get.caller'],
    ['indirect eval', '(0, eval)("typeof process")'],
    ['the generator’s constructor', '(function* () {}).constructor("return typeof process")().next().value'],
    ['this', 'typeof (function () { return this; })().process'],
    [
      'the stack of an error',
      '(function () { Error.prepareStackTrace = function (e, s) { return typeof s[0].getThis(); }; return typeof process + new Error().stack.length * 0; })().replace("0", "")',
    ],
    ['modules', 'typeof require'],
    ['WebAssembly', 'typeof WebAssembly'],
  ])('%s leads nowhere', async (_what, how) => {
    const { found } = await written(reach(how), { variables: { given: { a: [1] } } });
    expect(['undefined', 'no', 'object']).toContain(found);
    if (found === 'object') expect(how).toContain('caller');
  });

  test('an import asks nobody', async () => {
    expect(await run('import("node:fs").then(function (fs) { set("fs", typeof fs); })')).toMatchObject({ kind: 'failed' });
    expect(await run('import fs from "node:fs";')).toMatchObject({ kind: 'failed', problem: 'throw' });
  });

  test('nothing but the language and the dialect is global', async () => {
    const { names } = await written('set("names", Object.getOwnPropertyNames((function () { return this; })()))');
    const language = Object.getOwnPropertyNames(globalThis);
    expect((names as readonly string[]).filter((name) => !language.includes(name)).toSorted()).toEqual(
      [
        ...['InternalError', '__date_clock'].filter((name) => (names as readonly string[]).includes(name)),
        ...'delay event get goto log names platform privateSend quickReplies result resume send set stop textSplit'.split(' '),
      ]
        .filter((name) => name !== 'names')
        .toSorted(),
    );
  });
});

describe('two runs', () => {
  test.each([
    [
      'globals',
      'leaked = 1; var leakedToo = 1; this.leakedThird = 1;',
      '[typeof leaked, typeof leakedToo, typeof leakedThird]',
      ['undefined', 'undefined', 'undefined'],
    ],
    [
      'lexical names',
      'let leaked = 1; const leakedToo = 2;',
      '(function () { try { return leaked; } catch (e) { return "gone"; } })()',
      'gone',
    ],
    [
      'prototypes',
      'Object.prototype.leaked = 1; Array.prototype.leaked = 1; String.prototype.trim = null;',
      '[typeof {}.leaked, typeof [].leaked, typeof "".trim]',
      ['undefined', 'undefined', 'function'],
    ],
    [
      'functions of the dialect',
      'get = send = null; set.leaked = 1;',
      '[typeof get, typeof send, typeof set.leaked]',
      ['function', 'function', 'undefined'],
    ],
    [
      'functions of the language',
      'JSON.parse = JSON.stringify = Date = Math.random = null;',
      '[typeof JSON.parse, typeof Date, typeof Math.random]',
      ['function', 'function', 'function'],
    ],
    ['symbols, and what is kept by them', 'Object.prototype[Symbol.for("leaked")] = 1;', 'typeof {}[Symbol.for("leaked")]', 'undefined'],
    ['regular expressions', '/(leaked)/.exec("leaked");', 'String(RegExp.$1)', 'undefined'],
    ['values of the host', 'get("given").leaked = 1;', 'typeof get("given").leaked', 'undefined'],
  ])('share no %s', async (_what, first, probe, seen) => {
    const variables = { given: { a: 1 } };
    await run(first, { variables });
    expect(await written(`set("seen", ${probe})`, { variables })).toEqual({ seen });
  });

  test('are the same when they are given the same, whatever ran between them', async () => {
    const source = `
      var words = [];
      for (var i = 0; i < 200; i++) words.push({ n: Math.random(), at: new Date(i).toISOString() });
      set("words", words);
      set("keys", Object.getOwnPropertyNames(this).length);
      set("stack", new Error("x").stack);`;
    const first = await run(source);
    await run('var big = []; for (var i = 0; i < 20000; i++) big.push({ of: "x" + i }); leaked = big;');
    await run('throw new Error("on purpose")');
    expect(await run(source)).toEqual(first);
  });
});

describe('what crosses', () => {
  test('comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noNegativeZero: true } as fc.JsonSharedConstraints), async (value) => {
        const given = JSON.parse(JSON.stringify(value));
        expect(await written('set("out", get("given"))', { variables: { given } })).toEqual({ out: given });
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['zeros and line ends', 'a\u0000b\r\nc\u2028d'],
    ['halves of pairs', '\ud800 and \udfff'],
    ['all planes', 'é €\u{1f600}\u{10ffff}'],
  ])('keeps %s', async (_what, text) => {
    expect(await written(`set("out", get("given")); set("own", ${JSON.stringify(text)})`, { variables: { given: text } })).toEqual({
      out: text,
      own: text.isWellFormed() ? text : expect.any(String),
    });
  });

  test('a key __proto__ is a key like others', async () => {
    const given = JSON.parse('{ "__proto__": { "polluted": 1 } }');
    const out = await written('set("__proto__", { polluted: 1 }); set("seen", typeof {}.polluted); set("given", get("given"))', {
      variables: { given },
    });
    expect(JSON.stringify(out)).toContain('"given":{"__proto__":{"polluted":1}}');
    expect(out.seen).toBe('undefined');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('is refused when a script spoils it', async () => {
    const evil = 'Object.prototype.toJSON = function () { return { kind: "evil", text: {} }; }; send("x");';
    expect(await run(evil)).toMatchObject({ kind: 'failed', problem: 'throw' });
    const partial = 'Object.prototype.toJSON = function () { return { kind: "send" }; }; send("x");';
    expect(await run(partial)).toMatchObject({ kind: 'failed', message: expect.stringContaining('not complete (send)') });
    // QuickJS' own JSON.stringify stumbles over this; then nothing is kept.
    const setter = 'Object.defineProperty(Array.prototype, "0", { set: function () { throw new Error("spoiled"); } }); send("x");';
    expect(await run(setter)).toMatchObject({ kind: 'failed', problem: 'throw' });
  });

  test('is not changed by what a script does to the language afterwards', async () => {
    const source = `
      JSON.stringify = JSON.parse = Reflect.apply = Object.hasOwn = function () { throw new Error("spoiled"); };
      Array.prototype.push = Function.prototype.call = Function.prototype.apply = null;
      set("city", get("city")); send("done"); set("far", get("none"));`;
    expect(await run(source, { variables: { city: 'Utrecht' } })).toEqual({
      kind: 'done',
      effects: [
        { kind: 'set', name: 'city', value: 'Utrecht' },
        { kind: 'send', text: 'done' },
        { kind: 'set', name: 'far', value: null },
      ],
    });
  });
});
