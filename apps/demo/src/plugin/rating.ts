import { defineNodeKind, outcome } from '@dragoman/core';
import * as z from 'zod';

const stars = [1, 2, 3, 4, 5].map((count) => ({ id: `${count}`, label: '★'.repeat(count), value: `${count}` }));

/**
 * Five stars to choose from; the variable takes their number. Three and more is happy. Said in core kinds, so it runs here
 * and on every platform, including those not written yet.
 */
export const rating = defineNodeKind({
  kind: 'demo/rating',
  schema: z.object({ text: z.string(), variable: z.string().min(1), retryText: z.string().default('One to five stars, please.') }),
  outcomes: ['unhappy', 'happy'],
  lower: ({ text, variable, retryText }) => ({
    nodes: [
      { id: 'ask', kind: 'choice', text, variable, options: stars, routes: [{ when: 'no-match', to: 'again' }], next: 'sort' },
      {
        id: 'again',
        kind: 'choice',
        text: retryText,
        variable,
        options: stars,
        routes: [{ when: 'no-match', to: 'repeat' }],
        next: 'sort',
      },
      {
        id: 'sort',
        kind: 'condition',
        routes: [{ if: { left: { variable }, op: 'less', right: 3 }, to: outcome('unhappy') }, { to: outcome('happy') }],
      },
    ],
  }),
});
