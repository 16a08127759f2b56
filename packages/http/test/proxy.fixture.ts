import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import { started, type TestServer } from './servers.fixture.ts';

export interface ProxyServerOptions {
  /** What clients must send as `proxy-authorization`. Default: they need not. */
  readonly authorization?: string;
  /** What it answers to CONNECT. Default: 200, and a connection to that port of this machine. */
  readonly status?: number;
  readonly tls?: ServerOptions;
}

export interface ProxyServer extends TestServer {
  /** The targets that were asked for, `HOST:PORT`. */
  readonly targets: readonly string[];
}

/** Opens connections to ports of this machine, whatever the name in front of them. */
export const proxyServer = async ({ authorization, status = 200, tls }: ProxyServerOptions = {}): Promise<ProxyServer> => {
  const targets: string[] = [];
  const server = tls === undefined ? createHttpServer() : createHttpsServer(tls);
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const target = request.url ?? '';
    targets.push(target);
    socket.on('error', () => {});
    if (authorization !== undefined && request.headers['proxy-authorization'] !== authorization) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n');
    } else if (status === 200) {
      const there = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(there).pipe(socket);
      });
      there.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'));
      socket.on('close', () => there.destroy());
      there.on('close', () => socket.destroy());
    } else socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
  });
  return { ...(await started(server)), targets };
};
