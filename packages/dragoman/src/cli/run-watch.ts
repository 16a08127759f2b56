import { formatDiagnostic, type RunEvent } from '@dragoman/core';
import { printable } from '../printing/printable.ts';
import type { Terminal } from './terminal.ts';

/** Notices whether a run went wrong, and says so on standard error unless the trace shows it already. */
export interface RunWatch {
  event(event: RunEvent): void;
  /** An error was reported, or a turn failed. */
  readonly failed: boolean;
}

export const createRunWatch = (terminal: Terminal, { trace }: { readonly trace: boolean }): RunWatch => {
  let failed = false;
  return {
    event: (event) => {
      if (event.event === 'turn-end' && event.failed === true) failed = true;
      if (event.event !== 'diagnostic') return;
      const { diagnostic } = event;
      if (diagnostic.severity === 'error') failed = true;
      if (trace || diagnostic.severity === 'info') return;
      const line = printable(formatDiagnostic(diagnostic));
      if (diagnostic.severity === 'error') terminal.complain([line]);
      else terminal.remark([`${terminal.paintError('yellow', 'warning')} ${line}`]);
    },
    get failed() {
      return failed;
    },
  };
};
