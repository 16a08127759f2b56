import type { Concurrency } from '@dragoman/core';
import type { CallScope } from './call-scope.ts';
import { Gate } from './gate.ts';

/** Holds each integration to the number of calls it may have under way. */
export interface Places {
  /** False when all places and the whole line are taken, or the scope ended while waiting. */
  enter(integration: string, concurrency: Concurrency, scope: CallScope): boolean | Promise<boolean>;
  leave(integration: string): void;
}

export const createPlaces = (): Places => {
  const gates = new Map<string, Gate>();
  return {
    enter(integration, { limit, queue = 0 }, scope) {
      let gate = gates.get(integration);
      if (gate === undefined) {
        gate = new Gate();
        gates.set(integration, gate);
      }
      return gate.enter(limit, queue, scope);
    },
    leave(integration) {
      const gate = gates.get(integration);
      gate?.leave();
      if (gate?.isIdle) gates.delete(integration);
    },
  };
};
