import { setImmediate } from 'node:timers/promises';
import type { TestJob, TestResult, TestRunner } from './test-runner.ts';
import type { TestThreads } from './test-threads.ts';

/** Runs jobs, here and in other threads. Gives the results in the order of the jobs: the same whoever was first. */
export const runJobs = async (
  jobs: readonly TestJob[],
  runner: TestRunner,
  threads?: Pick<TestThreads, 'runners'>,
): Promise<readonly TestResult[]> => {
  const results: TestResult[] = [];
  let next = 0;
  const work = async (run: (batch: readonly TestJob[]) => Promise<readonly TestResult[]>): Promise<void> => {
    while (next < jobs.length) {
      const start = next;
      next += batchSize;
      const batch = await run(jobs.slice(start, next));
      for (const [index, result] of batch.entries()) results[start + index] = result;
    }
  };
  const here = async (batch: readonly TestJob[]): Promise<readonly TestResult[]> => {
    const done: TestResult[] = [];
    for (const job of batch) done.push(await runner.run(job));
    // Conversations take no time, so nothing else would get a turn: the other threads ask for work.
    await setImmediate();
    return done;
  };
  await Promise.all([here, ...(threads?.runners ?? [])].map(work));
  return results;
};

/** Jobs handed out at once: a message to a thread costs as much as a job. */
const batchSize = 10;
