import { isUtf8 } from 'node:buffer';

/** The text of a body, and whether every byte of it could be read. */
export interface BodyText {
  readonly text: string;
  readonly isExact: boolean;
}

/** Reads bytes in the charset their content type names, else as UTF-8, without a byte order mark. What cannot be read becomes `�`. */
export const bodyText = (bytes: Buffer, contentType: string): BodyText => {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8') {
    const decoder = decoderFor(charset);
    if (decoder !== undefined) return { text: decoder.decode(bytes), isExact: true };
  }
  const text = bytes.toString('utf8');
  return { text: text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text, isExact: isUtf8(bytes) };
};

const byteOrderMark = 0xfeff;

const decoderFor = (charset: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
};
