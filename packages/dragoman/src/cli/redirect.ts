import { DragomanError } from '@dragoman/core';

/** A way on which the address comes in with which a browser is sent back from an authorization server. */
export interface Redirect {
  /** The address it came back with. Rejects with `authentication` when the signal aborts first. */
  redirected(signal: AbortSignal): Promise<URL>;
  close(): Promise<void>;
}

/** Whether somebody was sent back here with this address, and not for something else such as an icon. */
export const isAnswerAt = (redirectUri: string, { origin, pathname, searchParams }: URL): boolean => {
  const expected = new URL(redirectUri);
  return origin === expected.origin && pathname === expected.pathname && (searchParams.has('code') || searchParams.has('error'));
};

/** What is given, unless the signal aborts first. */
export const inTime = (came: PromiseWithResolvers<URL>, signal: AbortSignal): Promise<URL> => {
  const give = () => came.reject(new DragomanError('Nobody came back from the page in time.', { code: 'authentication' }));
  if (signal.aborted) give();
  signal.addEventListener('abort', give, { once: true });
  return came.promise.finally(() => signal.removeEventListener('abort', give));
};
