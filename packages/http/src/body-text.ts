import { isUtf8 } from 'node:buffer';

/** The text of a body, and whether every byte of it could be read. */
export interface BodyText {
  readonly text: string;
  readonly isExact: boolean;
}

/**
 * Reads bytes in the charset their byte order mark or their content type names, else in the one given or as UTF-8. The
 * mark itself is left out, and what cannot be read becomes `�`. A charset that nobody knows counts as none.
 */
export const bodyText = (bytes: Buffer, contentType: string, otherwise = 'utf-8'): BodyText => {
  const charset = markedCharset(bytes) ?? namedCharset(contentType) ?? otherwise;
  const decoder = isUtf8Name.test(charset) ? undefined : decoderFor(charset);
  if (decoder !== undefined) return decoded(bytes, decoder);
  const text = bytes.toString('utf8');
  return { text: text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text, isExact: isUtf8(bytes) };
};

const isUtf8Name = /^utf-?8$/i;
const byteOrderMark = 0xfeff;

/** A mark says more than a content type: it is in the body itself. */
const markedCharset = (bytes: Buffer): string | undefined => {
  const first = bytes[0] ?? 0;
  if (first < 0xef) return undefined;
  if (first === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (first === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return first === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
};

const namedCharset = (contentType: string): string | undefined => /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];

/** Refuses what it cannot read. */
const decoderFor = (charset: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
};

const decoded = (bytes: Buffer, decoder: TextDecoder): BodyText => {
  try {
    return { text: decoder.decode(bytes), isExact: true };
  } catch {
    return { text: new TextDecoder(decoder.encoding).decode(bytes), isExact: false };
  }
};
