import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenStore } from '@dragoman/core';
import * as z from 'zod';
import { codeOf } from '../reasons.ts';
import { withFileLock } from './file-lock.ts';
import { storeProblem } from './store-problem.ts';

/**
 * Keeps tokens in a folder, one file for each credential; both are made so that only this user can read them, where the
 * system knows such rights. Processes that share the folder obtain a new token once. The tokens are not encrypted.
 *
 * Its methods reject with `configuration` when a file cannot be read or written.
 */
export const createFileTokenStore = (folder: string): TokenStore => {
  const pathOf = (key: string, ending: string): string => join(folder, `${encodeURIComponent(key)}.${ending}`);
  const prepare = () => mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    async get(key) {
      const path = pathOf(key, 'json');
      try {
        return tokenSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw storeProblem(`The token in ${path} cannot be read`, error);
      }
    },
    async set(key, token) {
      const path = pathOf(key, 'json');
      const draft = `${path}.${randomUUID()}`;
      try {
        await prepare();
        await writeFile(draft, JSON.stringify(token), { mode: 0o600 });
        // At once, so that nobody reads half a token.
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true }).catch(() => {});
        throw storeProblem(`The token cannot be written to ${path}`, error);
      }
    },
    async delete(key) {
      const path = pathOf(key, 'json');
      await rm(path, { force: true }).catch((error: unknown) => {
        throw storeProblem(`The token in ${path} cannot be deleted`, error);
      });
    },
    async lock(key, work) {
      await prepare().catch((error: unknown) => {
        throw storeProblem(`The folder ${folder} cannot be made`, error);
      });
      return withFileLock(pathOf(key, 'lock'), work);
    },
  };
};

const tokenSchema = z.strictObject({
  accessToken: z.string(),
  obtainedAtMs: z.number(),
  expiresAtMs: z.number().exactOptional(),
  refreshToken: z.string().exactOptional(),
});
