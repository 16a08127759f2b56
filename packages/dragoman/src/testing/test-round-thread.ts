import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { errorLines } from '../cli/error-lines.ts';
import { fullPaint, noPaint } from '../printing/paint.ts';
import { runTestRound, type TestRound, type TestRoundOptions } from './run-test-round.ts';
import { createTestRunner } from './test-runner.ts';

// One round of tests that are watched, in a thread of its own: modules are loaded once in a thread, and they may have changed.

export interface RoundThreadData {
  readonly options: TestRoundOptions;
  readonly isColoured: boolean;
  readonly debug: boolean;
}

/** What the thread has to say in the end. */
export interface RoundThreadAnswer {
  readonly round?: TestRound;
  /** Why there is none. */
  readonly problems: readonly string[];
  /** Absolute paths of all that was read. */
  readonly files: readonly string[];
}

const { options, isColoured, debug } = workerData as RoundThreadData;
const modules = new Set<string>();
registerHooks({
  load(url, context, nextLoad) {
    if (url.startsWith('file:') && !url.includes('/node_modules/')) modules.add(fileURLToPath(url));
    return nextLoad(url, context);
  },
});

const runner = createTestRunner(options);
const answer = (found: Pick<RoundThreadAnswer, 'round' | 'problems'>): void =>
  parentPort?.postMessage({ ...found, files: [...new Set([...runner.files(), ...modules])] } satisfies RoundThreadAnswer);
try {
  answer({ round: await runTestRound(options, runner, isColoured ? fullPaint : noPaint), problems: [] });
} catch (error) {
  answer({ problems: errorLines(error, { debug }) });
}
