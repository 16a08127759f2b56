import { defineBot } from '@dragoman/core';

defineBot({
  id: 'routes',
  integrations: [{ id: 'look-up', method: 'GET', url: 'https://api.shop.example', response: { variable: 'order' } }],
  flows: [
    {
      id: 'targets',
      nodes: [
        // error: no node may be called "next"
        { id: 'next', kind: 'message', text: 'Hello.' },
        // error: two nodes are called "twice"
        { id: 'twice', kind: 'message', text: 'Hello.' },
        // error: no node "nowhere"
        { id: 'jump', kind: 'jump', to: 'nowhere' },
        // error: no node "nowhere"
        { id: 'by-id', kind: 'message', text: 'Away.', next: { node: 'nowhere' } },
        // error: no node "repeat"
        { id: 'by-word', kind: 'message', text: 'Away.', next: { node: 'repeat' } },
        // error: no flow "other"
        { id: 'by-flow', kind: 'message', text: 'Away.', next: { flow: 'other' } },
      ],
    },
    {
      id: 'outcomes',
      nodes: [
        // error: two nodes are called "twice"
        { id: 'twice', kind: 'message', text: 'Hello.' },
        {
          id: 'call',
          kind: 'api',
          integration: 'look-up',
          routes: [
            // error: api has no outcome "timeuot"
            { when: 'timeuot', to: 'repeat' },
            // error: api has no outcome "6xx"
            { when: '6xx', to: 'repeat' },
            // error: api has no outcome "no-match"
            { when: 'no-match', to: 'repeat' },
            // error: api cannot wait for "option"
            { when: { option: 'yes' }, to: 'repeat' },
            // error: route has no field "too"
            { when: 200, to: 'repeat', too: 'repeat' },
          ],
        },
        {
          id: 'ask',
          kind: 'question',
          text: 'Which?',
          routes: [
            // error: question has no outcome "timeout"
            { when: 'timeout', to: 'repeat' },
            // error: question has no outcome "empty"
            { when: { outcome: 'empty' }, to: 'repeat' },
            // error: question cannot wait for 404
            { when: 404, to: 'repeat' },
            // error: question cannot wait for "status"
            { when: { status: 404 }, to: 'repeat' },
          ],
        },
        {
          id: 'shelf',
          kind: 'list',
          text: 'Which?',
          rows: '{{order.$rows}}',
          label: '{{item}}',
          // error: list has no outcome "choosen"
          routes: [{ when: 'choosen', to: 'call' }],
        },
        // error: wait has no outcome "called"
        { id: 'wait', kind: 'wait', reference: 'a', routes: [{ when: 'called', to: 'call' }] },
        // error: handoff has no outcome "timeout"
        { id: 'person', kind: 'handoff', routes: [{ when: 'timeout', to: 'call' }] },
        // error: condition has no outcome "yes"
        { id: 'decide', kind: 'condition', routes: [{ when: 'yes', to: 'call' }] },
        {
          id: 'choose',
          kind: 'choice',
          text: 'Tea?',
          options: ['Yes, please!', { id: 'no', label: 'No' }],
          routes: [
            { when: { option: 'yes-please' }, to: 'call' },
            // error: no option "yes"
            { when: { option: 'yes' }, to: 'call' },
            // error: choice has no outcome "no"
            { when: 'no', to: 'call' },
          ],
        },
      ],
    },
  ],
});
