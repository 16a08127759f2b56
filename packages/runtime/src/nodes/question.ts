import { compileText, type QuestionNode } from '@dragoman/core';
import { readVariable } from '../turn/variables.ts';
import type { Behaviour } from './behaviour.ts';

export const questionBehaviour = (node: QuestionNode): Behaviour => {
  const text = compileText(node.text);
  const { variable, skipIfSet = false } = node;
  return {
    ...(variable !== undefined && { variable }),
    ...(node.retryText !== undefined && { retryText: compileText(node.retryText) }),
    prepare: (turn) => {
      // Passed over as if its routes had nothing to say: the value it asks for is there.
      if (skipIfSet && variable !== undefined && isSet(readVariable(turn, variable))) return { target: node.next ?? 'next' };
      const said = text.render(turn.lookup, turn.bot.semantics);
      // As with a message: where placeholders leave nothing to say, nothing is said.
      return { messages: said === '' ? [] : [{ kind: 'text', text: said }], wait: {} };
    },
  };
};

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
