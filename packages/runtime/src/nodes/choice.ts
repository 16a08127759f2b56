import { type ChoiceNode, compileText } from '@dragoman/core';
import { compileOptions } from '../content/compiled-options.ts';
import type { Behaviour } from './behaviour.ts';

export const choiceBehaviour = (node: ChoiceNode): Behaviour => {
  const text = compileText(node.text);
  const options = compileOptions(node.options);
  return {
    ...(node.variable !== undefined && { variable: node.variable }),
    expectsOption: true,
    prepare: (turn) => {
      const shown = options.render(turn);
      return {
        messages: [{ kind: 'options', text: text.render(turn.lookup, turn.bot.semantics), options: shown }],
        wait: { options: shown },
      };
    },
  };
};
