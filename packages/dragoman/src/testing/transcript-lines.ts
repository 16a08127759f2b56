import { noPaint, type Paint } from '../printing/paint.ts';
import { printable } from '../printing/printable.ts';
import { shownMessage } from './message-expectation.ts';
import type { TranscriptEntry } from './transcript.ts';

export interface TranscriptLinesOptions {
  /** The entry that is not as expected, by its position; behind the last one something is missing. */
  readonly differs?: number;
  /** Default: no colours. */
  readonly paint?: Paint;
}

/** A conversation as lines, what differs marked with a cross. */
export const transcriptLines = (
  transcript: readonly TranscriptEntry[],
  { differs, paint = noPaint }: TranscriptLinesOptions = {},
): readonly string[] => {
  const lines = transcript.map((entry, index) => `${mark(index === differs, paint)} ${entryLine(entry, paint)}`);
  return differs === transcript.length ? [...lines, `${mark(true, paint)} ${paint('dim', 'bot  (nothing more)')}`] : lines;
};

const mark = (isDifferent: boolean, paint: Paint): string => (isDifferent ? paint('red', '✗') : ' ');

const entryLine = (entry: TranscriptEntry, paint: Paint): string => {
  switch (entry.from) {
    case 'user':
      return `${paint('cyan', 'you')}  ${printable(entry.text)}`;
    case 'bot':
      return `${paint('green', 'bot')}  ${printable(shownMessage(entry))}`;
    case 'wait':
    case 'callback':
      return paint('dim', `(${entry.from} ${printable(entry.text)})`);
  }
};
