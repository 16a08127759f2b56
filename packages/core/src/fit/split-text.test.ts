import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboundMessage } from '../conversation/effect.ts';
import { joinSplit } from './join-split.ts';
import { shortenText, splitText } from './split-text.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'bc', ' ', '  ', '\n', '\n\n', '\r\n', 'e\u0301', ' \u0301', '🐫', '👨‍👩‍👧', '🇩🇪', '.'),
  maxLength: 200,
});
const limit = fc.integer({ min: 2, max: 40 });

describe('splitText', () => {
  test.each([
    ['One line.\n\nTwo lines and', 16, ['One line.\n\n', 'Two lines and']],
    ['One line.\nTwo lines and', 14, ['One line.\n', 'Two lines and']],
    ['one two three', 9, ['one two ', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['🐫🐫🐫', 3, ['🐫', '🐫', '🐫']],
    ['abce\u0301b', 4, ['abc', 'e\u0301b']],
    ['a bcdefghij', 10, ['a bcdefghi', 'j']],
    ['exactly so', 10, ['exactly so']],
    ['', 10, ['']],
  ])('%j at %i', (said, most, parts) => {
    expect(splitText(said, most)).toEqual(parts);
  });

  test('parts fit, are the text again, and no character is cut that fits twice', () => {
    fc.assert(
      fc.property(text, limit, (said, most) => {
        const parts = splitText(said, most);
        expect(parts.join('')).toBe(said);
        let at = 0;
        const cuts = new Set(parts.map((part) => (at += part.length)));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(part.isWellFormed()).toBe(true);
        }
        for (const { index, segment } of new Intl.Segmenter('en').segment(said)) {
          if (segment.length > most / 2) continue;
          for (let inside = index + 1; inside < index + segment.length; inside += 1) expect(cuts.has(inside)).toBe(false);
        }
      }),
    );
  });

  test('takes linear time', () => {
    const startMs = performance.now();
    expect(splitText('word and \n'.repeat(100_000), 1_000).length).toBeGreaterThan(900);
    expect(splitText('e\u0301'.repeat(200_000), 1_000).length).toBe(400);
    expect(splitText(`a${'\u0301'.repeat(200_000)}`, 1_000).length).toBe(201);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });
});

describe('shortenText', () => {
  test.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['two words', 5, 'two…'],
    ['👨‍👩‍👧👨‍👩‍👧', 10, '👨‍👩‍👧…'],
  ])('%s to %i', (said, length, expected) => {
    expect(shortenText(said, length)).toBe(expected);
  });
});

describe('joinSplit', () => {
  const message = (said: string): OutboundMessage => ({ kind: 'text', text: said });

  test('what a limit cut is one again', () => {
    fc.assert(
      fc.property(text, limit, (said, length) => {
        expect(joinSplit(splitText(said, length).map(message), { text: { length } })).toEqual([message(said)]);
      }),
    );
  });

  test('short messages stay apart, and so do those that are cut elsewhere', () => {
    const apart = [message('one two '), message('three'), message('four')];
    expect(joinSplit(apart, { text: { length: 100 } })).toEqual(apart);
    expect(joinSplit(apart, { text: { length: 9 } })).toEqual([message('one two three'), message('four')]);
    expect(joinSplit(apart, { text: {} })).toEqual(apart);
  });

  test('a text is joined with the options it was cut from', () => {
    const options: OutboundMessage = { kind: 'options', text: 'three', options: [{ id: 'a', label: 'A', action: { kind: 'reply' } }] };
    expect(joinSplit([message('one two '), options, message('three')], { text: { length: 9 } })).toEqual([
      { ...options, text: 'one two three' },
      message('three'),
    ]);
  });
});
