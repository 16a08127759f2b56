import { Worker } from 'node:worker_threads';
import type { GuestEnd } from './guest-outcome.ts';
import type { WorkerMessage, WorkerRun, WorkerSetup } from './worker-protocol.ts';

/** How a thread is done with a run. */
export type ThreadEnd =
  | { readonly kind: 'ended'; readonly end: GuestEnd }
  /** It took longer than it may, and the thread was ended. */
  | { readonly kind: 'killed' }
  /** The thread ended by itself, in the middle of the run. */
  | { readonly kind: 'lost' }
  /** Nothing was run. */
  | { readonly kind: 'fault'; readonly reason: string };

/** One thread that runs scripts, one at a time. It keeps no process alive that waits for nothing of it. */
export interface Thread {
  /** Call it only after `onReady`, once for each. After `killMs` the thread is ended. */
  perform(run: WorkerRun, killMs: number): Promise<ThreadEnd>;
  /** Ends the thread, whatever it does. */
  stop(): Promise<void>;
}

export interface ThreadEvents {
  /** The thread takes the next run. */
  onReady(thread: Thread): void;
  /** The thread takes no more. `reason` when it never took one. */
  onGone(thread: Thread, reason?: string): void;
}

/** Of the thread's own heap. A script has none of it: it lives in the memory of QuickJS. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

export const startThread = (setup: WorkerSetup, { onReady, onGone }: ThreadEvents): Thread => {
  const worker = new Worker(workerUrl, {
    workerData: setup,
    resourceLimits,
    name: 'dragoman-sandbox',
    // Nothing of this process is for a thread that runs what strangers wrote.
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  let settle: ((end: ThreadEnd) => void) | undefined;
  let killing: NodeJS.Timeout | undefined;
  let wasReady = false;
  let isGone = false;

  const finish = (end: ThreadEnd): void => {
    settle?.(end);
    settle = undefined;
  };
  const leave = (end: ThreadEnd, reason?: string): void => {
    finish(end);
    if (isGone) return;
    isGone = true;
    onGone(thread, wasReady ? undefined : reason);
  };
  const becomeReady = (): void => {
    wasReady = true;
    worker.unref();
    onReady(thread);
  };

  const thread: Thread = {
    perform: ({ dialect, run }, killMs) =>
      new Promise((resolve) => {
        worker.postMessage({ dialect, run } satisfies WorkerRun);
        worker.ref();
        // What has arrived in time is heard first, however busy this thread was.
        killing = setTimeout(() => setImmediate(() => settle === take && kill()), killMs);
        const take = (end: ThreadEnd): void => {
          clearTimeout(killing);
          resolve(end);
        };
        const kill = (): void => {
          leave({ kind: 'killed' });
          void worker.terminate();
        };
        settle = take;
      }),
    stop: async () => {
      leave({ kind: 'killed' });
      await worker.terminate();
    },
  };

  worker.on('message', (message: WorkerMessage) => {
    if (isGone) return;
    switch (message.kind) {
      case 'begun':
        killing?.refresh();
        break;
      case 'end':
        finish({ kind: 'ended', end: message.end });
        becomeReady();
        break;
      case 'fault':
        finish({ kind: 'fault', reason: message.reason });
        becomeReady();
        break;
      case 'ready':
        becomeReady();
        break;
    }
  });
  worker.on('error', (error: Error) => leave({ kind: 'lost' }, error.message));
  worker.on('exit', () => leave({ kind: 'lost' }, 'it ended at once'));
  return thread;
};

// The same file, as it is written or as it is built.
const workerUrl = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
