import { styleText } from 'node:util';

/** A colour or weight of text. */
export type Ink = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'magenta';

/** Colours a text, or leaves it as it is. */
export type Paint = (ink: Ink | readonly Ink[], text: string) => string;

/** Leaves every text as it is. */
export const noPaint: Paint = (_ink, text) => text;

/** Colours for what is written to `stream`: none when it is no terminal or `NO_COLOR` is set, unless `FORCE_COLOR` is. */
export const paintFor =
  (stream: object): Paint =>
  (ink, text) =>
    styleText(typeof ink === 'string' ? ink : [...ink], text, { stream: stream as NodeJS.WritableStream, validateStream: true });

/** Colours every text: for what somebody else writes to a stream that takes colours. */
export const fullPaint: Paint = (ink, text) => styleText(typeof ink === 'string' ? ink : [...ink], text, { validateStream: false });
