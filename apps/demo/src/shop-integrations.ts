import { defineIntegration } from '@dragoman/core';

/** One look-up at a time is what the shop allows us: a second one is told so instead of being kept waiting. */
export const orderLookup = defineIntegration({
  id: 'order-lookup',
  method: 'GET',
  url: '{{env.SHOP_URL}}/orders/{{orderId}}',
  timeoutMs: 1_000,
  concurrency: { limit: 1 },
  response: {
    variable: 'order',
    fields: [
      { name: 'status', path: '$.status' },
      { name: 'carrier', path: '$.shipping.carrier' },
      { name: 'tracking', path: '$.shipping.trackingCode' },
      { name: 'eta', path: '$.shipping.eta' },
      { name: 'lines', path: '$.lines' },
    ],
  },
});

export const orderCancel = defineIntegration({
  id: 'order-cancel',
  method: 'POST',
  url: '{{env.SHOP_URL}}/orders/{{orderId}}/cancel',
  response: { variable: 'cancellation', fields: [{ name: 'reason', path: '$.detail' }] },
});

/** The shop honours an idempotency key, so this POST may be repeated without ordering twice. */
export const orderCreate = defineIntegration({
  id: 'order-create',
  method: 'POST',
  url: '{{env.SHOP_URL}}/orders',
  idempotency: { header: 'idempotency-key' },
  body: { json: { items: [{ sku: '{{picked.value}}', quantity: 1 }], customer: { name: '{{name}}' }, slot: '{{slot}}' } },
  response: {
    variable: 'purchase',
    fields: [
      { name: 'id', path: '$.id', to: 'orderId' },
      { name: 'total', path: '$.total' },
      { name: 'eta', path: '$.shipping.eta' },
    ],
  },
});

export const productSearch = defineIntegration({
  id: 'product-search',
  method: 'GET',
  url: '{{env.SHOP_URL}}/products',
  query: [
    { name: 'q', value: '{{query}}' },
    { name: 'size', value: '50' },
  ],
  response: {
    variable: 'found',
    rows: '$.items[*]',
    fields: [
      { name: 'sku', path: '$.sku', perRow: true },
      { name: 'name', path: '$.name', perRow: true },
      { name: 'price', path: '$.price', perRow: true },
      { name: 'description', path: '$.description', perRow: true },
      { name: 'imageUrl', path: '$.imageUrl', perRow: true },
    ],
  },
});

export const deliverySlots = defineIntegration({
  id: 'delivery-slots',
  method: 'GET',
  url: '{{env.SHOP_URL}}/delivery-slots',
  query: [{ name: 'postcode', value: '{{postcode}}' }],
  response: {
    variable: 'slots',
    rows: '$.slots[*]',
    fields: [
      { name: 'id', path: '$.id', perRow: true },
      { name: 'date', path: '$.date', perRow: true },
      { name: 'from', path: '$.from', perRow: true },
      { name: 'to', path: '$.to', perRow: true },
    ],
  },
});

/** Answers at once; what the bank says comes back as a callback. */
export const paymentStart = defineIntegration({
  id: 'payment-start',
  method: 'POST',
  url: '{{env.SHOP_URL}}/payments',
  body: { json: { orderId: '{{orderId}}', callbackUrl: '{{env.CALLBACK_URL}}' } },
  response: {
    variable: 'payment',
    fields: [
      { name: 'id', path: '$.id' },
      { name: 'amount', path: '$.amount' },
    ],
  },
});

/** Opens with a key that this document names but does not hold. */
export const account = defineIntegration({
  id: 'account',
  method: 'GET',
  url: '{{env.SHOP_URL}}/account',
  credential: 'shop-key',
  response: {
    variable: 'account',
    fields: [
      { name: 'name', path: '$.name', to: 'name' },
      { name: 'tier', path: '$.tier' },
      { name: 'orders', path: '$.orders[*]' },
    ],
  },
});
