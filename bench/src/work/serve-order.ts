import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { order } from './order.ts';

/**
 * The API: answers every request without a body with the same order, as cheaply as a process can, so that the callers
 * are what is measured. It looks for nothing but the ends of requests. Gives its port on loopback.
 */
export const serveOrder = async (): Promise<number> => {
  const server = createServer({ noDelay: true }, (socket) => {
    let unread: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
      for (let end = unread.indexOf(requestEnd); end !== -1; end = unread.indexOf(requestEnd)) {
        unread = unread.subarray(end + requestEnd.length);
        socket.write(response);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const requestEnd = Buffer.from('\r\n\r\n');
const body = JSON.stringify(order);
const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
const response = Buffer.from(head + body);
