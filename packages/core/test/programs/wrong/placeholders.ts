import { defineBot, defineIntegration, defineNodeKind } from '@dragoman/core';
import * as z from 'zod';

// Whether a secret may stand somewhere is known before a bot lists the integration.
defineIntegration({
  id: 'leak',
  method: 'POST',
  // error: {{secret.KEY}}: a secret may not be printed here
  url: 'https://api.shop.example/?key={{secret.KEY}}',
  // error: {{secret.KEY}}: a secret may not be printed here
  query: [{ name: 'key', value: '{{secret.KEY}}' }],
  headers: [{ name: 'x-key', value: '{{secret.KEY}} of {{anybody}}' }],
  // error: {{secret.KEY}}: a secret may not be printed here
  body: { text: '{{ secret.KEY }}' },
  // error: response has no field "field"
  response: { variable: 'order', field: [] },
});

const withTypo = defineIntegration({
  id: 'typo',
  method: 'GET',
  url: 'https://api.shop.example/{{ordrId}}',
  response: { variable: 'typo' },
});

const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string(), into: z.string().optional() }),
  outcomes: ['rated'],
  enter: (_node, turn) => turn.route('rated'),
});

defineBot({
  id: 'placeholders',
  variables: [{ name: 'declared' }],
  integrations: [
    {
      id: 'look-up',
      method: 'POST',
      // error: {{ordrId}}: nothing sets ordrId
      url: 'https://api.shop.example/{{ordrId}}',
      // error: {{ordrId}}: nothing sets ordrId
      query: [{ name: 'id', value: '{{orderId}} {{ordrId}}' }],
      // error: {{ordrId}}: nothing sets ordrId
      headers: [{ name: 'x-id', value: '{{ordrId}}' }],
      // error: {{ordrId}}: nothing sets ordrId
      body: { json: { list: [1, { id: '{{ordrId}}' }] } },
      response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta', to: 'arrival' }] },
      // error: integration has no field "timeout"
      timeout: 3,
    },
    {
      id: 'form',
      method: 'POST',
      url: 'https://api.shop.example',
      response: { variable: 'order', fields: [{ name: 'status', path: '$' }] },
    },
    // error: {{ordrId}}: nothing sets ordrId
    withTypo,
  ],
  flows: [
    {
      id: 'main',
      nodes: [
        {
          id: 'ask',
          kind: 'question',
          text: 'Which?',
          variable: 'orderId',
          routes: [{ set: [{ variable: 'asked', value: true }], to: 'next' }],
        },
        {
          id: 'known',
          kind: 'message',
          text: '{{declared}} {{orderId}} {{asked}} {{order.eta}} {{order.status}} {{arrival}} {{stars}} {{place}}',
        },
        rating({ id: 'rate', text: 'How was it?', variable: 'stars', into: 'place' }),
        // error: {{order.etta}}: order has no field etta
        { id: 'field', kind: 'message', text: '{{orderId}}, {{order.eta}}, {{order.etta}}' },
        // error: {{order.$stats}}: order has no field $stats
        { id: 'own-field', kind: 'message', text: '{{order.$stats}}' },
        // error: {{order.shipping.eta}}: order has no field shipping
        { id: 'deep-field', kind: 'message', text: '{{order.shipping.eta}}' },
        // error: {{ordr.$body.m}}: nothing sets ordr
        { id: 'outer', kind: 'message', text: '{{ordr.$body.m[{{orderId}}].wait}}' },
        // error: {{ordrId}}: nothing sets ordrId
        { id: 'inner', kind: 'message', text: '{{order.$body.m[{{ordrId}}].wait}}' },
        // error: {{ordrId}}: nothing sets ordrId
        { id: 'braces', kind: 'message', text: '{{"{{"}} and {{{ordrId}}}' },
        // error: {{var["sign up"]}}: nothing sets sign up
        { id: 'quoted', kind: 'message', text: '{{var["sign up"]}}' },
        // error: {{var.user}}: nothing sets user
        { id: 'variable', kind: 'message', text: '{{var.user}}' },
        // error: {{ordrId}}: nothing sets ordrId
        { id: 'retry', kind: 'question', text: 'Which?', retryText: 'Not {{ordrId}}' },
        {
          id: 'contents',
          kind: 'message',
          content: [
            // error: {{a}}: nothing sets a
            '{{a}}',
            // error: {{b}}: nothing sets b
            { kind: 'media', type: 'image', url: '{{b}}' },
            // error: {{c}}: nothing sets c
            { kind: 'card', options: [{ label: 'Open', action: { kind: 'url', url: 'https://shop.example/{{c}}' } }] },
            // error: {{d}}: nothing sets d
            { kind: 'cards', cards: [{ title: '{{d}}' }] },
            // error: {{e}}: nothing sets e
            { kind: 'rich', platform: 'acme', json: '{"text":"{{e}}"}' },
          ],
        },
        {
          id: 'choose',
          kind: 'choice',
          // error: {{a}}: nothing sets a
          text: '{{a}}',
          // error: {{b}}: nothing sets b
          options: ['Yes', '{{b}}'],
        },
        {
          id: 'shelf',
          kind: 'list',
          text: 'Which?',
          // error: {{found.$rows}}: nothing sets found
          rows: '{{found.$rows}}',
          // error: {{itm.name}}: nothing sets itm
          label: '{{itm.name}}',
        },
        {
          id: 'call',
          kind: 'api',
          integration: 'look-up',
          headers: [
            { name: 'x-key', value: '{{secret.KEY}}' },
            // error: {{a}}: nothing sets a
            { name: 'x-a', value: '{{a}}' },
          ],
          // error: {{secret.KEY}}: a secret may not be printed here
          query: [{ name: 'b', value: '{{secret.KEY}}' }],
          // error: {{c}}: nothing sets c
          body: { json: '{"c":{{c}}}' },
        },
        {
          id: 'decide',
          kind: 'condition',
          routes: [
            // error: nothing sets totl
            { if: { left: 'totl', op: 'is-set' }, to: 'next' },
            // error: order has no field etta
            { if: { left: 'order.etta', op: 'is-set' }, to: 'next' },
            // error: nothing sets totl
            { if: { all: [{ not: { left: { variable: 'totl' }, op: 'is-set' } }] }, to: 'next' },
            // error: {{a}}: nothing sets a
            { if: { left: 'declared', op: 'equals', right: '{{a}}' }, to: 'next' },
            // error: {{b}}: nothing sets b
            { if: { left: 'declared', op: 'equals', right: { template: '{{b}}' } }, to: 'next' },
            // error: {{c}}: nothing sets c
            { say: 'Hello {{c}}', to: 'next' },
            // error: {{d}}: nothing sets d
            { set: [{ variable: 'deep', value: { list: ['{{d}}'] } }], to: 'next' },
          ],
        },
        // error: {{a}}: nothing sets a
        { id: 'assign', kind: 'assign', set: [{ variable: 'copy', value: '{{a}}' }] },
        // error: {{a}}: nothing sets a
        { id: 'wait', kind: 'wait', reference: '{{a}}' },
        // error: {{a}}: nothing sets a
        { id: 'person', kind: 'handoff', context: [{ name: 'a', value: '{{a}}' }] },
        // error: {{a}}: nothing sets a
        rating({ id: 'again', text: 'How was {{a}}?', variable: 'stars' }),
        // error: {{a}}: nothing sets a
        { id: 'inline', kind: 'acme/rating', text: 'How was {{a}}?', variable: 'stars' },
      ],
      // error: flow has no field "trigger"
      trigger: [],
    },
  ],
  // error: bot has no field "variable"
  variable: [],
});
