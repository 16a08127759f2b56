import { parentPort, workerData } from 'node:worker_threads';
import { isDragomanError } from '@dragoman/core';
import { createTestRunner, type TestJob, type TestRunnerOptions } from './test-runner.ts';

// One thread of a run of tests: takes a job, answers with its result, until it is told to end.
const runner = createTestRunner(workerData as TestRunnerOptions);

parentPort?.on('message', async (job: TestJob) => {
  try {
    parentPort?.postMessage({ kind: 'result', result: await runner.run(job) });
  } catch (error) {
    // An error keeps its message alone on its way to another thread.
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ kind: 'broken', message, code: isDragomanError(error) ? error.code : 'internal' });
  }
});
