import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { skipInterim } from './skip-interim.ts';

/** What is read from a socket on which these pieces arrive, one by one. */
const readFrom = (pieces: readonly Buffer[], headerBytes = 16_384): string => {
  const socket = new Readable({ read: () => {} });
  const count = { carried: 0 };
  skipInterim(socket, count, headerBytes);
  count.carried = 1;
  return pieces
    .flatMap((piece) => {
      socket.push(piece);
      const read: string[] = [];
      for (let next = socket.read(); next !== null; next = socket.read()) read.push(next.toString('latin1'));
      return read;
    })
    .join('');
};

/** A text in pieces that end at these places. */
const cut = (text: string, places: readonly number[]): readonly Buffer[] => {
  const ends = [...new Set([...places.map((place) => place % (text.length + 1)), text.length])].toSorted((a, b) => a - b);
  return ends.map((end, index) => Buffer.from(text.slice(ends[index - 1] ?? 0, end), 'latin1')).filter(({ length }) => length > 0);
};

const interim = fc
  .tuple(fc.integer({ min: 100, max: 199 }), fc.constantFrom('', 'link: </a>\r\n', 'connection: close\r\ncontent-length: 9\r\n'))
  .filter(([status]) => status !== 101)
  .map(([status, rows]) => `HTTP/1.1 ${status} Wait\r\n${rows}\r\n`);

const answer = fc.constantFrom(
  'HTTP/1.1 200 OK\r\ncontent-length: 24\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.0 404 \r\n\r\n',
  'HTTP/1.1 1',
  'HTTP/1.1 100 Continue\nHTTP/1.1 200 OK\r\n\r\n',
  'SSH-2.0',
);

test('interim answers before the answer are left out, and nothing else, however the bytes arrive', () => {
  fc.assert(
    fc.property(fc.array(interim, { maxLength: 4 }), answer, fc.array(fc.nat(), { maxLength: 12 }), (before, after, places) => {
      const expected = after === 'HTTP/1.1 1' ? '' : after;
      expect(readFrom(cut(before.join('') + after, places))).toBe(expected);
    }),
  );
});

test('one that has no end is let through once it is larger than a header may be', () => {
  const endless = `HTTP/1.1 100 Continue\r\n${'x: y\r\n'.repeat(100)}`;
  expect(readFrom(cut(endless, [10, 200]), 400)).toBe(endless);
});
