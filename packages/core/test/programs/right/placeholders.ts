import { defineBot } from '@dragoman/core';

export default defineBot({
  id: 'placeholders',
  variables: [{ name: 'sign up date' }, { name: 'name' }, { name: 'user' }, { name: 'größe' }],
  integrations: [
    {
      id: 'look-up',
      method: 'POST',
      url: 'https://api.shop.example/{{name}}?at={{ env.REGION }}',
      headers: [{ name: 'authorization', value: 'Bearer {{secret.TOKEN}}' }],
      body: { text: '{"a":{"b":{{name}}},"c":{{{name}}}}' },
      response: {
        variable: 'order',
        fields: [
          { name: 'status', path: '$.status', to: 'state' },
          { name: 'lines', path: '$.lines' },
        ],
      },
    },
    {
      id: 'look-again',
      method: 'GET',
      url: 'https://api.shop.example',
      response: { variable: 'order', fields: [{ name: 'eta', path: '$.eta' }] },
    },
    {
      id: 'who',
      method: 'GET',
      url: 'https://api.shop.example',
      response: { variable: 'name', fields: [{ name: 'first', path: '$.first' }] },
    },
  ],
  flows: [
    {
      id: 'main',
      nodes: [
        {
          id: 'say',
          kind: 'message',
          content: [
            '{{order.status}} {{order.eta}} {{order.$body.shipping.eta}} {{order.$status}} {{order.$outcome}} {{order.$count}} {{order.$rows}}',
            '{{state}} {{größe}} {{order.lines[0].name}} {{order.$rows[{{index}}].name}} {{order}} {{order["status"]}}',
            '{{ name }} {{\n  order.status\n}} {{{name}}} {{{{name}}}}',
            '{{"{{"}} {{"nobody sets {{this}}"}} {{\'nor {{that}}\'}}',
            '{{user.name}} {{env.REGION}} {{session.id}} {{location.latitude}} {{var["sign up date"]}} {{var.name}} {{var["user"]}}',
            'A name that is a response too may be anything: {{name.last}}',
            'Braces { } }} that are text, and {{name}}',
          ],
        },
        {
          id: 'index',
          kind: 'assign',
          set: [
            { variable: 'index', value: 0 },
            { variable: 'deep', value: { list: ['{{order.lines}}'] } },
          ],
        },
        {
          id: 'conditions',
          kind: 'condition',
          routes: [
            { if: { left: 'sign up date', op: 'is-set' }, to: 'say' },
            { if: { left: 'order.status', op: 'equals', right: 'no variable' }, to: 'say' },
            { if: { left: { variable: 'name' }, op: 'equals', right: { template: '{{state}}' } }, to: 'say' },
            { if: { left: { literal: '{{text}}' }, op: 'equals', right: { literal: '{{text}}' } }, to: 'say' },
            { if: { kind: 'platform', adapter: 'acme', raw: '{{theirs}}' }, to: 'say' },
          ],
        },
        {
          id: 'patterns',
          kind: 'question',
          text: 'Which?',
          variable: 'which',
          routes: [{ when: { regex: '^a{{2}$' }, set: [{ variable: 'chosen', value: '{{which}}' }], say: '{{chosen}}', to: 'say' }],
        },
        {
          id: 'long',
          kind: 'message',
          text: 'It is {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}, {{name}}.',
        },
      ],
    },
  ],
});
