import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DragomanError, type DragomanErrorCode } from '@dragoman/core';
import type { TestJob, TestResult, TestRunner, TestRunnerOptions } from './test-runner.ts';

export interface RunJobsOptions {
  readonly runner: TestRunner;
  /** What other threads make their runners of. */
  readonly options: TestRunnerOptions;
  /** With this one. Default: the machine's; few jobs are not worth another thread. */
  readonly threads?: number;
}

/** Runs jobs, on all cores where it pays. Gives the results in the order of the jobs: the same whoever was first. */
export const runJobs = async (
  jobs: readonly TestJob[],
  { runner, options, threads = threadsFor(jobs.length) }: RunJobsOptions,
): Promise<readonly TestResult[]> => {
  const results: TestResult[] = [];
  let next = 0;
  const work = async (runBatch: (batch: readonly TestJob[]) => Promise<readonly TestResult[]>): Promise<void> => {
    while (next < jobs.length) {
      const start = next;
      next += batchSize;
      const batch = await runBatch(jobs.slice(start, next));
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
  const others = Array.from({ length: Math.max(0, threads - 1) }, () => startThread(options));
  try {
    await Promise.all([work(here), ...others.map(({ run }) => work(run))]);
  } finally {
    await Promise.all(others.map(({ worker }) => worker.terminate()));
  }
  return results;
};

const worthAThread = 100;

/** Jobs handed out at once: a message to a thread costs as much as a job. */
const batchSize = 10;

const threadsFor = (jobs: number): number => Math.min(availableParallelism(), Math.ceil(jobs / worthAThread));

/** What a thread answers to a batch. */
export type ThreadAnswer =
  | { readonly kind: 'results'; readonly results: readonly TestResult[] }
  | { readonly kind: 'broken'; readonly message: string; readonly code: DragomanErrorCode };

const startThread = (options: TestRunnerOptions) => {
  const worker = new Worker(threadUrl, { workerData: options, name: 'dragoman-test' });
  const run = (batch: readonly TestJob[]): Promise<readonly TestResult[]> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        worker.off('message', take).off('error', fail).off('exit', lose);
      };
      const take = (answer: ThreadAnswer): void => {
        done();
        if (answer.kind === 'results') resolve(answer.results);
        else reject(new DragomanError(answer.message, { code: answer.code }));
      };
      const fail = (error: Error): void => {
        done();
        reject(error);
      };
      const lose = (): void => fail(new DragomanError('A thread that held conversations ended.', { code: 'internal' }));
      worker.on('message', take).on('error', fail).on('exit', lose);
      worker.postMessage(batch);
    });
  return { worker, run };
};

// The same file, as it is written or as it is built.
const threadUrl = new URL(import.meta.url.endsWith('.ts') ? './test-thread.ts' : './test-thread.js', import.meta.url);
