import type { RunEvent } from '@dragoman/core';
import { noPaint } from '../printing/paint.ts';
import { waterfallLines } from '../printing/waterfall-lines.ts';

/** What happened in the last turn of a run, as the trace of `dragoman run` shows it. */
export const traceLines = (events: readonly RunEvent[]): readonly string[] => {
  const from = events.findLastIndex(({ event }) => event === 'turn-start');
  return from === -1 ? [] : waterfallLines(events.slice(from), { paint: noPaint, width: 100 });
};
