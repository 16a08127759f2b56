import { compileText, type HandoffNode } from '@dragoman/core';
import type { Behaviour } from './behaviour.ts';

export const handoffBehaviour = (node: HandoffNode): Behaviour => {
  const queue = node.queue === undefined ? undefined : compileText(node.queue);
  const message = node.message === undefined ? undefined : compileText(node.message);
  const context = (node.context ?? []).map(({ name, value }) => ({ name, value: compileText(value) }));
  return {
    prepare: ({ lookup, bot: { semantics } }) => ({
      ...(message && { messages: [{ kind: 'text', text: message.render(lookup, semantics) }] }),
      effects: [
        {
          kind: 'handoff',
          ...(queue && { queue: queue.render(lookup, semantics) }),
          context: context.map(({ name, value }) => ({ name, value: value.render(lookup, semantics) })),
        },
      ],
      wait: {},
    }),
  };
};
