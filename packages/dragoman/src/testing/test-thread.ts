import { parentPort, workerData } from 'node:worker_threads';
import { isDragomanError } from '@dragoman/core';
import { createTestRunner, type TestJob, type TestResult, type TestRunnerOptions } from './test-runner.ts';
import type { ThreadAnswer } from './test-threads.ts';

// One thread of a run of tests: takes jobs, answers with their results, until it is told to end.
const runner = createTestRunner(workerData as TestRunnerOptions);

const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (batch: readonly TestJob[]) => {
  try {
    const results: TestResult[] = [];
    for (const job of batch) results.push(await runner.run(job));
    answer({ kind: 'results', results });
  } catch (error) {
    // An error keeps its message alone on its way to another thread.
    const message = error instanceof Error ? error.message : String(error);
    answer({ kind: 'broken', message, code: isDragomanError(error) ? error.code : 'internal' });
  }
});
