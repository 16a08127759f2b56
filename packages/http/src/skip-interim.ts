import type { Readable } from 'node:stream';

/** What tells one answer on a socket from the next. */
export interface AnswerCount {
  /** Requests the socket has carried. */
  readonly carried: number;
}

/**
 * Has a socket leave out interim answers (1xx): a client must read them, expected or not, and nobody here wants to know.
 * undici gives up a connection for a 100 that it did not ask for, and takes some headers of others for those of the answer.
 * A 101 is let through, because what follows it is not HTTP. Costs a comparison for each piece that is read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.2
 */
export const skipInterim = (socket: Readable, answers: AnswerCount, headerBytes: number): void => {
  const read: () => Buffer | null = socket.read.bind(socket);
  /** The request whose answer proper has begun. */
  let begun = answers.carried;
  let held: Buffer | undefined;
  socket.read = () => {
    for (;;) {
      const piece = read();
      if (piece === null || begun === answers.carried) return piece;
      // Most answers are told from interim ones by this byte alone.
      if (held === undefined && piece.length > statusAt && piece[statusAt] !== one) {
        begun = answers.carried;
        return piece;
      }
      const { rest, isBegun } = afterInterim(held === undefined ? piece : Buffer.concat([held, piece]), headerBytes);
      held = isBegun ? undefined : rest;
      if (!isBegun) continue;
      begun = answers.carried;
      return rest;
    }
  };
};

/** What stands behind whole interim answers, and whether the answer proper begins there. What cannot be told is for the parser. */
const afterInterim = (bytes: Buffer, headerBytes: number): { readonly rest: Buffer; readonly isBegun: boolean } => {
  for (let rest = bytes; ; ) {
    if (!isInterimSoFar(rest.toString('latin1', 0, sample.length))) return { rest, isBegun: true };
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return { rest, isBegun: rest.length > headerBytes };
    if (end > headerBytes || /[^\r]\n/.test(rest.toString('latin1', 0, end))) return { rest, isBegun: true };
    rest = rest.subarray(end + 4);
  }
};

const sample = 'HTTP/1.1 100';
const statusAt = 9;
const one = 0x31;

/** Whether a text begins like an interim answer, as far as there is text. */
const isInterimSoFar = (start: string): boolean => /^HTTP\/1\.\d 1(?!01)\d\d$/.test(start + sample.slice(start.length));
