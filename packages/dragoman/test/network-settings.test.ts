import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { dragoman, folderWith } from '../src/cli/cli.fixture.ts';
import { authorityCertificate, server as identity } from './certificates.fixture.ts';

const listening = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
};

const bot = (url: string) => `
id: orders
integrations: [{ id: list, method: GET, url: '${url}', response: { variable: list, fields: [{ name: first, path: '$[0]' }] } }]
flows:
  - id: main
    kind: fallback
    nodes:
      - { id: call, kind: api, integration: list, routes: [{ when: success, to: tell }, { when: other, to: sorry }] }
      - { id: tell, kind: message, text: 'The first is {{list.first}}.', next: { end: flow } }
      - { id: sorry, kind: message, text: There is none. }
`;

test('the config says which proxy, which authorities and which limits hold for the calls of a bot', async () => {
  const { certificate: cert, key } = identity;
  const api = await listening(createHttpsServer({ cert, key }, (_request, response) => void response.end('["one", "two"]')));
  const asked: unknown[] = [];
  const proxy = createServer().on('connect', ({ url, headers }: IncomingMessage, socket: Socket) => {
    asked.push([url, headers['proxy-authorization']]);
    const there = connect(api, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(there).pipe(socket);
    });
    there.on('error', () => socket.destroy());
  });
  const network = {
    proxy: { url: `http://127.0.0.1:${await listening(proxy)}`, username: 'shop', password: { secret: 'PROXY' } },
    tls: { authorities: [authorityCertificate] },
    allowHosts: [`localhost:${api}`],
  };
  const folder = await folderWith({
    'orders.yaml': bot(`https://localhost:${api}/`),
    'dragoman.config.json': JSON.stringify({ network }),
    'small.json': JSON.stringify({ network: { ...network, limits: { responseBytes: 5 } } }),
  });
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const run = (...more: readonly string[]) =>
    dragoman(['run', 'orders.yaml', '--say', 'hi', '--secret', 'PROXY', '--trace', ...more], {
      cwd: folder.path,
      env: { PROXY: 's3cret-of-the-proxy', XDG_STATE_HOME: folder.path },
    });

  expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('The first is one.') });
  expect(asked).toEqual([[`localhost:${api}`, `Basic ${Buffer.from('shop:s3cret-of-the-proxy').toString('base64')}`]]);
  expect((await run('--config', 'small.json')).stdout).toContain('error (too-large)');
});
