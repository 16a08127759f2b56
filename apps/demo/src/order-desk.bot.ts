import { defineBot } from '@dragoman/core';
import { rating } from './plugin/rating.ts';
import { account, deliverySlots, orderCancel, orderCreate, orderLookup, paymentStart, productSearch } from './shop-integrations.ts';

export default defineBot({
  id: 'order-desk',
  name: 'Order desk',
  integrations: [account, deliverySlots, orderCancel, orderCreate, orderLookup, paymentStart, productSearch],
  credentials: [{ id: 'shop-key', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } }],
  variables: [
    { name: 'name', scope: 'contact', example: 'Ada' },
    { name: 'postcode', scope: 'contact', example: '21119' },
    { name: 'email', sensitive: true, example: 'ada@example.com' },
    { name: 'query', scope: 'flow', example: 'mug' },
  ],
  flows: [
    {
      id: 'greeting',
      triggers: [{ kind: 'event', event: 'session-start' }],
      nodes: [
        { id: 'opening', kind: 'start', routes: [{ if: { left: 'name', op: 'is-set' }, to: 'welcome-back' }] },
        { id: 'welcome', kind: 'message', text: 'Hello, this is the order desk of Copper & Clay.', next: 'menu' },
        { id: 'welcome-back', kind: 'message', text: 'Good to see you again, {{name}}.', next: 'menu' },
      ],
    },

    {
      id: 'track',
      triggers: [
        { kind: 'text', pattern: '*where*order*|track*' },
        { kind: 'intent', intent: 'parcel-missing' },
      ],
      nodes: [
        {
          id: 'ask-order',
          kind: 'question',
          text: 'Which order? Four digits, they are on your receipt.',
          variable: 'orderId',
          routes: [{ when: { regex: '^\\d{4}$' }, to: 'look-up' }],
          retryText: 'An order number has four digits, such as 1001.',
        },
        {
          id: 'look-up',
          kind: 'api',
          integration: 'order-lookup',
          routes: [
            { when: 200, to: 'order-state' },
            { when: 404, say: 'There is no order {{orderId}}.', to: 'ask-order' },
            { when: 429, say: 'Our order system is swamped. Please ask again in a minute.', to: { end: 'flow' } },
            { when: '5xx', say: 'Our order system is having a break. Your order is safe.', to: { end: 'flow' } },
            { when: 'timeout', say: 'That takes longer than usual. Please ask again in a minute.', to: { end: 'flow' } },
            { when: 'max-connection', say: 'I am busy with somebody else’s order. One moment, please.', to: { end: 'flow' } },
            { when: 'error', say: 'I cannot reach our order system at all.', to: { flow: 'person' } },
            { when: 'other', to: { flow: 'person' } },
          ],
        },
        {
          id: 'order-state',
          kind: 'condition',
          routes: [
            { if: { left: '{{order.status}}', op: 'equals', right: 'shipped' }, to: 'on-its-way' },
            { if: { left: '{{order.status}}', op: 'equals', right: 'delivered' }, to: 'delivered' },
            { if: { left: '{{order.status}}', op: 'regex', right: '^(placed|packed)$' }, to: 'still-here' },
            { say: 'Order {{orderId}} was {{order.status}}.', to: { end: 'flow' } },
          ],
        },
        {
          id: 'on-its-way',
          kind: 'message',
          content: [
            'Order {{orderId}} is on its way, here on {{order.eta}}.',
            {
              kind: 'cards',
              cards: [{ repeat: '{{order.lines}}', title: '{{item.name}}', subtitle: '{{item.quantity}} × € {{item.price}}' }],
            },
            {
              kind: 'card',
              title: '{{order.carrier}} {{order.tracking}}',
              options: [{ label: 'Follow the parcel', action: { kind: 'url', url: 'https://parcels.example/{{order.tracking}}' } }],
            },
          ],
          next: { end: 'flow' },
        },
        { id: 'delivered', kind: 'message', text: 'Order {{orderId}} was delivered on {{order.eta}}.' },
        { id: 'ask-rating', kind: 'jump', to: { flow: 'rate' } },
        {
          id: 'still-here',
          kind: 'choice',
          text: 'Order {{orderId}} is {{order.status}}, due on {{order.eta}}. Shall it come?',
          options: ['Yes', 'No, cancel it'],
          routes: [
            { when: { option: 'yes' }, say: 'Good, it stays as it is.', to: { end: 'flow' } },
            { when: { option: 'no-cancel-it' }, to: 'cancel-order' },
          ],
        },
        {
          id: 'cancel-order',
          kind: 'api',
          integration: 'order-cancel',
          routes: [
            { when: 200, say: 'Order {{orderId}} is cancelled.', to: { end: 'flow' } },
            { when: 409, say: '{{cancellation.reason}}', to: { end: 'flow' } },
            { when: 'other', to: { flow: 'person' } },
          ],
        },
      ],
    },

    {
      id: 'my-account',
      triggers: [{ kind: 'text', pattern: 'my orders|my account' }],
      nodes: [
        {
          id: 'read-account',
          kind: 'api',
          integration: 'account',
          routes: [
            { when: '4xx', say: 'The shop does not let me see accounts today.', to: { end: 'flow' } },
            { when: 'failure', to: { flow: 'person' } },
          ],
        },
        {
          id: 'pick-order',
          kind: 'choice',
          text: '{{name}}, which of your orders?',
          options: [{ id: 'order', label: '{{item}}', repeat: '{{account.orders}}' }],
          variable: 'orderId',
          next: 'look-up',
        },
      ],
    },

    {
      id: 'shop',
      triggers: [{ kind: 'text', pattern: 'shop|buy*|browse*|*looking for*' }],
      nodes: [
        { id: 'ask-query', kind: 'question', text: 'What are you looking for?', variable: 'query' },
        { id: 'search', kind: 'api', integration: 'product-search', routes: [{ when: 'failure', to: { flow: 'person' } }] },
        {
          id: 'shelf',
          kind: 'list',
          text: '{{found.$count}} things fit “{{query}}”.',
          rows: '{{found.$rows}}',
          label: '{{item.name}}',
          description: '€ {{item.price}}',
          value: '{{item.sku}}',
          pageSize: 3,
          variable: 'picked',
          routes: [
            { when: 'chosen', to: 'show-product' },
            { when: 'empty', say: 'We have nothing like “{{query}}”.', to: 'ask-query' },
          ],
        },
        {
          id: 'show-product',
          kind: 'message',
          content: [
            { kind: 'media', type: 'image', url: '{{found.$rows[{{picked.index}}].imageUrl}}', caption: '{{picked.label}}' },
            '{{found.$rows[{{picked.index}}].description}}',
          ],
        },
        {
          id: 'ask-purchase',
          kind: 'choice',
          text: 'Shall I order it?',
          options: ['Yes, please', 'Something else'],
          routes: [{ when: { option: 'something-else' }, to: 'ask-query' }],
        },
        { id: 'ask-name', kind: 'question', text: 'Who is it for?', variable: 'name', skipIfSet: true },
        { id: 'ask-postcode', kind: 'question', text: 'Which postcode?', variable: 'postcode', skipIfSet: true },
        {
          id: 'read-slots',
          kind: 'api',
          integration: 'delivery-slots',
          routes: [
            { when: 'failure', to: { flow: 'person' } },
            { if: { left: '{{slots.$count}}', op: 'equals', right: 0 }, say: 'No van goes to {{postcode}} yet.', to: { end: 'flow' } },
          ],
        },
        {
          id: 'pick-slot',
          kind: 'choice',
          text: 'When shall the van come?',
          options: [{ id: 'slot', label: '{{item.date}}, {{item.from}} to {{item.to}}', value: '{{item.id}}', repeat: '{{slots.$rows}}' }],
          variable: 'slot',
        },
        {
          id: 'place-order',
          kind: 'api',
          integration: 'order-create',
          routes: [
            { when: 201, say: 'Order {{orderId}} is yours: € {{purchase.total}}, here on {{purchase.eta}}.', to: { flow: 'pay' } },
            { when: 409, say: 'It is sold out, I am afraid.', to: 'ask-query' },
            { when: 'other', to: { flow: 'person' } },
          ],
        },
      ],
    },

    {
      id: 'pay',
      triggers: [{ kind: 'text', pattern: 'pay|pay *' }],
      nodes: [
        { id: 'ask-bill', kind: 'question', text: 'Which order do you want to pay?', variable: 'orderId', skipIfSet: true },
        {
          id: 'start-payment',
          kind: 'api',
          integration: 'payment-start',
          routes: [
            { when: 202, say: 'Your bank is asked for € {{payment.amount}}. One moment.', to: 'await-bank' },
            { when: '4xx', say: 'Order {{orderId}} cannot be paid.', to: { end: 'flow' } },
            { when: 'other', to: { flow: 'person' } },
          ],
        },
        {
          id: 'await-bank',
          kind: 'wait',
          reference: '{{payment.id}}',
          timeoutMs: 120_000,
          variable: 'bank',
          routes: [
            { when: 'callback', if: { left: '{{bank.result}}', op: 'equals', right: 'paid' }, say: 'It is paid.', to: { flow: 'rate' } },
            { when: 'callback', say: 'Your bank said no. Order {{orderId}} waits for you.', to: { end: 'flow' } },
            { when: 'timeout', say: 'Your bank has not answered. Nothing is paid.', to: { end: 'flow' } },
          ],
        },
      ],
    },

    {
      id: 'rate',
      nodes: [
        rating({
          id: 'rate-us',
          text: 'How did we do?',
          variable: 'stars',
          routes: [
            { when: 'happy', say: 'Thank you for {{stars}} stars.', to: { end: 'flow' } },
            { when: 'unhappy', say: 'I am sorry to hear that.', to: { flow: 'person' } },
          ],
        }),
      ],
    },

    {
      id: 'person',
      triggers: [{ kind: 'text', pattern: '*person*|*human*|*agent*', reach: 'bot' }],
      nodes: [
        {
          id: 'ask-email',
          kind: 'question',
          text: 'At which address can a colleague write to you, should we lose each other?',
          variable: 'email',
          skipIfSet: true,
          routes: [{ when: { regex: '^\\S+@\\S+\\.\\S+$' }, to: 'call-a-person' }],
          retryText: 'That does not look like an e-mail address.',
        },
        {
          id: 'call-a-person',
          kind: 'handoff',
          queue: 'orders',
          message: 'A colleague takes over in a moment.',
          context: [{ name: 'write to', value: '{{email}}' }],
          routes: [{ when: 'failed', say: 'Everybody is busy; we write to you today.', to: { end: 'flow' } }],
        },
      ],
    },

    {
      id: 'help',
      kind: 'fallback',
      nodes: [
        { id: 'sorry', kind: 'message', text: 'I did not get that.' },
        { id: 'again', kind: 'condition', routes: [{ if: { left: 'isConfused', op: 'is-set' }, to: { flow: 'person' } }] },
        { id: 'remember', kind: 'assign', set: [{ variable: 'isConfused', value: true }] },
        {
          id: 'menu',
          kind: 'choice',
          text: 'What can I do for you?',
          options: ['Track an order', 'Shop', 'Pay', 'Talk to a person'],
          routes: [
            { when: { option: 'track-an-order' }, to: { flow: 'track' } },
            { when: { option: 'shop' }, to: { flow: 'shop' } },
            { when: { option: 'pay' }, to: { flow: 'pay' } },
            { when: { option: 'talk-to-a-person' }, to: { flow: 'person' } },
          ],
        },
      ],
    },

    {
      id: 'farewell',
      triggers: [{ kind: 'text', pattern: 'bye|goodbye|that is all*', reach: 'bot' }],
      nodes: [
        { id: 'goodbye', kind: 'message', text: 'Goodbye. Copper & Clay is always here.' },
        { id: 'hang-up', kind: 'end', conversation: true },
      ],
    },
  ],
});
