import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Json } from '@dragoman/core';
import * as z from 'zod';

const callbackSchema = z.object({ reference: z.string(), result: z.string(), data: z.json().optional() });

export interface Callback {
  readonly reference: string;
  readonly result: string;
  readonly data?: Json | undefined;
}

export interface CallbackReceiver {
  /** What to tell those who are to call back. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for callbacks. `take` says whether somebody waits for one; the sender of one nobody waits for may try again. */
export const openCallbackReceiver = async (take: (callback: Callback) => Promise<boolean>): Promise<CallbackReceiver> => {
  const answer = async (body: string): Promise<number> => {
    const callback = callbackSchema.safeParse(parse(body));
    if (!callback.success) return 400;
    return (await take(callback.data)) ? 204 : 404;
  };
  const server = createServer((incoming, outgoing) => {
    text(incoming)
      .then(answer)
      .then((status) => outgoing.writeHead(status).end())
      .catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
