import { defineBot, defineNodeKind } from '@dragoman/core';
import * as z from 'zod';

const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string() }),
  outcomes: ['unhappy', 'happy'],
  enter: (node, turn) => {
    turn.send(node.text);
    // error: Argument of type '"sad"' is not assignable to parameter of type '"happy" | "unhappy"'
    return turn.route('sad');
  },
});

defineBot({
  id: 'survey',
  flows: [
    {
      id: 'main',
      nodes: [
        rating({
          id: 'rate',
          text: 'How was it?',
          variable: 'stars',
          routes: [
            { when: 'happy', to: 'thanks' },
            // error: acme/rating has no outcome "hapy"
            { when: 'hapy', to: 'thanks' },
          ],
        }),
        // error: no node "thnks"
        rating({ id: 'again', text: 'And now?', variable: 'stars', next: 'thnks' }),
        // error: acme/rating has no field "colour"
        rating({ id: 'third', text: 'And now?', variable: 'stars', colour: 'red' }),
        { id: 'thanks', kind: 'message', text: '{{stars}} stars.' },
      ],
    },
  ],
});
