import { type Bot, normaliseBot } from '@dragoman/core';

/** A bot whose conversations hold what real ones do when they stop: a customer, an order as the API gave it, an open question. */
export const supportBot = (apiHost: string): Bot =>
  normaliseBot({
    id: 'support',
    variables: [
      { name: 'customerName', scope: 'contact' },
      { name: 'email', scope: 'contact' },
      { name: 'attempts', type: 'number', initial: 0 },
      { name: 'channel', initial: 'whatsapp' },
    ],
    integrations: [
      {
        id: 'order',
        method: 'GET',
        url: `http://${apiHost}/orders/{{user.text}}`,
        response: {
          variable: 'order',
          rows: '$.items',
          fields: [
            { name: 'status', path: '$.status' },
            { name: 'eta', path: '$.shipping.eta' },
            { name: 'customer', path: '$.customer.name', to: 'customerName' },
            { name: 'email', path: '$.customer.email', to: 'email' },
            { name: 'titles', path: '$.title', perRow: true },
          ],
        },
      },
    ],
    flows: [
      {
        id: 'help',
        triggers: [{ kind: 'text', pattern: '*' }],
        nodes: [
          {
            id: 'remember',
            kind: 'assign',
            set: [
              { variable: 'orderId', value: '{{user.text}}' },
              { variable: 'attempts', value: 1 },
            ],
          },
          { id: 'call', kind: 'api', integration: 'order' },
          {
            id: 'what-next',
            kind: 'choice',
            text: 'Hello {{customerName}}. Order {{orderId}} is {{order.status}}, here by {{order.eta}}. What can I do?',
            options: ['Change the address', 'Send it back', 'Talk to a person'],
            variable: 'wish',
          },
        ],
      },
    ],
  });
