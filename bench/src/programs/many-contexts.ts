import { once } from 'node:events';
import { createSandbox } from '@dragoman/sandbox';
import { transformDialects, transformed, transformRun } from '../work/transform.ts';

/*
 * Runs a script again and again, each time in a fresh context, and says by how much the process has grown between the
 * first ones and the last. Started with --expose-gc.
 */

const contexts = Number(process.argv[2] ?? 0);
const sandbox = createSandbox({ dialects: transformDialects, workers: 2 });

const runMany = async (count: number): Promise<void> => {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) transformed(await sandbox.run(transformRun));
  };
  await Promise.all([lane(), lane()]);
};

const residentBytes = async (): Promise<number> => {
  const readings: number[] = [];
  for (let pass = 0; pass < 5; pass += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
    readings.push(process.memoryUsage().rss);
  }
  return Math.min(...readings);
};

process.once('disconnect', () => process.exit());
process.send?.({});
await once(process, 'message');

// Until the collectors of all threads have settled.
await runMany(15_000);
const before = await residentBytes();
await runMany(contexts);
const after = await residentBytes();
await sandbox.dispose();
process.send?.({ grownBytes: after - before, residentBytes: after });
