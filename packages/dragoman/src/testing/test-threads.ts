import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DragomanError, type DragomanErrorCode } from '@dragoman/core';
import type { TestJob, TestResult, TestRunnerOptions } from './test-runner.ts';

/** The threads of a run of tests beside the one that plans it. */
export interface TestThreads {
  /** Starts as many as so many jobs are worth: few are not worth another thread, and more than cores are of no use. */
  growFor(jobs: number): void;
  /** Those that run jobs, all at once. */
  readonly runners: readonly ((batch: readonly TestJob[]) => Promise<readonly TestResult[]>)[];
  close(): Promise<void>;
}

/** What a thread answers to a batch of jobs. */
export type ThreadAnswer =
  | { readonly kind: 'results'; readonly results: readonly TestResult[] }
  | { readonly kind: 'broken'; readonly message: string; readonly code: DragomanErrorCode };

/** Starts threads that run jobs. `options` is what they make their runners of. */
export const openTestThreads = (options: TestRunnerOptions): TestThreads => {
  const threads: ReturnType<typeof startThread>[] = [];
  return {
    growFor: (jobs) => {
      const wanted = Math.min(availableParallelism(), Math.ceil(jobs / worthAThread)) - 1;
      while (threads.length < wanted) threads.push(startThread(options));
    },
    get runners() {
      return threads.map(({ run }) => run);
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
};

const worthAThread = 100;

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
