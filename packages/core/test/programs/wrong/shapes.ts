import { defineBot } from '@dragoman/core';

// A wrong shape is told by the compiler in its own words, at the same places.
defineBot({
  id: 'method',
  // error: Type '"GTE"' is not assignable to type 'Method'
  integrations: [{ id: 'look-up', method: 'GTE', url: 'https://api.shop.example', response: { variable: 'order' } }],
});
defineBot({
  id: 'kind',
  flows: [
    {
      id: 'main',
      nodes: [
        // error: Did you mean '"message"'?
        { id: 'say', kind: 'mesage', text: 'Hello.' },
      ],
    },
  ],
});
defineBot({
  id: 'missing',
  flows: [
    {
      id: 'main',
      nodes: [
        // error: Property 'text' is missing
        { id: 'ask', kind: 'question' },
      ],
    },
  ],
});
defineBot({
  id: 'operator',
  flows: [
    {
      id: 'main',
      nodes: [
        // error: Type '"eq"' is not assignable to type 'Operator'
        { id: 'decide', kind: 'condition', routes: [{ if: { left: 'a', op: 'eq' }, to: 'next' }] },
      ],
    },
  ],
});
