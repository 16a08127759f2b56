import type { ConversationKey, Input, RunEvent } from '@dragoman/core';

/** A turn that is over, with everything said in it arrived. */
export interface DoneTurn {
  readonly turn: number;
  readonly cause: Input['kind'];
}

/** Knows when a turn is done: effects leave through an outbox and may arrive after the turn has ended. */
export interface TurnWatch {
  /** To be called with every input that is delivered, in order: resolves when its turn is done. */
  expect(key: ConversationKey): Promise<void>;
  noteEvent(key: ConversationKey, event: RunEvent): void;
  /** To be called when an effect has arrived. */
  noteArrival(key: ConversationKey): void;
}

interface Watched {
  readonly expected: (() => void)[];
  /** Turns whose effects are still on their way, and how many have to arrive before each is done. */
  readonly ended: { readonly done: DoneTurn; readonly effects: number }[];
  cause: Input['kind'];
  sent: number;
  arrived: number;
}

export const createTurnWatch = (onDone: (key: ConversationKey, done: DoneTurn) => void): TurnWatch => {
  const all = new Map<ConversationKey, Watched>();
  const of = (key: ConversationKey): Watched => {
    const watched = all.get(key) ?? { expected: [], ended: [], cause: 'message', sent: 0, arrived: 0 };
    all.set(key, watched);
    return watched;
  };
  const settle = (key: ConversationKey, { ended, expected, arrived }: Watched): void => {
    while (ended[0] !== undefined && ended[0].effects <= arrived) {
      const { done } = ended[0];
      ended.shift();
      onDone(key, done);
      // A timer goes off by itself; nobody delivered it.
      if (done.cause !== 'timer') expected.shift()?.();
    }
  };

  return {
    expect: (key) => new Promise((resolve) => of(key).expected.push(resolve)),
    noteEvent(key, event) {
      const watched = of(key);
      if (event.event === 'turn-start') watched.cause = event.input.kind;
      if (event.event === 'message-send') watched.sent += 1;
      if (event.event !== 'turn-end') return;
      watched.ended.push({ done: { turn: event.turn, cause: watched.cause }, effects: watched.sent });
      settle(key, watched);
    },
    noteArrival(key) {
      const watched = of(key);
      watched.arrived += 1;
      settle(key, watched);
    },
  };
};
