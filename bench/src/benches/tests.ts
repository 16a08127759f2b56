import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DragomanError } from '@dragoman/core';
import { defineBench, type Figure } from '../harness/define-bench.ts';
import { delayMsOfCase, deskBot, deskTests } from '../work/desk-tests.ts';

const cases = 1_000;
const speed = `real time of the pauses of ${cases} conversation tests / time of the tests`;
const cores = 'cores that were busy';

/** How long a bot developer waits for many conversation tests: the whole command, from its start to its end. */
export default defineBench({
  name: 'tests',
  bars: { [speed]: { atLeast: 20 }, ...(availableParallelism() > 1 && { [cores]: { atLeast: 1.3 } }) },
  async *run({ note, defer }) {
    const folder = await mkdtemp(join(tmpdir(), 'dragoman-bench-'));
    defer(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'desk.bot.json'), JSON.stringify(deskBot));
    await writeFile(join(folder, 'desk.test.json'), JSON.stringify(deskTests('desk.bot.json', cases)));
    note(`holding ${cases} conversations`);
    const startedMs = performance.now();
    const cpuMs = await runTests(folder);
    const durationMs = performance.now() - startedMs;
    yield { figure: speed, value: (cases * delayMsOfCase) / durationMs, unit: 'x' } satisfies Figure;
    yield { figure: cores, value: cpuMs / durationMs, unit: 'cores' } satisfies Figure;
    yield { figure: 'one test', value: durationMs / cases, unit: 'ms' } satisfies Figure;
    yield {
      figure: 'CPU time of one test, its share of the start of the command included',
      value: cpuMs / cases,
      unit: 'ms',
    } satisfies Figure;
  },
});

/** Runs the command as people do. Gives the CPU time it took, of all its threads. */
const runTests = async (cwd: string): Promise<number> => {
  const bin = join(createRequire(import.meta.url).resolve('dragoman/package.json'), '../bin/dragoman.ts');
  const child = spawn(process.execPath, ['--conditions=@dragoman/source', `--import=${cpuAtExit}`, bin, 'test', 'desk.test.json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  const cpu = /cpu (\d+)/.exec(stderr)?.[1];
  if (code !== 0 || cpu === undefined || !stdout.startsWith(`${cases} passed`))
    throw new DragomanError(`The tests failed: ${stdout.slice(-500)}${stderr.slice(-500)}`, { code: 'internal' });
  return Number(cpu) / 1_000;
};

const cpuAtExit = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads';
  const tell = () => { const { user, system } = process.cpuUsage(); process.stderr.write('cpu ' + (user + system)); };
  if (isMainThread) process.on('exit', tell);
`)}`;
