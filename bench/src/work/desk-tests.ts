import type { BotInput } from '@dragoman/core';

/** A desk that looks orders up, and pauses as bots for people do. */
export const deskBot = {
  id: 'desk',
  variables: [{ name: 'orderId' }],
  integrations: [
    {
      id: 'order-lookup',
      method: 'GET',
      url: 'https://api.shop.example/orders/{{orderId}}',
      response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
    },
  ],
  flows: [
    {
      id: 'track',
      triggers: [{ kind: 'text', pattern: '*order*' }],
      nodes: [
        { id: 'hello', kind: 'message', text: 'Hello.', delayMs: 1_000 },
        { id: 'ask', kind: 'question', text: 'Which order?', variable: 'orderId', delayMs: 1_000 },
        {
          id: 'look-up',
          kind: 'api',
          integration: 'order-lookup',
          routes: [
            { when: 200, to: 'found' },
            { when: 404, to: 'unknown' },
            { when: 'other', to: 'person' },
          ],
        },
        { id: 'found', kind: 'message', text: 'Order {{orderId}} is {{order.status}}.', delayMs: 1_000, next: 'more' },
        { id: 'unknown', kind: 'message', text: 'There is no order {{orderId}}.', delayMs: 1_000, next: 'ask' },
        { id: 'person', kind: 'handoff' },
        { id: 'more', kind: 'choice', text: 'Anything else?', options: ['Yes', 'No'], routes: [{ when: { option: 'yes' }, to: 'ask' }] },
      ],
    },
  ],
} as const satisfies BotInput;

/** Pauses a person would sit through in one case. */
export const delayMsOfCase = 5_000;

/** A test file of as many cases: an order that is not there, then one that is. */
export const deskTests = (bot: string, cases: number): object => ({
  bot,
  stub: { 'order-lookup': [404, { status: 200, body: { status: 'on its way' } }] },
  cases: Object.fromEntries(
    Array.from({ length: cases }, (_, index) => [
      `order ${index}`,
      {
        talk: [
          { user: 'my order' },
          { bot: 'Hello.' },
          { bot: 'Which order?' },
          { user: `x${index}` },
          { bot: `There is no order x${index}.` },
          { bot: 'Which order?' },
          { user: `y${index}` },
          { bot: `Order y${index} is on its way.` },
          { bot: { text: 'Anything else?', options: ['Yes', 'No'] } },
        ],
        requests: [
          { 'order-lookup': `GET https://api.shop.example/orders/x${index}` },
          { 'order-lookup': `GET https://api.shop.example/orders/y${index}` },
        ],
      },
    ]),
  ),
});
