import { type Bot, normaliseBot } from '@dragoman/core';

/** One api node: what the consumer says goes into URL, query and header; four fields of the answer go into the reply. */
export const lookupBot = (apiHost: string): Bot =>
  normaliseBot({
    id: 'lookup',
    integrations: [
      {
        id: 'order',
        method: 'GET',
        url: `http://${apiHost}/orders/{{user.text}}`,
        query: [
          { name: 'expand', value: 'items' },
          { name: 'order', value: '{{user.text}}' },
        ],
        headers: [{ name: 'x-order', value: '{{user.text}}' }],
        response: {
          variable: 'order',
          fields: [
            { name: 'status', path: '$.status' },
            { name: 'eta', path: '$.shipping.eta' },
            { name: 'total', path: '$.total.amount' },
            { name: 'item', path: '$.items[0].title' },
          ],
        },
      },
    ],
    flows: [
      {
        id: 'look-up',
        triggers: [{ kind: 'text', pattern: '*' }],
        nodes: [
          {
            id: 'call',
            kind: 'api',
            integration: 'order',
            routes: [
              { when: 200, to: 'found' },
              { when: 404, to: 'unknown' },
              { when: 'other', to: 'failed' },
            ],
          },
          {
            id: 'found',
            kind: 'message',
            text: 'Order {{user.text}} is {{order.status}}: {{order.item}}, {{order.total}} in all, here by {{order.eta}}.',
            next: { end: 'flow' },
          },
          { id: 'unknown', kind: 'message', text: 'There is no such order.', next: { end: 'flow' } },
          { id: 'failed', kind: 'message', text: 'That did not work.', next: { end: 'flow' } },
        ],
      },
    ],
  });
