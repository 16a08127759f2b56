import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DragomanError, type ScriptResult } from '@dragoman/core';
import { createSandbox, type Sandbox } from '@dragoman/sandbox';
import { type Bar, type BenchContext, defineBench, type Figure } from '../harness/define-bench.ts';
import { drive, type Load, paceOf } from '../harness/drive.ts';
import { interleave } from '../harness/interleave.ts';
import { startProgram } from '../harness/start-program.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { createBareQuickJs } from '../work/bare-quickjs.ts';
import { hostileScripts } from '../work/hostile-scripts.ts';
import { bareTransform, transformDialects, transformed, transformRun } from '../work/transform.ts';

const threads = 2;
const limitMs = 300;
const contexts = 10_000;
const p50Figure = 'transform p50, sandbox with botContext / bare QuickJS';
const rateFigure = 'transforms a second, sandbox with botContext / bare QuickJS';
const blockingFigure = 'blocking of the event loop by hostile scripts, beyond that by busy threads';
const memoryFigure = `memory after ${contexts} more contexts`;
const overFigure = (what: string): string => `${what}: stopped past its limit`;

const bars: { readonly [figure: string]: Bar } = {
  [p50Figure]: { atMost: 1.0 },
  [rateFigure]: { atLeast: 1.1 },
  [blockingFigure]: { atMost: 50 },
  [memoryFigure]: { atMost: 16 },
  ...Object.fromEntries(Object.keys(hostileScripts).map((what) => [overFigure(what), { atMost: 1_000 }])),
};

/** What it costs to run scripts of strangers, and what they can do. */
export default defineBench({
  name: 'sandbox',
  bars,
  async *run({ note, defer }) {
    const sandbox = createSandbox({ dialects: transformDialects, workers: threads });
    defer(() => sandbox.dispose());
    note('transforming');
    yield* transformFigures(sandbox);
    note('running hostile scripts');
    for (const [what, source] of Object.entries(hostileScripts)) {
      const overMs: number[] = [];
      for (let round = 0; round < 3; round += 1) overMs.push((await elapsedMs(() => runHostile(sandbox, source))) - limitMs);
      yield { figure: overFigure(what), value: Math.max(...overMs), unit: 'ms' };
    }
    note('watching the event loop');
    yield* blockingFigures(sandbox);
    note(`making ${contexts} contexts`);
    yield* memoryFigures({ defer });
  },
});

const runHostile = (sandbox: Sandbox, source: string): Promise<ScriptResult> =>
  sandbox.run({ script: { dialect: 'es5', source }, snapshot: { variables: {} }, answers: [], nowMs: 0, seed: 0.5, timeoutMs: limitMs });

async function* transformFigures(sandbox: Sandbox): AsyncGenerator<Figure> {
  const bare = await createBareQuickJs();
  const expected = bare(bareTransform, 1_000);
  if (JSON.stringify(transformed(await sandbox.run(transformRun))) !== expected)
    throw new DragomanError('The two transforms give different results.', { code: 'internal' });
  const calls = {
    bare: async () => JSON.parse(bare(bareTransform, 1_000)),
    sandbox: async () => transformed(await sandbox.run(transformRun)),
  };
  for (const inFlight of [1, 2 * threads]) {
    const load: Load = { inFlight, durationMs: 300 };
    const slices = await interleave(
      { bare: async () => paceOf(await drive(calls.bare, load)), sandbox: async () => paceOf(await drive(calls.sandbox, load)) },
      { rounds: 27, warmUps: 3 },
    );
    for (const [name, paces] of Object.entries(slices)) {
      yield {
        figure: `transform, ${name}, ${inFlight} in flight`,
        value: median(paces.map(({ callsPerSecond }) => callsPerSecond)),
        unit: 'calls/s',
      };
      yield { figure: `transform p50, ${name}, ${inFlight} in flight`, value: median(paces.map(({ p50Ms }) => p50Ms)), unit: 'ms' };
    }
    if (inFlight === 1) {
      yield {
        figure: p50Figure,
        value: pairedRatio(
          slices.sandbox.map(({ p50Ms }) => p50Ms),
          slices.bare.map(({ p50Ms }) => p50Ms),
        ),
        unit: 'x',
      };
    } else {
      const rates = {
        sandbox: slices.sandbox.map(({ callsPerSecond }) => callsPerSecond),
        bare: slices.bare.map(({ callsPerSecond }) => callsPerSecond),
      };
      yield { figure: rateFigure, value: pairedRatio(rates.sandbox, rates.bare), unit: 'x' };
    }
  }
}

/** The longest this thread was held up: by hostile scripts, one of which costs a thread; by as many threads that just compute. */
async function* blockingFigures(sandbox: Sandbox): AsyncGenerator<Figure> {
  const hostile = ['endless loop', 'array of holes as text'].map((what) => hostileScripts[what] ?? '');
  const slices = await interleave(
    {
      hostile: () => longestDelayMs(() => Promise.all(hostile.map((source) => runHostile(sandbox, source)))),
      busy: () => longestDelayMs(() => Promise.all(hostile.map(() => spin(limitMs + 300)))),
    },
    { rounds: 9, warmUps: 2 },
  );
  yield { figure: 'blocking of the event loop by hostile scripts', value: median(slices.hostile), unit: 'ms' };
  yield { figure: 'blocking of the event loop by busy threads', value: median(slices.busy), unit: 'ms' };
  const excess = slices.hostile.map((delayMs, round) => delayMs - (slices.busy[round] ?? Number.NaN));
  yield { figure: blockingFigure, value: Math.max(0, median(excess)), unit: 'ms' };
}

const longestDelayMs = async (load: () => Promise<unknown>): Promise<number> => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await load();
  // What a thread's replacement costs belongs to it.
  await sleep(50);
  delay.disable();
  return delay.max / 1e6;
};

const spin = (durationMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const source = `const until = Date.now() + ${durationMs}; while (Date.now() < until);`;
    new Worker(source, { eval: true, execArgv: [] }).on('exit', () => resolve()).on('error', reject);
  });

async function* memoryFigures(context: Pick<BenchContext, 'defer'>): AsyncGenerator<Figure> {
  const program = await startProgram(context, 'many-contexts.ts', { arguments: [String(contexts)], nodeOptions: ['--expose-gc'] });
  const { grownBytes, residentBytes } = (await program.ask({})) as { readonly grownBytes: number; readonly residentBytes: number };
  yield { figure: 'memory of a process with two threads of scripts', value: residentBytes / 1e6, unit: 'MB' };
  yield { figure: memoryFigure, value: grownBytes / 1e6, unit: 'MB' };
}

const elapsedMs = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};
