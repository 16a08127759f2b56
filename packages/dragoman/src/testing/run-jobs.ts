import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DragomanError, type DragomanErrorCode } from '@dragoman/core';
import type { TestJob, TestResult, TestRunner, TestRunnerOptions } from './test-runner.ts';

export interface RunJobsOptions {
  readonly runner: TestRunner;
  /** What other threads make their runners of. */
  readonly options: TestRunnerOptions;
  /** Default: the machine's; few jobs are not worth another thread. */
  readonly threads?: number;
  /** Not in this thread, which reads a module once and for all: for bots that may have changed. */
  readonly isFresh?: boolean;
  /** Called for each job as it ends, in whatever order they do. */
  onResult?(job: TestJob, result: TestResult): void;
}

/** Runs jobs, on all cores where it pays. Gives the results in the order of the jobs: the same whoever was first. */
export const runJobs = async (
  jobs: readonly TestJob[],
  { runner, options, threads = threadsFor(jobs.length), isFresh = false, onResult }: RunJobsOptions,
): Promise<readonly TestResult[]> => {
  const results: TestResult[] = [];
  let next = 0;
  const work = async (run: (job: TestJob) => Promise<TestResult>): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index] as TestJob;
      const result = await run(job);
      results[index] = result;
      onResult?.(job, result);
    }
  };
  if (threads <= 1 && !isFresh) {
    await work((job) => runner.run(job));
    return results;
  }
  const workers = Array.from({ length: Math.max(1, threads) }, () => startThread(options));
  try {
    await Promise.all(workers.map(({ run }) => work(run)));
  } finally {
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }
  return results;
};

const worthAThread = 100;

const threadsFor = (jobs: number): number => Math.min(availableParallelism(), Math.ceil(jobs / worthAThread));

type ThreadAnswer =
  | { readonly kind: 'result'; readonly result: TestResult }
  | { readonly kind: 'broken'; readonly message: string; readonly code: DragomanErrorCode };

const startThread = (options: TestRunnerOptions) => {
  const worker = new Worker(threadUrl, { workerData: options, name: 'dragoman-test' });
  const run = (job: TestJob): Promise<TestResult> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        worker.off('message', take).off('error', fail).off('exit', lose);
      };
      const take = (answer: ThreadAnswer): void => {
        done();
        if (answer.kind === 'result') resolve(answer.result);
        else reject(new DragomanError(answer.message, { code: answer.code }));
      };
      const fail = (error: Error): void => {
        done();
        reject(error);
      };
      const lose = (): void => fail(new DragomanError(`The thread that held "${job.name}" ended.`, { code: 'internal' }));
      worker.on('message', take).on('error', fail).on('exit', lose);
      worker.postMessage(job);
    });
  return { worker, run };
};

// The same file, as it is written or as it is built.
const threadUrl = new URL(import.meta.url.endsWith('.ts') ? './test-thread.ts' : './test-thread.js', import.meta.url);
