import { compileText, type WaitNode } from '@dragoman/core';
import type { Behaviour } from './behaviour.ts';

export const waitBehaviour = (node: WaitNode): Behaviour => {
  const reference = compileText(node.reference);
  return {
    ...(node.variable !== undefined && { variable: node.variable }),
    prepare: ({ lookup, bot }) => ({
      wait: { reference: reference.render(lookup, bot.semantics), ...(node.timeoutMs !== undefined && { timeoutMs: node.timeoutMs }) },
    }),
  };
};
