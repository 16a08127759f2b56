import type { ScriptResult } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { openSandbox } from './sandbox.fixture.ts';

const { run, written } = openSandbox();

type Problem = Extract<ScriptResult, { readonly kind: 'failed' }>['problem'];

/** Scripts that mean harm, and what becomes of them. */
const probes: { readonly [what: string]: readonly [source: string, problem: Problem] } = {
  'an endless loop': ['for (;;) {}', 'deadline'],
  'an endless loop that catches everything': ['while (true) try { for (;;) {} } catch (e) {} finally { continue; }', 'deadline'],
  'a catastrophic regular expression': [`/^(a+)+$/.test(${JSON.stringify(`${'a'.repeat(50)}!`)})`, 'deadline'],
  'a catastrophic replacement': ['"a".repeat(40).replace(/(a|aa)+b/g, "")', 'deadline'],
  'strings that double': ['var list = [], s = "x"; for (;;) { s = s.length > 1e6 ? "x" : s + s; list.push(s + list.length); }', 'memory'],
  'a string as long as can be': ['"x".repeat(1e9)', 'memory'],
  'a long string in pieces': ['"x".repeat(2e7).split("")', 'memory'],
  'typed arrays': ['var list = []; for (;;) list.push(new Uint8Array(1e6));', 'memory'],
  'a typed array of 10 GB': ['new Uint8Array(1e10)', 'throw'],
  'an array of holes made text': ['new Array(1e9) + ""', 'deadline'],
  'an array that is filled': ['new Array(1e8).fill({})', 'memory'],
  'objects without end': ['var all = []; for (;;) all.push({ of: new Array(1000).join("x") + all.length });', 'memory'],
  'memory that is caught again and again': ['var list = []; for (;;) try { list.push(new Uint8Array(1e6)); } catch (e) {}', 'deadline'],
  'calls without end': ['(function f() { return f() + 1; })()', 'throw'],
  'calls without end, through natives': ['(function f() { [1].map(f); })()', 'throw'],
  'a source that is deep': [new Array(1e5).join('['), 'throw'],
  'a source that is deep, within': ['eval(new Array(1e5).join("["))', 'throw'],
  'a comparison that never ends': ['[3, 1, 2].sort(function () { for (;;) {} });', 'deadline'],
  'a generator that never ends': ['for (var one of (function* () { for (;;) yield 1; })()) {}', 'deadline'],
  'a number of a million digits as text': ['(2n ** 1000000n).toString()', 'deadline'],
  'a search through holes': ['var a = []; a.length = 4294967295; a.indexOf(1);', 'deadline'],
  'a value that is deep': ['JSON.parse(new Array(1e6).join("["))', 'throw'],
  'a deep value that leaves': ['var a = {}; for (var i = 0; i < 1e5; i++) a = { a: a }; set("a", a);', 'throw'],
  'a deep value that has no room': ['var a = {}; for (var i = 0; i < 1e6; i++) a = { a: a }; set("a", a);', 'memory'],
  'a value that is deeper than anybody walks': ['var a = {}; for (var i = 0; i < 3000; i++) a = { a: a }; set("a", a);', 'output'],
  'a regular expression that is deep': ['new RegExp(new Array(1e5).join("("))', 'throw'],
  'endless microtasks': ['function again() { return Promise.resolve().then(again); } again();', 'throw'],
  'an endless async function': ['(async function () { for (;;) await null; })()', 'throw'],
  'a flood of effects': ['for (;;) send("x");', 'output'],
  'effects that are long': ['var s = new Array(2000).join("x"); for (var i = 0; i < 900; i++) send(s);', 'output'],
  'a getter that never ends, in what leaves': ['set("a", { get b() { for (;;) {} } });', 'deadline'],
  'a toJSON that never ends': ['set("a", { toJSON: function () { for (;;) {} } });', 'deadline'],
  'a proxy that never ends': ['set("a", new Proxy({}, { ownKeys: function () { for (;;) {} } }));', 'deadline'],
  'an error that never ends': ['throw new Proxy({}, { get: function () { for (;;) {} } });', 'throw'],
  'an error whose message never ends': ['throw { get message() { for (;;) {} } };', 'throw'],
  'a toString that never ends': ['send({ toJSON: function () { for (;;) {} } })', 'deadline'],
  'a value that holds itself': ['var a = {}; a.a = a; set("a", a);', 'throw'],
};

describe.each(Object.entries(probes))('%s', (_what, [source, problem]) => {
  test('is stopped within its limit and a second, and the next script finds nothing of it', async () => {
    // What meets another limit has time enough to meet it, however busy the machine.
    const limitMs = problem === 'deadline' ? 200 : 20_000;
    const startedAt = performance.now();
    const result = await run(source, { timeoutMs: limitMs });
    const tookMs = performance.now() - startedAt;
    expect(result).toMatchObject({ kind: 'failed', problem });
    // Starting a thread is not the script's time, and other tests share the machine.
    expect(tookMs).toBeLessThan(limitMs + 1_000 + 2_000);
    expect(await written('set("sum", 40 + 2); set("kept", typeof list + typeof again + typeof all)')).toEqual({
      sum: 42,
      kept: 'undefinedundefinedundefined',
    });
  });
});

test('scripts that mean well go on beside scripts that do not', async () => {
  const enough = new AbortController();
  const hostile = [
    run('for (;;) {}', { timeoutMs: 50_000, signal: enough.signal }),
    run('new Array(1e9) + ""', { timeoutMs: 100 }),
    run('throw new Error("on purpose")'),
  ].map((result) => result.catch(({ code }: { code: string }) => code));
  for (let number = 0; number < 20; number += 1) expect(await written(`set("sum", ${number} + 1)`)).toEqual({ sum: number + 1 });
  enough.abort();
  expect(await Promise.all(hostile)).toMatchObject(['cancelled', { problem: 'deadline' }, { problem: 'throw' }]);
});

test('the thread that waits is not held up by scripts that compute', async () => {
  const ticks: number[] = [];
  const ticking = setInterval(() => ticks.push(performance.now()), 5);
  await Promise.all([run('for (;;) {}', { timeoutMs: 400 }), run('new Array(1e9) + ""', { timeoutMs: 400 })]);
  clearInterval(ticking);
  // On a machine that does nothing else it ticks 80 times; one that is held up ticks once.
  expect(ticks.length).toBeGreaterThan(10);
});

test('floods of hostile scripts leave the sandbox as able as before', async () => {
  const sources = Object.values(probes).map(([source]) => source);
  const flood = await Promise.all([...sources, ...sources].map((source) => run(source, { timeoutMs: 50 })));
  expect(flood.every(({ kind }) => kind === 'failed')).toBe(true);
  expect(await written('set("sum", 1 + 1)')).toEqual({ sum: 2 });
});

test('memory that one script was refused is not held against the next', async () => {
  // The thread that is free is the one that was used last.
  expect(await run('try { new Uint8Array(1e9); } catch (e) {}')).toMatchObject({ kind: 'done' });
  expect(await run('throw null')).toMatchObject({ problem: 'throw' });
});
