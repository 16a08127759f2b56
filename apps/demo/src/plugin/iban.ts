import { defineNodeKind, outcome } from '@dragoman/core';
import * as z from 'zod';
import { ibanCheckEs5, ibanIsValid, ibanShape } from './iban-check.ts';

/**
 * Asks for a bank account whose check digits are verified: with code of its own here, with the nearest thing elsewhere.
 * The variable takes what was said, valid or not.
 */
export const iban = defineNodeKind({
  kind: 'demo/iban',
  schema: z.object({ text: z.string(), variable: z.string().min(1) }),
  outcomes: ['given', 'invalid'],

  enter(node, turn) {
    turn.send(node.text);
    return turn.wait();
  },
  reply(node, text, turn) {
    turn.set(node.variable, text);
    return turn.route(ibanIsValid(text) ? 'given' : 'invalid');
  },

  lower(node, { capabilities }) {
    const ask = { id: 'ask', kind: 'question', text: node.text, variable: node.variable };
    if (!capabilities.scripts.includes('es5')) {
      return {
        nodes: [{ ...ask, routes: [{ when: { regex: ibanShape }, to: outcome('given') }, { to: outcome('invalid') }] }],
        loss: 'Only the shape of the number is checked, not its check digits.',
      };
    }
    const isValid = `${node.variable}IsValid`;
    return {
      nodes: [
        { ...ask, next: 'check' },
        { id: 'check', kind: 'script', dialect: 'es5', source: ibanCheckEs5(node.variable, isValid), next: 'sort' },
        {
          id: 'sort',
          kind: 'condition',
          routes: [{ if: { left: { variable: isValid }, op: 'equals', right: 'true' }, to: outcome('given') }, { to: outcome('invalid') }],
        },
      ],
    };
  },
});
