import type { AssignNode } from '@dragoman/core';
import { compileAssignments } from '../compile/compiled-route.ts';
import { assign } from '../turn/variables.ts';
import type { Behaviour } from './behaviour.ts';

export const assignBehaviour = (node: AssignNode): Behaviour => {
  const assignments = compileAssignments(node.set);
  return {
    prepare: (turn) => {
      assign(turn, assignments);
      return {};
    },
  };
};
