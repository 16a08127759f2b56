import { DragomanError } from '../dragoman-error.ts';

/** What stands before and behind a placeholder. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
  /** Whether the opening one is one character again and again, so that a text may end with a piece of it. */
  readonly isRun: boolean;
}

export const neutralDelimiters: Delimiters = { open: '{{', close: '}}', isRun: true };

/** Throws `configuration` for delimiters between which a path could not be told from what closes it. */
export const delimitersOf = (open: string, close: string): Delimiters => {
  const isRun = [...open].every((character) => character === open[0]);
  const isClear = opening.test(open) && closing.test(close) && (isRun || !overlapsItself(open));
  if (isClear) return { open, close, isRun };
  throw new DragomanError(
    `Placeholders cannot stand between ${JSON.stringify(open)} and ${JSON.stringify(close)}. ` +
      'Take delimiters without spaces and quotes: an opening one that does not end like a name, a closing one that does not begin like the rest of a path.',
    { code: 'configuration' },
  );
};

// Behind the opening one stands a name or a quote; in brackets it is told from numbers and quotes.
const opening = /^[^\s"'\\\d][^\s"'\\]*(?<![\p{L}\p{M}\p{N}_$-])$/u;
// A path goes on with a name's characters, a dot or a bracket.
const closing = /^[^\s"'\\\p{L}\p{M}\p{N}_$.[-][^\s"']*$/u;

const overlapsItself = (open: string): boolean => {
  for (let length = 1; length < open.length; length += 1) if (open.endsWith(open.slice(0, length))) return true;
  return false;
};
