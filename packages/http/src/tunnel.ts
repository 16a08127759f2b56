import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Outcome } from '@dragoman/core';
import { formatHostPort, type HostPort } from './host-port.ts';
import type { HttpProxy } from './proxy.ts';
import { failure } from './reasons.ts';

/** A connection by way of a proxy. */
export interface Tunnel {
  readonly proxy: HttpProxy;
  readonly target: Required<HostPort>;
}

/**
 * Asks the proxy at the other end of the socket for a connection to the target, after which the socket leads there.
 * The outcome of the call when the proxy does not; rejects when the socket breaks or the proxy speaks no HTTP.
 */
export const askForTunnel = async (socket: Socket, { proxy, target }: Tunnel, headerBytes: number): Promise<Outcome | undefined> => {
  const path = formatHostPort(target.host, target.port);
  const authorization = await proxy.authorization();
  const asking = request({
    createConnection: () => socket,
    method: 'CONNECT',
    maxHeaderSize: headerBytes,
    path,
    headers: { host: path, ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }) },
  });
  asking.end();
  const [{ statusCode = 0 }, , head]: [IncomingMessage, Socket, Buffer] = (await once(asking, 'connect')) as [
    IncomingMessage,
    Socket,
    Buffer,
  ];
  if (statusCode >= 200 && statusCode < 300) {
    if (head.length > 0) socket.unshift(head);
    return undefined;
  }
  if (statusCode === 407) {
    return failure('authentication', `${proxyName(proxy)} does not accept who calls (407). Check proxy.username and proxy.password.`);
  }
  return failure('refused', `${proxyName(proxy)} gave no connection to ${path} (${statusCode}).`);
};

export const proxyName = ({ host, port }: HttpProxy): string => `The proxy ${formatHostPort(host, port)}`;
