import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountRoutes } from './account-routes.ts';
import { createAnswerRequest } from './answer-request.ts';
import { controlRoutes } from './control-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import type { Fault } from './fault.ts';
import { createFaultDesk, type Hold } from './fault-desk.ts';
import { orderRoutes } from './order-routes.ts';
import { paymentRoutes } from './payment-routes.ts';
import { productRoutes } from './product-routes.ts';
import { createRouter } from './router.ts';
import { createSendCallback } from './send-callback.ts';
import { createShop } from './shop.ts';

export interface ShopApiOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Before every answer. Default 8. */
  readonly latencyMs?: number;
  /** Between the answer to `POST /payments` and its callback. Default 250. */
  readonly callbackDelayMs?: number;
  /** Milliseconds since 1970, for the dates of what is new. */
  readonly now?: () => number;
  /** Called when a request is over; `status` is absent when it got no answer. */
  readonly onRequest?: (entry: { readonly method: string; readonly path: string; readonly status?: number }) => void;
}

/** What can be done to the shop while it is open. */
export interface ShopControl {
  /** Makes a route (`GET /orders/:id`), or `*`, misbehave until cleared. */
  fault(route: string, fault: Fault): void;
  /** Keeps the requests of a route waiting until released. */
  hold(route: string): Hold;
  clear(): void;
  /** Closes the port and every connection: whoever calls now is refused. */
  refuse(): Promise<void>;
  /** Opens the same port again. */
  accept(): Promise<void>;
  /** As freshly opened: no faults, the orders of the morning. */
  reset(): void;
}

export interface ShopApi {
  readonly url: string;
  /** `GET /orders/:id` and so on, without those that control. */
  readonly routes: readonly string[];
  readonly control: ShopControl;
  close(): Promise<void>;
}

/** Opens the sample shop on the loopback address. Rejects with the system's error when the port is taken. */
export const startShopApi = async (options: ShopApiOptions = {}): Promise<ShopApi> => {
  const { port = 0, latencyMs = 8, callbackDelayMs = 250, now = Date.now, onRequest } = options;
  const closing = new AbortController();
  const faults = createFaultDesk();
  const shop = createShop(now);
  const reset = (): void => {
    faults.clear();
    shop.reset();
  };

  const shopRoutes = {
    ...orderRoutes(shop),
    ...productRoutes,
    ...deliveryRoutes,
    ...accountRoutes,
    ...paymentRoutes(shop, createSendCallback(callbackDelayMs, closing.signal)),
  };
  const routes = Object.keys(shopRoutes);
  const control = controlRoutes({ faults, routes, reset, refuseFor: (durationMs) => refuseFor(durationMs) });
  const answer = createAnswerRequest({
    route: createRouter({ ...shopRoutes, ...control }),
    faults,
    latencyMs,
    signal: closing.signal,
  });
  const server = createServer((incoming, outgoing) => {
    outgoing.once('close', () => {
      const { method = 'GET', url: path = '/' } = incoming;
      onRequest?.({ method, path, ...(outgoing.headersSent ? { status: outgoing.statusCode } : {}) });
    });
    answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });

  const listen = async (on: number): Promise<number> => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const hangUp = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const accept = async (): Promise<void> => {
    if (!server.listening) await listen(openPort);
  };
  const refuseFor = async (durationMs: number): Promise<void> => {
    await hangUp();
    await sleep(durationMs, undefined, { signal: closing.signal });
    await accept();
  };

  const openPort = await listen(port);
  return {
    url: `http://127.0.0.1:${openPort}`,
    routes,
    control: { fault: faults.set, hold: faults.hold, clear: () => faults.clear(), refuse: hangUp, accept, reset },
    async close() {
      closing.abort();
      faults.clear();
      await hangUp();
    },
  };
};
