import type { RunEvent } from '@dragoman/core';
import { noPaint } from '../printing/paint.ts';
import { waterfallLines } from '../printing/waterfall-lines.ts';

/** What happened in a turn of a run, by default the last one, as the trace of `dragoman run` shows it. */
export const traceLines = (events: readonly RunEvent[], turn = events.at(-1)?.turn): readonly string[] =>
  waterfallLines(
    events.filter((event) => event.turn === turn),
    { paint: noPaint, width: 100 },
  );
