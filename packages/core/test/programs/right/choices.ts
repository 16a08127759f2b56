import { defineBot, type OptionInput } from '@dragoman/core';

declare const options: readonly OptionInput[];

// Ids of options follow from their labels, where the compiler can follow.
export default defineBot({
  id: 'choices',
  integrations: [{ id: 'find', method: 'GET', url: 'https://api.shop.example', response: { variable: 'found' } }],
  flows: [
    {
      id: 'main',
      nodes: [
        {
          id: 'labels',
          kind: 'choice',
          text: 'Which?',
          options: ['Yes', 'No, cancel it!', { label: 'Track order #1' }, { id: 'own', label: 'Whatever' }, 'Yes', '???'],
          routes: [
            { when: { option: 'yes' }, to: 'next' },
            { when: { option: 'yes-2' }, to: 'next' },
            { when: { option: 'no-cancel-it' }, to: 'next' },
            { when: { option: 'track-order-1' }, to: 'next' },
            { when: { option: 'own' }, to: 'next' },
            { when: { option: 'option' }, to: 'next' },
            { when: { equals: 'maybe' }, to: 'next' },
            { when: { outcome: 'no-match' }, to: 'repeat' },
          ],
        },
        { id: 'letters', kind: 'choice', text: '?', options: ['Größe'], routes: [{ when: { option: 'grosse' }, to: 'next' }] },
        {
          id: 'long-label',
          kind: 'choice',
          text: '?',
          options: ['This label is longer than sixty characters, which is where ids are cut'],
          routes: [{ when: { option: 'this-label-is-longer-than-sixty-characters-which-is-where-ids' }, to: 'next' }],
        },
        {
          id: 'rows',
          kind: 'choice',
          text: '?',
          options: [{ id: 'row', label: '{{item}}', repeat: '{{found.$rows}}' }],
          routes: [{ when: { option: 'row-7' }, to: 'next' }],
        },
        {
          id: 'scripted',
          kind: 'choice',
          text: '?',
          options: ['Yes'],
          hooks: { before: { dialect: 'es5', source: '' } },
          routes: [{ when: { option: 'added' }, to: 'next' }],
        },
        { id: 'built', kind: 'choice', text: '?', options, routes: [{ when: { option: 'any' }, to: 'next' }] },
        {
          id: 'cards',
          kind: 'message',
          waits: true,
          content: [{ kind: 'card', options: ['Buy'] }],
          routes: [{ when: { option: 'buy' }, to: 'next' }],
        },
      ],
    },
  ],
});
