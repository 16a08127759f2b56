import * as z from 'zod';
import type { ApiRequest, ApiResponse, Routes } from './api-message.ts';
import { jsonBody } from './json-body.ts';
import { type Payment, paymentLimit } from './payment.ts';
import { problem } from './problem.ts';
import type { Shop } from './shop.ts';

/** Brings the result of a payment to whoever asked for it; false when nobody took it. */
export type SendCallback = (url: URL, body: string) => Promise<boolean>;

export const paymentRoutes = (shop: Shop, sendCallback: SendCallback): Routes => ({
  'POST /payments': (request) => startPayment(shop, sendCallback, request),
  'GET /payments/:id': ({ params }) => {
    const payment = shop.payments.get(params.id ?? '');
    return payment === undefined ? problem(404, `There is no payment ${params.id}.`) : { status: 200, body: payment };
  },
});

const newPayment = z.object({
  orderId: z.string(),
  callbackUrl: z.string().refine((url) => isLoopback(url), 'This shop calls back on this machine only: http://127.0.0.1:…'),
});

/** Answers at once; the result follows to `callbackUrl` as `{ reference, result, data }`, where `reference` is the payment's id. */
const startPayment = (shop: Shop, sendCallback: SendCallback, request: ApiRequest): ApiResponse => {
  const parsed = jsonBody(request, newPayment);
  if ('refusal' in parsed) return parsed.refusal;
  const { orderId, callbackUrl } = parsed.value;
  const order = shop.orders.get(orderId);
  if (order === undefined) return problem(404, `There is no order ${orderId}.`);
  if (order.status === 'cancelled') return problem(409, `Order ${orderId} is cancelled; there is nothing to pay.`);

  const { total: amount, currency } = order;
  const payment: Payment = { id: `pay-${shop.payments.size + 1}`, orderId, amount, currency, status: 'pending', callback: 'pending' };
  shop.payments.set(payment.id, payment);
  void settle(shop, sendCallback, payment, new URL(callbackUrl));
  return { status: 202, headers: { location: `/payments/${payment.id}` }, body: payment };
};

const settle = async (shop: Shop, sendCallback: SendCallback, payment: Payment, url: URL): Promise<void> => {
  const settled = { ...payment, status: Number(payment.amount) > paymentLimit ? 'declined' : 'paid' } as const;
  const { id: reference, status: result, orderId, amount, currency } = settled;
  const isDelivered = await sendCallback(url, JSON.stringify({ reference, result, data: { orderId, amount, currency } }));
  if (shop.payments.get(reference) === payment) {
    shop.payments.set(reference, { ...settled, callback: isDelivered ? 'delivered' : 'failed' });
  }
};

/** A sample server that posts to any address it is told would be a tool for attacking others. */
const isLoopback = (url: string): boolean => {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname ?? '');
};
