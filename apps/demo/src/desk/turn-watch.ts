import type { ConversationKey, RunEvent } from '@dragoman/core';

/** Knows when an input is done: its turn has ended and everything said in it has arrived. */
export interface TurnWatch {
  /** To be called with every input, in order: resolves when it is done. */
  expect(key: ConversationKey): Promise<void>;
  noteEvent(key: ConversationKey, event: RunEvent): void;
  /** To be called when an effect has arrived. */
  noteArrival(key: ConversationKey): void;
}

interface Watched {
  readonly expected: (() => void)[];
  /** Ended turns whose effects are still on their way. */
  readonly ended: { readonly isDone: () => void; readonly effects: number }[];
  /** A timer's turn was expected by nobody. */
  isTimer: boolean;
  sent: number;
  arrived: number;
}

export const createTurnWatch = (): TurnWatch => {
  const all = new Map<ConversationKey, Watched>();
  const of = (key: ConversationKey): Watched => {
    const watched = all.get(key) ?? { expected: [], ended: [], isTimer: false, sent: 0, arrived: 0 };
    all.set(key, watched);
    return watched;
  };
  const settle = ({ ended, arrived }: Watched): void => {
    while (ended[0] !== undefined && ended[0].effects <= arrived) ended.shift()?.isDone();
  };

  return {
    expect: (key) => new Promise((resolve) => of(key).expected.push(resolve)),
    noteEvent(key, event) {
      const watched = of(key);
      if (event.event === 'turn-start') watched.isTimer = event.input.kind === 'timer';
      if (event.event === 'message-send') watched.sent += 1;
      if (event.event !== 'turn-end' || watched.isTimer) return;
      watched.ended.push({ isDone: watched.expected.shift() ?? (() => {}), effects: watched.sent });
      settle(watched);
    },
    noteArrival(key) {
      const watched = of(key);
      watched.arrived += 1;
      settle(watched);
    },
  };
};
