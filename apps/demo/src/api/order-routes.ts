import * as z from 'zod';
import type { ApiRequest, ApiResponse, Routes } from './api-message.ts';
import { deliverySlots } from './delivery-slot.ts';
import { jsonBody } from './json-body.ts';
import { type Order, type OrderLine, orderLine, orderTotal } from './order.ts';
import { problem } from './problem.ts';
import { products } from './product.ts';
import type { Shop } from './shop.ts';

export const orderRoutes = (shop: Shop): Routes => ({
  'GET /orders/:id': ({ params }) => withOrder(shop, params.id, (order) => ({ status: 200, body: order })),
  'POST /orders': (request) => placeOrder(shop, request),
  'POST /orders/:id/cancel': ({ params }) => withOrder(shop, params.id, (order) => cancel(shop, order)),
});

const newOrder = z.object({
  items: z.array(z.object({ sku: z.string(), quantity: z.int().min(1).max(20).default(1) })).min(1),
  customer: z.object({ name: z.string().min(1) }).default({ name: 'Guest' }),
  /** Id of a delivery slot. */
  slot: z.string().optional(),
});

/** Places an order once per `Idempotency-Key`, however often the client has to repeat itself. */
const placeOrder = (shop: Shop, request: ApiRequest): ApiResponse => {
  const parsed = jsonBody(request, newOrder);
  if ('refusal' in parsed) return parsed.refusal;

  const key = request.headers['idempotency-key']?.toString();
  const before = key === undefined ? undefined : shop.answered.get(key);
  if (before !== undefined) {
    if (before.body !== request.body) return problem(422, 'This Idempotency-Key was used with another body.');
    return created(before.order, { 'idempotency-replayed': 'true' });
  }

  const { items, customer, slot } = parsed.value;
  const lines: OrderLine[] = [];
  for (const [index, { sku, quantity }] of items.entries()) {
    const product = products.find((candidate) => candidate.sku === sku);
    if (product === undefined) return unknownItem(`/items/${index}/sku`, 'There is no such product.');
    if (product.stock < quantity) return problem(409, `Only ${product.stock} of ${product.name} in stock.`);
    lines.push(orderLine(product, quantity));
  }
  const delivery = deliverySlots.find(({ id }) => id === slot);
  if (slot !== undefined && delivery === undefined) return unknownItem('/slot', 'There is no such delivery slot.');

  const order: Order = {
    id: `${1001 + shop.orders.size}`,
    status: 'placed',
    placedAt: new Date(shop.now()).toISOString(),
    customer,
    lines,
    total: orderTotal(lines),
    currency: 'EUR',
    shipping: { carrier: 'Own van', city: 'Malmö', eta: delivery?.date ?? '2026-11-30' },
  };
  shop.orders.set(order.id, order);
  if (key !== undefined) shop.answered.set(key, { body: request.body, order });
  return created(order);
};

const cancel = (shop: Shop, order: Order): ApiResponse => {
  if (order.status !== 'placed' && order.status !== 'packed') {
    return problem(409, `Order ${order.id} is ${order.status} and can no longer be cancelled.`, {
      extensions: { status_of_order: order.status },
    });
  }
  const { eta: _, ...shipping } = order.shipping;
  const cancelled: Order = { ...order, status: 'cancelled', shipping };
  shop.orders.set(order.id, cancelled);
  return { status: 200, body: cancelled };
};

const withOrder = (shop: Shop, id: string | undefined, answer: (order: Order) => ApiResponse): ApiResponse => {
  const order = shop.orders.get(id ?? '');
  return order === undefined ? problem(404, `There is no order ${id}.`) : answer(order);
};

const created = (order: Order, headers: Readonly<Record<string, string>> = {}): ApiResponse => ({
  status: 201,
  headers: { location: `/orders/${order.id}`, ...headers },
  body: order,
});

const unknownItem = (pointer: string, detail: string): ApiResponse =>
  problem(422, detail, { extensions: { errors: [{ pointer, detail }] } });
