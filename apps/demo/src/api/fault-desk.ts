import type { Fault } from './fault.ts';

/** A call that is kept waiting. */
export interface Hold {
  /** Resolves when the first request has arrived and waits. */
  readonly arrived: Promise<void>;
  release(): void;
}

/** Which routes misbehave at the moment, and how. `*` stands for every route. */
export interface FaultDesk {
  set(route: string, fault: Fault): void;
  hold(route: string): Hold;
  /** What is to happen to a request of this route. */
  of(route: string): ActiveFault | undefined;
  list(): readonly { readonly route: string; readonly fault: Fault }[];
  /** Ends the faults of a route, without one all of them; held requests are answered. */
  clear(route?: string): void;
}

export interface ActiveFault {
  readonly fault: Fault;
  /** Resolves when the fault is cleared. */
  readonly cleared: Promise<void>;
  /** To be called when the fault takes hold of a request. */
  arrive(): void;
}

export const createFaultDesk = (): FaultDesk => {
  const faults = new Map<string, ActiveFault & { clear(): void; readonly arrived: Promise<void> }>();

  const clear = (route: string): void => {
    faults.get(route)?.clear();
    faults.delete(route);
  };
  const set = (route: string, fault: Fault) => {
    clear(route);
    const cleared = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const active = { fault, cleared: cleared.promise, clear: cleared.resolve, arrived: arrived.promise, arrive: arrived.resolve };
    faults.set(route, active);
    return active;
  };

  return {
    set,
    hold(route) {
      const held = set(route, { kind: 'held' });
      return {
        arrived: held.arrived,
        release: () => (faults.get(route) === held ? clear(route) : undefined),
      };
    },
    of: (route) => faults.get(route) ?? faults.get('*'),
    list: () => [...faults].map(([route, { fault }]) => ({ route, fault })),
    clear: (route) => (route === undefined ? [...faults.keys()].forEach(clear) : clear(route)),
  };
};
