import type { Diagnostic, RunEvent } from '@dragoman/core';
import { printable } from '../printing/printable.ts';
import type { Terminal } from './terminal.ts';

/** Notices whether a run went wrong, and says so on standard error unless the trace shows it already. */
export interface RunWatch {
  event(event: RunEvent): void;
  /** An error was reported, or a turn failed. */
  readonly failed: boolean;
}

export interface RunWatchOptions {
  readonly trace: boolean;
  problemLine(diagnostic: Diagnostic): string;
}

export const createRunWatch = (terminal: Terminal, { trace, problemLine }: RunWatchOptions): RunWatch => {
  let failed = false;
  return {
    event: (event) => {
      if (event.event === 'turn-end' && event.failed === true) failed = true;
      if (event.event === 'request-end' && !trace) terminal.warn(setupProblems(event));
      if (event.event !== 'diagnostic') return;
      const { diagnostic } = event;
      if (diagnostic.severity === 'error') failed = true;
      if (trace || diagnostic.severity === 'info') return;
      const line = printable(problemLine(diagnostic));
      if (diagnostic.severity === 'error') terminal.complain([line]);
      else terminal.warn([line]);
    },
    get failed() {
      return failed;
    },
  };
};

/** What keeps a call from being made lies here, not at the API, and would be hard to find behind a bot that routes it well. */
const setupProblems = ({ integration, outcome }: Extract<RunEvent, { readonly event: 'request-end' }>): readonly string[] => {
  if (outcome.kind !== 'error' || outcome.detail === undefined) return [];
  return ['blocked', 'configuration', 'unsupported'].includes(outcome.reason) ? [printable(`${integration}: ${outcome.detail}`)] : [];
};
