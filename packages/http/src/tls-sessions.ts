import type { Socket } from 'node:net';
import { type ConnectionOptions, connect as openTls, type SecureContext, type TLSSocket } from 'node:tls';

/** Opens TLS connections to one origin, each resuming the session of the last. */
export interface TlsSessions {
  open(way: Way, servername: string): Socket;
  /** To a proxy on the way, which must not see the client certificate. */
  openToProxy(way: Way, servername: string): Socket;
}

/** Over which socket, or how to open one. */
type Way = Pick<ConnectionOptions, 'host' | 'port' | 'lookup' | 'socket'>;

export interface TlsSessionOptions {
  /** Which authorities are trusted, and which certificate is shown. May throw `configuration`. */
  context(): SecureContext;
  proxyContext(): SecureContext;
}

export const createTlsSessions = ({ context, proxyContext }: TlsSessionOptions): TlsSessions => {
  const open = (way: Way, servername: string, secureContext: SecureContext, session?: Buffer): TLSSocket =>
    openTls({ ...way, servername, secureContext, ALPNProtocols: ['http/1.1'], ...(session === undefined ? {} : { session }) });
  let session: Buffer | undefined;
  return {
    open(way, servername) {
      const socket = open(way, servername, context(), session);
      socket.on('session', (latest) => {
        session = latest;
      });
      return socket;
    },
    openToProxy: (way, servername) => open(way, servername, proxyContext()),
  };
};
