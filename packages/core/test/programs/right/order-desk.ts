import { defineBot, defineIntegration } from '@dragoman/core';

const orderLookup = defineIntegration({
  id: 'order-lookup',
  method: 'GET',
  url: 'https://api.shop.example/orders/{{orderId}}',
  credential: 'shop',
  timeoutMs: 4_000,
  response: {
    variable: 'order',
    fields: [
      { name: 'status', path: '$.status' },
      { name: 'eta', path: '$.shipping.eta' },
    ],
  },
});

export default defineBot({
  id: 'order-desk',
  name: 'Order desk',
  credentials: [{ id: 'shop', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } }],
  integrations: [orderLookup],
  flows: [
    {
      id: 'track',
      triggers: [{ kind: 'text', pattern: '*where*order*' }],
      nodes: [
        { id: 'ask', kind: 'question', text: 'Which order?', variable: 'orderId' },
        {
          id: 'look-up',
          kind: 'api',
          integration: 'order-lookup',
          routes: [
            { when: 200, to: 'found' },
            { when: 404, to: 'unknown' },
            { when: 'timeout', to: 'slow' },
            { when: 'other', to: 'person' },
          ],
        },
        { id: 'found', kind: 'message', text: 'Order {{orderId}} is {{order.status}}, here by {{order.eta}}.', next: { end: 'flow' } },
        { id: 'unknown', kind: 'message', text: 'There is no order {{orderId}}.', next: 'ask' },
        { id: 'slow', kind: 'message', text: 'That takes longer than usual.', next: { end: 'flow' } },
        { id: 'person', kind: 'handoff' },
      ],
    },
  ],
});
