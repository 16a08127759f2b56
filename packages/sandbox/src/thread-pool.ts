import { DragomanError } from '@dragoman/core';
import { startThread, type Thread, type ThreadEnd } from './thread.ts';
import type { WorkerRun, WorkerSetup } from './worker-protocol.ts';

/** Threads that run scripts. Runs that find none free wait in line. */
export interface ThreadPool {
  /** Rejects with `cancelled` when the signal ends it or the pool is disposed of, `internal` when no thread can be had. */
  perform(run: WorkerRun, killMs: number, signal?: AbortSignal): Promise<ThreadEnd>;
  dispose(): Promise<void>;
}

interface Waiting {
  readonly run: WorkerRun;
  readonly killMs: number;
  take(thread: Thread): void;
  reject(error: DragomanError): void;
}

/** Starts threads as they are needed, at most `size`, and others in place of those that had to be ended. */
export const createThreadPool = (setup: () => Promise<WorkerSetup>, size: number): ThreadPool => {
  const threads = new Set<Thread>();
  const free: Thread[] = [];
  const line: Waiting[] = [];
  let starting = 0;
  let isDisposed = false;

  const serve = (): void => {
    for (let thread = free.at(-1); thread !== undefined && line.length > 0; thread = free.at(-1)) {
      free.pop();
      line.shift()?.take(thread);
    }
    while (line.length > starting && threads.size + starting < size) begin();
  };

  // One that waits pays for a thread that cannot be had; the next one tries again.
  const fail = (reason: string): void => line.shift()?.reject(noThread(reason));

  const begin = (): void => {
    starting += 1;
    let isStarting = true;
    const started = (): void => {
      if (isStarting) starting -= 1;
      isStarting = false;
    };
    setup()
      .then((ready) => {
        if (isDisposed) return;
        const thread = startThread(ready, {
          onReady: (one) => {
            free.push(one);
            serve();
          },
          onGone: (one, reason) => {
            threads.delete(one);
            if (free.includes(one)) free.splice(free.indexOf(one), 1);
            if (reason !== undefined) fail(reason);
            if (!isDisposed) serve();
          },
        });
        threads.add(thread);
        started();
      })
      .catch((error: unknown) => {
        started();
        fail(error instanceof Error ? error.message : String(error));
        serve();
      });
  };

  return {
    perform: (run, killMs, signal) =>
      new Promise((resolve, reject) => {
        if (isDisposed) return reject(cancelled('The sandbox was disposed of before the script.'));
        if (signal?.aborted) return reject(cancelled('The script was cancelled before it began.'));
        const leave = (): void => signal?.removeEventListener('abort', abort);
        const waiting: Waiting = {
          run,
          killMs,
          take: (thread) => {
            runner = thread;
            void thread.perform(run, killMs).then((end) => {
              leave();
              if (isDisposed) reject(cancelled('The sandbox was disposed of while the script ran.'));
              else resolve(end);
            });
          },
          reject: (error) => {
            leave();
            reject(error);
          },
        };
        let runner: Thread | undefined;
        const abort = (): void => {
          const place = line.indexOf(waiting);
          if (place >= 0) line.splice(place, 1);
          waiting.reject(cancelled('The script was cancelled.'));
          void runner?.stop();
        };
        signal?.addEventListener('abort', abort, { once: true });
        line.push(waiting);
        serve();
      }),
    dispose: async () => {
      isDisposed = true;
      for (const waiting of line.splice(0)) waiting.reject(cancelled('The sandbox was disposed of before the script.'));
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
};

const cancelled = (message: string): DragomanError => new DragomanError(message, { code: 'cancelled', source: '@dragoman/sandbox' });

const noThread = (reason: string): DragomanError =>
  new DragomanError(`No thread could be started to run a script: ${reason}. Scripts run nowhere else.`, {
    code: 'internal',
    source: '@dragoman/sandbox',
  });
