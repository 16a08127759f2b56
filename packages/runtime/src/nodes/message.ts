import type { MessageNode } from '@dragoman/core';
import { compileContent } from '../content/compiled-content.ts';
import type { Behaviour } from './behaviour.ts';

export const messageBehaviour = (node: MessageNode): Behaviour => {
  const contents = node.content.map(compileContent);
  return {
    prepare: (turn, compiled) => ({ messages: contents.flatMap((content) => content.render(turn, compiled)), wait: {} }),
  };
};
