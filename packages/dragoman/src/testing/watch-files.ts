import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';

export interface WatchOptions {
  /** Does the work, and says what to watch from then on. */
  run(): Promise<readonly string[]>;
  onWait(): void;
  readonly signal?: AbortSignal;
}

/** Runs again whenever one of the files changes, until the signal aborts. Gives the exit code of a run that was interrupted. */
export const watchFiles = async ({ run, onWait, signal }: WatchOptions): Promise<number> => {
  while (!signal?.aborted) {
    const files = await run();
    onWait();
    await changed(files, signal);
  }
  return 0;
};

// Editors replace files rather than write into them, so their folders are watched.
const changed = (files: readonly string[], signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const watchers: FSWatcher[] = [];
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const wanted = new Set(files);
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !wanted.has(`${folder}/${name}`)) return;
        // A file is often written in several goes.
        clearTimeout(timer);
        timer = setTimeout(done, settleMs);
      });
      watcher.on('error', done);
      watchers.push(watcher);
    }
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });

const settleMs = 50;
