import type { Concurrency } from '@dragoman/core';
import type { CallScope } from './call-scope.ts';
import { Gate } from './gate.ts';

/** Holds each integration of each bot to the number of calls it may have under way. `caller` names the two. */
export interface Places {
  /** False when all places and the whole line are taken, or the scope ended while waiting. */
  enter(caller: string, concurrency: Concurrency, scope: CallScope): boolean | Promise<boolean>;
  leave(caller: string): void;
}

export const createPlaces = (): Places => {
  const gates = new Map<string, Gate>();
  return {
    enter(caller, { limit, queue = 0 }, scope) {
      let gate = gates.get(caller);
      if (gate === undefined) {
        gate = new Gate();
        gates.set(caller, gate);
      }
      return gate.enter(limit, queue, scope);
    },
    leave(caller) {
      const gate = gates.get(caller);
      gate?.leave();
      if (gate?.isIdle) gates.delete(caller);
    },
  };
};
