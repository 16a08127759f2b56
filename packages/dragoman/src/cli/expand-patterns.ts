import { glob } from 'node:fs/promises';
import { DragomanError } from '@dragoman/core';

/** The files that patterns name, each once. A pattern that names none is a mistake, not an empty check. Throws `configuration`. */
export const expandPatterns = async (patterns: readonly string[], cwd: string): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = /[*?[\]{}]/.test(pattern) ? await matching(pattern, cwd) : [pattern];
    if (found.length === 0)
      throw new DragomanError(`${pattern}: no file fits the pattern. Check it, and quote it in the shell.`, { code: 'configuration' });
    files.push(...found);
  }
  return [...new Set(files)];
};

const matching = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const file of glob(pattern, { cwd, exclude: isInstalled })) found.push(file);
  return found.sort();
};

const isInstalled = (path: string): boolean => /(?:^|[\\/])node_modules(?:[\\/]|$)/.test(path);
