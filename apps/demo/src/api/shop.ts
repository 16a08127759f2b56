import { type Order, sampleOrders } from './order.ts';
import type { Payment } from './payment.ts';

/** Everything the shop remembers. One process, in memory, gone when it closes. */
export interface Shop {
  readonly orders: Map<string, Order>;
  readonly payments: Map<string, Payment>;
  /** What was answered to which idempotency key, and to which body. */
  readonly answered: Map<string, { readonly body: string; readonly order: Order }>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Forgets what happened since it opened. */
  reset(): void;
}

export const createShop = (now: () => number): Shop => {
  const shop: Shop = {
    orders: new Map(),
    payments: new Map(),
    answered: new Map(),
    now,
    reset() {
      shop.payments.clear();
      shop.answered.clear();
      shop.orders.clear();
      for (const order of sampleOrders) shop.orders.set(order.id, order);
    },
  };
  shop.reset();
  return shop;
};
