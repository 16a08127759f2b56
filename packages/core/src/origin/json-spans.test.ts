import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { jsonSpans } from './json-spans.ts';

/** What a text holds, put together from the places of its values. */
const readBack = (text: string): Json => {
  const { spanOf, nameSpanOf, childrenOf } = jsonSpans(text);
  const slice = (span: readonly [number, number]): string => text.slice(...span);
  const read = (value: number): Json => {
    const written = slice(spanOf(value));
    expect(written).toBe(written.trim());
    if (written.startsWith('['))
      return childrenOf(value).map((element) => {
        expect(slice(nameSpanOf(element))).toBe('');
        return read(element);
      });
    if (!written.startsWith('{')) return JSON.parse(written);
    return Object.fromEntries(childrenOf(value).map((field) => [JSON.parse(slice(nameSpanOf(field))), read(field)]));
  };
  return read(0);
};

test.each([
  '1',
  ' "a" ',
  '[]',
  '{}',
  '\n[ 1 , "a,]" ]\n',
  '{"a":"a","b":{"\\"c\\\\":[{}]}}',
  '{"{":"}","[":-1.5e+3}',
  '[[[]],[null,true]]',
])('%s', (text) => {
  expect(readBack(text)).toEqual(JSON.parse(text));
});

test('every text is read as JSON.parse reads it, however it is spaced', () => {
  const spacing = fc.constantFrom(undefined, 1, 4, '\t', '\n \r\n');
  const values = fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(values, spacing, (json, indent) => {
      const spaced = typeof indent === 'string' ? JSON.stringify(JSON.parse(json), null, 1).replaceAll('\n', indent) : json;
      const text = typeof indent === 'number' ? JSON.stringify(JSON.parse(json), null, indent) : spaced;
      expect(readBack(text)).toEqual(JSON.parse(text));
    }),
  );
});
