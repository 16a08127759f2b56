import { randomUUID } from 'node:crypto';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../reasons.ts';
import { storeProblem } from './store-problem.ts';

/**
 * Runs work while nobody else holds the file, in this process or another. The lock of a process that died is taken over:
 * at once on the same machine, else when it is older than anybody works.
 */
export const withFileLock = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const holder = JSON.stringify({ id: randomUUID(), pid: process.pid, host: hostname() });
  while (!(await create(path, holder))) {
    const other = await readOr(path);
    if (other !== undefined && (await isAbandoned(path, other))) await takeAway(path, other);
    else await sleep(lookAgainMs + Math.random() * lookAgainMs);
  }
  try {
    return await work();
  } finally {
    // Somebody may have taken it over, had this process been asleep for too long.
    if ((await readOr(path)) === holder) await unlink(path).catch(unlessMissing);
  }
};

const lookAgainMs = 20;
/** Longer than a token request may take. */
const abandonedMs = 120_000;

const create = async (path: string, holder: string): Promise<boolean> => {
  // Written aside and then linked, so that a lock never is without its holder.
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, holder, { flag: 'wx', mode: 0o600 });
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw storeProblem(`The lock ${path} cannot be made`, error);
  } finally {
    await unlink(draft).catch(() => {});
  }
};

const isAbandoned = async (path: string, holder: string): Promise<boolean> => {
  const { pid, host } = holderIn(holder);
  if (host === hostname() && pid !== undefined && !isRunning(pid)) return true;
  const age = await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs, unlessMissing);
  return age !== undefined && age > abandonedMs;
};

/** Of a lock that was damaged nobody knows whose it is: it is taken over when it is old. */
const holderIn = (text: string): { readonly pid?: number; readonly host?: string } => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** Puts the lock aside; gives it back when it turns out to be that of somebody who came meanwhile. */
const takeAway = async (path: string, holder: string): Promise<void> => {
  const aside = `${path}.${randomUUID()}`;
  const isTaken = await rename(path, aside).then(() => true, unlessMissing);
  if (isTaken !== true) return;
  if ((await readOr(aside)) !== holder) await link(aside, path).catch(() => {});
  await unlink(aside).catch(unlessMissing);
};

const readOr = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(unlessMissing);

const unlessMissing = (error: unknown): undefined => {
  if (codeOf(error) !== 'ENOENT') throw error;
};
