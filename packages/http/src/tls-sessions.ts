import type { Socket } from 'node:net';
import { type ConnectionOptions, connect as openTls, type SecureContext } from 'node:tls';

/** Opens TLS connections to one origin, each resuming the session of the last. */
export interface TlsSessions {
  readonly offersHttp2: boolean;
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
  readonly offersHttp2: boolean;
}

export const createTlsSessions = ({ context, proxyContext, offersHttp2 }: TlsSessionOptions): TlsSessions => {
  const protocols = offersHttp2 ? ['h2', 'http/1.1'] : ['http/1.1'];
  let session: Buffer | undefined;
  return {
    offersHttp2,
    open(way, servername) {
      const options: ConnectionOptions = { ...way, servername, secureContext: context(), ALPNProtocols: protocols };
      const socket = openTls(session === undefined ? options : { ...options, session });
      socket.on('session', (latest) => {
        session = latest;
      });
      return socket;
    },
    openToProxy: (way, servername) => openTls({ ...way, servername, secureContext: proxyContext(), ALPNProtocols: ['http/1.1'] }),
  };
};
