import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface WatchOptions {
  /** Does the work, and says what to watch from then on: absolute paths. None: there is nothing to wait for. */
  run(): Promise<readonly string[]>;
  onWait(): void;
  readonly signal?: AbortSignal;
}

/** Runs again whenever one of the files changes, until the signal aborts. */
export const watchFiles = async ({ run, onWait, signal }: WatchOptions): Promise<void> => {
  while (!signal?.aborted) {
    const startedMs = Date.now();
    const files = await run();
    if (files.length === 0) return;
    onWait();
    await changed(files, startedMs, signal);
  }
};

// Editors replace files rather than write into them, so their folders are watched.
const changed = (files: readonly string[], sinceMs: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const watchers: FSWatcher[] = [];
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    // A file is often written in several goes.
    const settle = (): void => {
      clearTimeout(timer);
      timer = setTimeout(done, settleMs);
    };
    const wanted = new Set(files);
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || wanted.has(join(folder, name))) settle();
        });
        watcher.on('error', done);
        watchers.push(watcher);
      } catch {
        // A folder that is not there cannot be watched; that of whoever named it is.
      }
    }
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
    // What was written while the tests ran was not seen.
    void Promise.all(files.map(async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0)).then((times) => {
      if (Math.max(...times) > sinceMs) settle();
    });
  });

const settleMs = 50;
