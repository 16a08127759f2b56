import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions as HttpsServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A server on loopback, closed when the test is over. */
export interface TestServer {
  readonly port: number;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Sockets that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  /** Sockets there have been. */
  readonly accepted: () => number;
  /** Resolves once no socket is open. */
  idle(): Promise<void>;
}

/** Answers in HTTP, and keeps connections as long as the client does. */
export const httpServer = async (listener: RequestListener): Promise<TestServer> => {
  const server: HttpServer = createHttpServer({ keepAlive: true, keepAliveTimeout: 60_000, noDelay: true }, listener);
  return started(server);
};

/** Answers `{}` as soon as so many requests wait for it, and never fewer. */
export const serverInBatches = (size: number): Promise<TestServer> => {
  const waiting: (() => void)[] = [];
  return httpServer((_request, response) => {
    waiting.push(() => response.end('{}'));
    if (waiting.length === size) for (const answer of waiting.splice(0)) answer();
  });
};

/** Answers whatever it likes. */
export const rawServer = async (onSocket: (socket: Socket) => void): Promise<TestServer> =>
  started(createTcpServer({ noDelay: true }, onSocket));

/** Answers in HTTP over TLS. Calls go to `https://localhost:PORT`. */
export const httpsServer = async (options: HttpsServerOptions, listener: RequestListener): Promise<TestServer> =>
  started(createHttpsServer({ keepAlive: true, keepAliveTimeout: 60_000, noDelay: true, ...options }, listener));

/** Speaks TLS with a certificate nobody has a reason to trust. */
export const tlsServer = async (): Promise<TestServer> =>
  started(createTlsServer({ key: untrusted.key, cert: untrusted.certificate }, (socket) => socket.on('error', () => {})));

/** A port on which nothing listens. */
export const closedPort = async (): Promise<number> => {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Calls back for each request without a body, with its head. */
export const onRequest = (socket: Socket, answer: (head: string, count: number) => void): void => {
  let unread = '';
  let count = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    unread += chunk.toString('latin1');
    for (let end = unread.indexOf('\r\n\r\n'); end !== -1; end = unread.indexOf('\r\n\r\n')) {
      const head = unread.slice(0, end);
      unread = unread.slice(end + 4);
      count += 1;
      answer(head, count);
    }
  });
};

/** Listens on loopback until the test is over. */
export const started = async (server: Server): Promise<TestServer> => {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const idlers: (() => void)[] = [];
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) for (const idle of idlers.splice(0)) idle();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    sockets,
    accepted: () => accepted,
    idle: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
};

/** Made for these tests, for localhost, and worth nothing elsewhere. */
const untrusted = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglsebxrylcsykBz5q
bXBoY3XtD59FgK8NbpkBV0OdAoyhRANCAAS32t3mNT7qZysysOW1IeCTFMDKugcA
nc+B8X85is82aH+UUkABHE202IXIMhe3S7AubAszkMgeEwEqSfTZzDF6
-----END PRIVATE KEY-----
`,
  certificate: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUEOnNDdee0SYdqkRBGiBP6OOXpf4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA2MTUxNFoYDzIxMjYxMDI4
MDYxNTE0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS32t3mNT7qZysysOW1IeCTFMDKugcAnc+B8X85is82aH+UUkABHE20
2IXIMhe3S7AubAszkMgeEwEqSfTZzDF6o2kwZzAdBgNVHQ4EFgQUCtoyeVwEhSae
WM+TMmc09Iw2yuAwHwYDVR0jBBgwFoAUCtoyeVwEhSaeWM+TMmc09Iw2yuAwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIhAMImFg3bGpn6RQDYFA5ZexCWU+ocUt0rrTkSDZ6epKs9AiBeBSzrPJ6p
yo7ZHdxCEWOHy6mF4lZ3BVoMf1AThhMtxg==
-----END CERTIFICATE-----
`,
};
