import type { Diagnostic } from '@dragoman/core';
import type { Turn } from './turn.ts';

/** Tells who listens that something in the run deserves a look. */
export const report = (turn: Turn, diagnostic: Omit<Diagnostic, 'place'> & { readonly place?: string }): void => {
  turn.host.emit?.({
    event: 'diagnostic',
    atMs: turn.host.now(),
    turn: turn.number,
    diagnostic: { place: '', ...diagnostic, reason: turn.redactor.text(diagnostic.reason) },
  });
};
