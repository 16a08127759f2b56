import { order } from './order.ts';

/** What the bot, and every service measured beside it, must say about an order. */
export const sayOrder = (orderId: string): string =>
  `Order ${orderId} is ${order.status}: ${order.items[0].title}, ${order.total.amount} in all, here by ${order.shipping.eta}.`;
