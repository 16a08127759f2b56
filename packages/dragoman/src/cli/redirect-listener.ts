import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DragomanError } from '@dragoman/core';

/** Waits on this machine for a browser that comes back from an authorization server. */
export interface RedirectListener {
  /** Where the browser is to come back to. */
  readonly url: URL;
  /** The address it came back with. Rejects with `authentication` when the signal aborts first. */
  redirected(signal: AbortSignal): Promise<URL>;
  close(): Promise<void>;
}

/** Listens on a port of the loopback interface, 0 for one that is free. Throws `configuration` when it is taken. */
export const listenForRedirect = async (port: number): Promise<RedirectListener> => {
  const came = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUrl);
    const isIt =
      request.method === 'GET' && url.pathname === redirectUrl.pathname && (url.searchParams.has('code') || url.searchParams.has('error'));
    // Browsers ask for more than they are told to, such as an icon.
    response.writeHead(isIt ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(isIt ? 'dragoman has the answer. Go back to the terminal; this page can be closed.\n' : 'There is nothing here.\n');
    if (isIt) came.resolve(url);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch(() => {
    throw new DragomanError(`--port: the port ${port} is taken. Choose another one, which the authorization server knows.`, {
      code: 'configuration',
    });
  });
  const redirectUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`);
  return {
    url: redirectUrl,
    redirected(signal) {
      const give = () => came.reject(new DragomanError('Nobody came back from the page in time.', { code: 'authentication' }));
      if (signal.aborted) give();
      signal.addEventListener('abort', give, { once: true });
      return came.promise.finally(() => signal.removeEventListener('abort', give));
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      // Answers on their way are let out; a connection that was only kept is not waited for.
      server.closeIdleConnections();
      await closed;
    },
  };
};
