import { defineBot } from '@dragoman/core';

defineBot({
  id: 'routes',
  integrations: [
    {
      id: 'lookup',
      method: 'GET',
      // error: {{ordr}}: nothing sets ordr
      url: 'https://api.shop.example/{{ordr}}',
      // error: no credential "nobody"
      credential: 'nobody',
      response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
    },
  ],
  flows: [
    {
      id: 'main',
      nodes: [
        // error: no node may be called "next"
        { id: 'next', kind: 'message', text: 'Hello.' },
        // error: no node "nowhere"
        { id: 'jump', kind: 'jump', to: 'nowhere' },
        // error: no flow "other"
        { id: 'away', kind: 'message', text: 'Away.', next: { flow: 'other' } },
        {
          id: 'choose',
          kind: 'choice',
          text: 'Tea?',
          options: ['Yes', { id: 'no', label: 'No' }],
          routes: [
            { when: { option: 'yes' }, to: 'away' },
            // error: no option "maybe"
            { when: { option: 'maybe' }, to: 'away' },
          ],
        },
        {
          id: 'check',
          kind: 'condition',
          routes: [
            // error: nothing sets total
            { if: { left: 'total', op: 'greater', right: 3 }, to: 'away' },
            { if: { left: '{{order.status}}', op: 'equals', right: 'new' }, to: 'away' },
          ],
        },
        // error: {{secret.KEY}}
        { id: 'leak', kind: 'message', text: 'The key is {{secret.KEY}}.' },
      ],
    },
  ],
});
