import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { DragomanError } from '@dragoman/core';
import { inTime, isAnswerAt, type Redirect } from './redirect.ts';

/**
 * Waits for a person who copies the address their browser came back with: it ran on another machine, or the redirect URI
 * leads elsewhere. `complain` is told of a line that is not it.
 */
export const pastedRedirect = (
  stdin: Readable,
  { uri, isOnlyWay, complain }: { readonly uri: string; readonly isOnlyWay: boolean; complain(problem: string): void },
): Redirect => {
  const came = Promise.withResolvers<URL>();
  const lines = createInterface({ input: stdin, terminal: false });
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    const url = URL.parse(line.trim());
    if (url !== null && isAnswerAt(uri, url)) came.resolve(url);
    else complain(`That is not the address: it begins with ${uri} and holds a code.`);
  });
  lines.on('close', () => {
    if (isOnlyWay) came.reject(new DragomanError('Nobody gave the address the browser came back with.', { code: 'authentication' }));
  });
  // Whoever asks is told; until then nobody is there to hear of it.
  came.promise.catch(() => {});
  return {
    redirected: (signal) => inTime(came, signal),
    close: async () => lines.close(),
  };
};
