import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DragomanError } from '@dragoman/core';
import { inTime, isAnswerAt, type Redirect } from './redirect.ts';

/** Waits on this machine for a browser that comes back from an authorization server. */
export interface RedirectListener extends Redirect {
  /** Where the browser is to come back to, letter by letter. */
  readonly uri: string;
}

/** Whether a browser that is sent there comes to this machine, as it does for people who sit at it. */
export const isOnThisMachine = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && hostname in addresses;

// A browser takes either family for the name.
const addresses: { readonly [hostname: string]: readonly [string, ...string[]] } = {
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1'],
  localhost: ['127.0.0.1', '::1'],
};

/**
 * Listens where a redirect URI of this machine leads; without one, at `http://127.0.0.1:PORT/callback`, on a port that is
 * free when it is 0. Throws `configuration` when the port is taken.
 */
export const listenForRedirect = async (target: { readonly uri: string } | { readonly port: number }): Promise<RedirectListener> => {
  const came = Promise.withResolvers<URL>();
  const given = 'uri' in target ? new URL(target.uri) : new URL(`http://127.0.0.1:${target.port}/callback`);
  let uri = 'uri' in target ? target.uri : given.href;
  const listener: RequestListener = (request, response) => {
    const url = URL.parse(request.url ?? '/', uri);
    const isIt = request.method === 'GET' && url !== null && isAnswerAt(uri, url);
    response.writeHead(isIt ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(isIt ? 'dragoman has the answer. Go back to the terminal; this page can be closed.\n' : 'There is nothing here.\n');
    if (isIt) came.resolve(url);
  };
  const port = Number(given.port) || ('uri' in target ? 80 : 0);
  const listening = listenerAt(port, 'uri' in target ? '--redirect-uri' : '--port', listener);
  const [first, ...others] = addresses[given.hostname] ?? ['127.0.0.1'];
  const server = await listening(first);
  // Where the machine does not have the other address, or somebody else has the port there, browsers take this one.
  const servers = [server, ...(await Promise.all(others.map((address) => listening(address).catch(() => undefined))))];
  if (!('uri' in target)) uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  return {
    uri,
    redirected: (signal) => inTime(came, signal),
    async close() {
      await Promise.all(servers.map((one) => one && closed(one)));
    },
  };
};

const listenerAt =
  (port: number, option: string, listener: RequestListener) =>
  async (address: string): Promise<Server> => {
    const server = createServer(listener).listen(port, address);
    await once(server, 'listening').catch(({ code }: NodeJS.ErrnoException) => {
      const problem = code === 'EADDRINUSE' ? 'is taken' : `cannot be listened on (${code ?? 'no code'})`;
      throw new DragomanError(`${option}: the port ${port} ${problem}. Choose another one, which the authorization server knows.`, {
        code: 'configuration',
      });
    });
    return server;
  };

const closed = async (server: Server): Promise<void> => {
  const isClosed = once(server, 'close');
  server.close();
  // Answers on their way are let out; a connection that was only kept is not waited for.
  server.closeIdleConnections();
  await isClosed;
};
