import { DragomanError } from '@dragoman/core';
import { codeOf } from '../reasons.ts';

/** What went wrong with a file of a token store, without its contents. */
export const storeProblem = (problem: string, error: unknown): DragomanError => {
  const code = codeOf(error);
  const advice = code === '' ? 'Delete the file, and authorize again.' : 'Check who may use the folder.';
  return new DragomanError(`${problem}${code === '' ? '' : ` (${code})`}. ${advice}`, { code: 'configuration', source: '@dragoman/http' });
};
