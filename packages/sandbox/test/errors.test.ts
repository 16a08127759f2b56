import { describe, expect, test } from 'vitest';
import { openSandbox } from './sandbox.fixture.ts';

const { run } = openSandbox({ workers: 1 });

describe('a script that fails is told by its place', () => {
  test.each([
    ['a throw', 'var a = 1;\n\n  throw new Error("too bad");', { message: 'Error: too bad', line: 3, column: 18 }],
    [
      'a mistake',
      'var a = 1;\nfunction f() {\n  return null.x;\n}\nf();',
      { line: 3, message: "TypeError: cannot read property 'x' of null" },
    ],
    ['what cannot be read', 'var a = 1;\nvar = 2;', { line: 2, column: 5, message: expect.stringContaining('SyntaxError') }],
    ['a name nobody knows', '\n\nmissing();', { line: 3, column: 1, message: "ReferenceError: 'missing' is not defined" }],
    [
      'a mistake in a call of the dialect',
      '\nset("", 1);',
      { line: 2, message: 'TypeError: what set writes to is a text that is not empty' },
    ],
    ['a mistake in a native', '\n["a"].map(function (x) {\n  return x.y.z;\n});', { line: 3 }],
    ['too many effects', '\nfor (;;) send("x");', { line: 2, problem: 'output', message: 'it asked for more than 1000 things' }],
    ['a thrown text', 'throw "no luck"', { message: 'no luck' }],
    ['a thrown number', 'throw 42', { message: '42' }],
    ['a thrown object', 'throw { code: 7 }', { message: '{"code":7}' }],
    ['a thrown object with a message', 'throw { message: "no luck" }', { message: 'no luck' }],
    ['nothing thrown', 'throw undefined', { message: 'undefined' }],
    ['a symbol thrown', 'throw Symbol("s")', { message: 'Symbol(s)' }],
    [
      'an error of its own kind',
      'function Own(m) { this.name = "Own"; this.message = m; } Own.prototype = new Error(); throw new Own("mine")',
      { message: 'Own: mine' },
    ],
  ])('%s', async (_what, source, told) => {
    expect(await run(source, { timeoutMs: 100 })).toMatchObject({ kind: 'failed', problem: 'throw', ...told });
  });

  test('a loop without end is told at least by its function', async () => {
    const result = await run('var a = 1;\nfunction f() {\n  for (;;) {\n    a = Math.abs(a);\n  }\n}\nf();', { timeoutMs: 100 });
    expect(result).toMatchObject({ problem: 'deadline', message: 'it took longer than 100 ms' });
    expect([2, 3, 4]).toContain(result.kind === 'failed' && result.line);
    expect(await run('for (;;) {}', { timeoutMs: 100 })).toEqual({
      kind: 'failed',
      problem: 'deadline',
      message: 'it took longer than 100 ms',
    });
  });

  test('a place in the globals is one there', async () => {
    const globals = 'var a = 1;\nfunction price(order) {\n  return order.total.amount;\n}';
    expect(await run('price({})', { globals })).toEqual({
      kind: 'failed',
      problem: 'throw',
      inGlobals: true,
      message: "TypeError: cannot read property 'amount' of undefined",
      line: 3,
      column: expect.any(Number),
    });
    expect(await run('1', { globals: 'var = 1' })).toMatchObject({
      line: 1,
      inGlobals: true,
      message: expect.stringMatching(/^SyntaxError/),
    });
  });

  test('a stack that a script made up is no harm', async () => {
    expect(await run('var e = new Error("x"); e.stack = "    at f (script:1e9:x)\\n at evil"; throw e;')).toMatchObject({
      message: 'Error: x',
    });
  });
});

describe('a message holds no value a script read', () => {
  const variables = { card: 'Jansen4111', list: '[1, Jansen4111]' };
  test.each([
    ['a property of nothing', 'undefined[get("card")].x'],
    ['a property that is computed', 'var o = {}; o.a[get("card")];'],
    ['JSON that is none', 'JSON.parse(get("list"))'],
    ['JSON that is no word', 'JSON.parse(get("card"))'],
    ['what is evaluated', 'eval(get("card"))'],
    ['what is evaluated as a function', 'new Function(get("card") + " x")()'],
    ['a property that cannot be written', '"use strict"; var o = {}; o[get("card")] = 1; Object.freeze(o); o[get("card")] = 2;'],
    [
      'a class with a computed name',
      'var o = {}; o[get("card")] = null; new (Object.defineProperty(function () { return 1; }.bind(null), "name", { value: get("card") }).prototype)',
    ],
    ['an arrow with a computed name', 'var f = (() => 1); Object.defineProperty(f, "name", { value: get("card") }); new f()'],
    ['a set of what is not there', 'null[get("card")] = 1'],
    ['a regular expression', 'new RegExp("(" + get("card"))'],
    ['a date', 'new Date(get("card") + "x").toISOString()'],
    ['a large number', 'BigInt(get("card"))'],
    ['a label', 'get("card").normalize(get("card"))'],
  ])('%s', async (_what, source) => {
    const result = await run(source, { variables });
    expect(result).toMatchObject({ kind: 'failed', problem: 'throw' });
    expect(JSON.stringify(result)).not.toContain('Jansen');
  });

  test('unless the script itself says it', async () => {
    expect(await run('throw new Error("no card " + get("card"))', { variables })).toMatchObject({ message: 'Error: no card Jansen4111' });
  });

  test('a message is not longer than a page', async () => {
    const result = await run('throw new Error("x".repeat(1e6))');
    expect(result.kind === 'failed' && result.message.length).toBeLessThan(1_100);
  });
});
