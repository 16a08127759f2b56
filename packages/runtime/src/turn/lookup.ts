import type { Lookup } from '@dragoman/core';
import { locationVariable, messageVariable, own } from './own.ts';
import type { Turn } from './turn.ts';
import { readVariable } from './variables.ts';

/** Reads what a placeholder can name: the reserved roots, else a variable. `secret` has no readable value. */
export const createLookup = (turn: Turn): Lookup => {
  return (root, as) => {
    if (as === 'variable') return readVariable(turn, root);
    switch (root) {
      case 'user':
        return own(turn.turnVariables, messageVariable);
      case 'env':
        return turn.parts.env;
      case 'session':
        return turn.session && { id: turn.session.id, startedAtMs: turn.session.startedAtMs, turn: turn.number };
      case 'location':
        return turn.session && own(turn.session.variables, locationVariable);
      case 'item':
        return turn.item;
      case 'secret':
        return undefined;
      default:
        return readVariable(turn, root);
    }
  };
};
