import { defineNodeKind } from '@dragoman/core';
import * as z from 'zod';

const stars = [1, 2, 3, 4, 5].map((count) => ({
  id: `${count}`,
  label: '★'.repeat(count),
  value: `${count}`,
  action: { kind: 'reply' as const },
}));

/** Five stars to choose from; the variable takes their number. Three and more is happy. */
export const rating = defineNodeKind({
  kind: 'demo/rating',
  schema: z.object({ text: z.string(), variable: z.string(), retryText: z.string().default('One to five stars, please.') }),
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
    const count = Number(option);
    turn.set(node.variable, count);
    return turn.route(count < 3 ? 'unhappy' : 'happy');
  },
});
