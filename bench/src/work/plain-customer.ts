import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { DragomanError } from '@dragoman/core';

export interface CustomerRequest {
  readonly origin: string;
  readonly path: string;
  readonly body: string;
  /** What each answer must be. */
  readonly expected: string;
}

/**
 * Asks a service the same thing again and again over connections it keeps, one for each call in flight. Bytes in, bytes
 * out: an HTTP client would cost more than some of the services it measures.
 */
export const createCustomer = ({ origin, path, body, expected }: CustomerRequest): (() => Promise<void>) => {
  const { hostname, port, host } = new URL(origin);
  const request = Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // As it comes over the wire, where each byte is one character of a latin1 text.
  const right = Buffer.from(expected).toString('latin1');
  const free: Connection[] = [];

  const open = async (): Promise<Connection> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    socket.setEncoding('latin1');
    const connection: Connection = { socket, answer: '', resolve: () => {}, reject: () => {} };
    const fail = (problem: string): void => connection.reject(new DragomanError(`${origin}${path} ${problem}`, { code: 'internal' }));
    socket.on('data', (chunk: string) => {
      connection.answer += chunk;
      if (!isComplete(connection.answer)) return;
      if (!connection.answer.startsWith('HTTP/1.1 200') || !connection.answer.endsWith(right)) {
        return fail(`answered ${connection.answer}. It should have been: ${expected}`);
      }
      connection.answer = '';
      free.push(connection);
      connection.resolve();
    });
    socket.on('error', (error) => fail(`failed: ${error.message}`));
    socket.on('close', () => fail('closed the connection.'));
    return connection;
  };

  return async () => {
    const connection = free.pop() ?? (await open());
    return new Promise<void>((resolve, reject) => {
      connection.resolve = resolve;
      connection.reject = reject;
      connection.socket.write(request);
    });
  };
};

interface Connection {
  readonly socket: Socket;
  answer: string;
  resolve: () => void;
  reject: (error: Error) => void;
}

const isComplete = (answer: string): boolean => {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer)?.[1];
  // An answer of unknown length is as good as over: it is not what was expected.
  return length === undefined || answer.length >= end + 4 + Number(length);
};
