import { defineBot, defineIntegration } from '@dragoman/core';

const orderLookup = defineIntegration({
  id: 'order-lookup',
  method: 'GET',
  url: 'https://api.shop.example/orders/{{orderId}}',
  credential: 'shopp',
  response: {
    variable: 'order',
    fields: [
      { name: 'status', path: '$.status' },
      { name: 'eta', path: '$.shipping.eta' },
    ],
  },
});

defineBot({
  id: 'order-desk',
  credentials: [{ id: 'shop', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } }],
  // error: no credential "shopp"
  integrations: [orderLookup],
  flows: [
    {
      id: 'track',
      nodes: [
        // error: question has no field "variabel"
        { id: 'ask', kind: 'question', text: 'Which order?', variable: 'orderId', variabel: 3 },
        {
          id: 'look-up',
          kind: 'api',
          // error: no integration "order-lookp"
          integration: 'order-lookp',
          routes: [
            // error: no node "fuond"
            { when: 200, to: 'fuond' },
            // error: api has no outcome "timeuot"
            { when: 'timeuot', to: { node: 'found' } },
          ],
        },
        // error: {{order.etta}}: order has no field etta
        { id: 'found', kind: 'message', text: 'Here by {{order.eta}}, {{order.etta}}.', next: { end: 'flow' } },
        // error: {{ordrId}}: nothing sets ordrId
        { id: 'unknown', kind: 'message', text: 'There is no order {{ordrId}}.', next: 'ask' },
      ],
    },
  ],
});
