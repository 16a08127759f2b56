import { type Clock, createToken, type Events, type Outcome } from '@dragoman/core';

/** What came of one conversation. */
export interface LedgerEntry {
  readonly title: string;
  readonly isAsExpected: boolean;
}

/** A book of finished conversations. While it is open it counts how the API calls in between ended. */
export interface Ledger {
  note(entry: LedgerEntry): void;
  read(): LedgerPage;
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[];
  /** Calls by how they ended, the most frequent first: `200`, `timeout`, `refused`. */
  readonly calls: readonly { readonly ended: string; readonly count: number }[];
  /** Since the book was opened. */
  readonly durationMs: number;
}

/** Whoever has the container has the book: `container.get(Ledger)`. */
export const Ledger = createToken<Ledger>('demo/ledger');

export const createLedger = ({ clock, events }: { readonly clock: Clock; readonly events: Events }) => {
  const entries: LedgerEntry[] = [];
  const calls = new Map<string, number>();
  let openedAtMs = clock.now();
  let stopListening = (): void => {};

  return {
    open(): void {
      openedAtMs = clock.now();
      stopListening = events.on('request-end', ({ outcome }) => {
        const ended = endOf(outcome);
        calls.set(ended, (calls.get(ended) ?? 0) + 1);
      });
    },
    close: (): void => stopListening(),
    note: (entry: LedgerEntry): void => void entries.push(entry),
    read: (): LedgerPage => ({
      entries: [...entries],
      calls: [...calls].map(([ended, count]) => ({ ended, count })).sort((a, b) => b.count - a.count),
      durationMs: clock.now() - openedAtMs,
    }),
  };
};

const endOf = (outcome: Outcome): string => {
  if (outcome.kind === 'response') return `${outcome.status}`;
  return outcome.kind === 'error' ? outcome.reason : outcome.kind;
};
