import type { Order } from './order.ts';

export interface Payment {
  readonly id: string;
  readonly orderId: string;
  readonly amount: string;
  readonly currency: Order['currency'];
  readonly status: 'pending' | 'paid' | 'declined';
  /** What became of the call back. */
  readonly callback: 'pending' | 'delivered' | 'failed';
}

/** The bank says no above this amount. */
export const paymentLimit = 400;
