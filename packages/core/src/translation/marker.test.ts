import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { markerFits, printMarker, readMarker } from './marker.ts';

describe('a marker', () => {
  test('is a format, a payload and a hash on one line', () => {
    expect(printMarker({ node: { id: 'rate' } }, ['code'])).toMatch(/^dragoman:1 \{"node":\{"id":"rate"\}\} [0-9a-f]{16}$/);
  });

  test('comes back from inside a comment, whatever it holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (payload, generated) => {
        fc.pre(!/__proto__|prototype|constructor/.test(JSON.stringify(payload)));
        const marker = printMarker(payload as JsonObject, generated as JsonObject);
        expect(marker).not.toMatch(/\*\/|[\r\n\u2028\u2029]/);
        const read = readMarker(`/* ${marker} */ var a = 1;`);
        expect(read?.payload).toEqual(JSON.parse(JSON.stringify(payload)));
        expect(read && markerFits(read, generated as JsonObject)).toBe(true);
      }),
    );
  });

  test('keeps what would end a comment', () => {
    const payload = { text: 'a */ b \u2028 dragoman:1 {} 0123456789abcdef' };
    expect(readMarker(`/* ${printMarker(payload, null)} */`)?.payload).toEqual(payload);
  });

  test('does not fit what was changed since', () => {
    const marker = readMarker(printMarker({ a: 1 }, { code: 'x', more: [1, 2] }));
    expect(marker && markerFits(marker, { more: [1, 2], code: 'x' })).toBe(true);
    expect(marker && markerFits(marker, { code: 'x', more: [2, 1] })).toBe(false);
  });

  test.each([
    { text: '', what: 'nothing' },
    { text: 'dragoman:1', what: 'no payload' },
    { text: 'dragoman:2 {} 0123456789abcdef', what: 'another version' },
    { text: 'dragoman:1 {} 0123', what: 'no hash' },
    { text: 'dragoman:1 {"a": 0123456789abcdef', what: 'no JSON' },
    { text: 'dragoman:1 [] 0123456789abcdef', what: 'a list' },
    { text: 'dragoman:1 {"__proto__":{"x":1}} 0123456789abcdef', what: 'a prototype' },
    { text: `dragoman:1 ${'['.repeat(100_000)} 0123456789abcdef`, what: 'depth without end' },
    { text: 'dragoman:1 '.repeat(90_000), what: 'only beginnings' },
    { text: `dragoman:1 {"a":"${'x'.repeat(2_000_000)}"} 0123456789abcdef`, what: 'too much' },
  ])('is none in a text with $what', ({ text }) => {
    expect(readMarker(text)).toBeUndefined();
  });
});
