import type { RunEvent } from '@dragoman/core';
import { effectLines, inputLines, type Paint, waterfallLines } from 'dragoman';
import type { Happening } from '../desk/open-desk.ts';

export interface HappeningPrinterOptions {
  readonly paint: Paint;
  print(line: string): void;
  /** Whether a turn that called an API is followed by its waterfall. */
  readonly hasWaterfall: () => boolean;
}

/** Prints a conversation as it happens, and under each turn that called an API where its time went. */
export const createHappeningPrinter = ({ paint, print, hasWaterfall }: HappeningPrinterOptions): ((happening: Happening) => void) => {
  let events: RunEvent[] = [];

  return (happening) => {
    if (happening.kind === 'input') for (const line of inputLines(happening.input, { paint })) print(line);
    if (happening.kind === 'effect') for (const line of effectLines(happening.effect, { paint })) print(line);
    if (happening.kind === 'event' && happening.event.event !== 'variable-set') events.push(happening.event);
    if (happening.kind !== 'done') return;
    const turn = events.filter((event) => event.turn === happening.turn);
    events = events.filter((event) => event.turn > happening.turn);
    if (!hasWaterfall() || !turn.some(({ event }) => event === 'request-end')) return;
    for (const line of waterfallLines(turn, { paint })) print(line);
  };
};
