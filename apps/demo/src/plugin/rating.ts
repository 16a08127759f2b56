import { defineNodeKind, outcome } from '@dragoman/core';
import * as z from 'zod';

const stars = [1, 2, 3, 4, 5].map((count) => ({
  id: `${count}`,
  label: '★'.repeat(count),
  value: `${count}`,
  action: { kind: 'reply' as const },
}));

/**
 * Five stars to choose from; the variable takes their number. Three and more is happy. Said in core kinds too, so every
 * platform carries it, including those not written yet.
 */
export const rating = defineNodeKind({
  kind: 'demo/rating',
  schema: z.object({ text: z.string(), variable: z.string().min(1), retryText: z.string().default('One to five stars, please.') }),
  outcomes: ['unhappy', 'happy'],

  enter(node, turn) {
    turn.send({ kind: 'options', text: node.text, options: stars });
    return turn.wait(stars);
  },
  reply(node, _text, turn, { option }) {
    if (option === undefined) {
      turn.send({ kind: 'options', text: node.retryText, options: stars });
      return turn.wait(stars);
    }
    turn.set(node.variable, option);
    return turn.route(Number(option) < 3 ? 'unhappy' : 'happy');
  },

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
