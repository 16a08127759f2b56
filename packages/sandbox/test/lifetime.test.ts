import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createSandbox } from '../src/index.ts';
import { openSandbox } from './sandbox.fixture.ts';

const { run, written } = openSandbox({ workers: 1 });

test('the time is that of the run, in UTC, wherever the machine stands', async () => {
  const source = `
    set("date", [new Date().toISOString(), Date.now(), Date(), new Date(2020, 5, 1, 12).getTime(), new Date(2020, 6, 1).getTimezoneOffset()]);
    set("kinds", [new Date() instanceof Date, new Date().constructor === Date, Date.length, Date.UTC(2020), Date.parse("2020")]);
    function Later() { return Reflect.construct(Date, [5], Later); } Later.prototype = Object.create(Date.prototype);
    set("own", new Later().getTime());`;
  expect(await written(source, { nowMs: Date.UTC(2024, 1, 29, 23, 59) })).toEqual({
    date: [
      '2024-02-29T23:59:00.000Z',
      Date.UTC(2024, 1, 29, 23, 59),
      expect.stringContaining('Feb 29 2024 23:59:00 GMT+0000'),
      Date.UTC(2020, 5, 1, 12),
      0,
    ],
    kinds: [true, true, 7, Date.UTC(2020), Date.UTC(2020)],
    own: 5,
  });
});

test('random numbers are even, and each run has its own', async () => {
  const numbers = (await written('var all = []; for (var i = 0; i < 2000; i++) all.push(Math.random()); set("all", all);')).all as number[];
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBe(numbers.length);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
  const seeds = await Promise.all([0, 0.1, 0.1001, 0.9999].map((seed) => written('set("first", Math.random())', { seed })));
  expect(new Set(seeds.map(({ first }) => first)).size).toBe(4);
});

test('a script can be cancelled before it begins, in line and while it runs', async () => {
  await expect(run('1', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  const stop = new AbortController();
  const [running, waiting, other] = [
    run('for (;;) {}', { signal: stop.signal }),
    run('send("waited")', { signal: stop.signal }),
    run('set("after", 1)'),
  ];
  setImmediate(() => stop.abort());
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(await other).toMatchObject({ kind: 'done' });
});

test('what is under way when the sandbox is disposed of is cancelled, and nothing begins after', async () => {
  const sandbox = createSandbox({ workers: 1 });
  const start = (source: string) =>
    sandbox.run({ script: { dialect: 'es5', source }, snapshot: {}, answers: [], nowMs: 0, seed: 0, timeoutMs: 5_000 });
  await start('1');
  const pending = [start('for (;;) {}'), start('1')].map((result) => result.catch(({ code }: { code: string }) => code));
  await sandbox.dispose();
  expect(await Promise.all([...pending, start('1').catch(({ code }: { code: string }) => code)])).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
  ]);
  await sandbox.dispose();
});

test('more than the memory holds is not read', async () => {
  const big = 'x'.repeat(20_000_000);
  expect(await run('send("read")', { variables: { big } })).toMatchObject({ kind: 'failed', problem: 'memory' });
  expect(await run(`/*${big}*/`)).toMatchObject({ kind: 'failed', problem: 'memory' });
  expect(await written('set("length", get("some").length)', { variables: { some: big.slice(0, 1_000_000) } })).toEqual({
    length: 1_000_000,
  });
});

test('limits are those that were given', async () => {
  const small = openSandbox({ workers: 1, limits: { effects: 2, outputLength: 100 } });
  expect(await small.run('send(1); send(2); send(3)')).toMatchObject({ problem: 'output', message: 'it asked for more than 2 things' });
  expect(await small.run('send(new Array(101).join("x"))')).toMatchObject({ problem: 'output' });
  const large = openSandbox({ workers: 1, limits: { memoryBytes: 128 * 1024 * 1024 } });
  const source = 'set("length", new Uint8Array(64e6).length)';
  expect(await large.written(source)).toEqual({ length: 64e6 });
  expect(await run(source)).toMatchObject({ problem: 'memory' });
});

test('a process that has nothing else to do ends, with threads that were never ended', async () => {
  const program = `
    import { createSandbox } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    const result = await createSandbox().run({ script: { dialect: 'es5', source: 'send("hi")' }, snapshot: {}, answers: [], nowMs: 0, seed: 0, timeoutMs: 5000 });
    console.log(JSON.stringify(result));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@dragoman/source', '--input-type=module', '--eval', program],
    { cwd: fileURLToPath(new URL('..', import.meta.url)), timeout: 30_000, env: { ...process.env, TZ: 'America/New_York' } },
  );
  expect(JSON.parse(stdout)).toEqual({ kind: 'done', effects: [{ kind: 'send', text: 'hi' }] });
});
