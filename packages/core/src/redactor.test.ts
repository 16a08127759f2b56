import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from './json.ts';
import { createRedactor } from './redactor.ts';

const redactorOf = (...values: readonly string[]) => {
  const redactor = createRedactor();
  for (const value of values) redactor.add(value);
  return redactor;
};

const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

/** How a value may turn up in what is logged. */
const disguises: { readonly [name: string]: (value: string) => string } = {
  plain: (value) => value,
  percent: encodeURIComponent,
  'percent in lower case': (value) => encodeURIComponent(value).replace(/%../g, (escaped) => escaped.toLowerCase()),
  'form, read without its pluses': (value) => value.replaceAll(' ', '+'),
  form: (value) => new URLSearchParams({ q: value }).toString().slice(2),
  'in a query': (value) => new URL(`https://h.example/?q=${value.replaceAll('#', '%23')}`).search.slice(3),
  'in a path': (value) => {
    const url = new URL('https://h.example');
    url.pathname = `x${value}`;
    return url.pathname.slice(2);
  },
  json: (value) => JSON.stringify(value).slice(1, -1),
  'json in json': (value) => JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
  'ascii json': (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'json of a server that escapes slashes': (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  xml: (value) =>
    value.replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? ''),
  base64: (value) => btoa(bytesOf(value)),
  'base64 in a query': (value) => encodeURIComponent(btoa(bytesOf(value))),
};

const secret = fc.string({
  unit: fc.oneof(fc.constantFrom('&', '/', '"', '\\', ' ', '+', '=', '%', 'é', '🐫', '\n', '<'), fc.constantFrom(...'abcXYZ0189')),
  minLength: 4,
});

describe('no trace is left', () => {
  test.each(Object.entries(disguises))('%s', (name, disguise) => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        // A line break in an address is dropped by whoever reads it.
        fc.pre(!(name.startsWith('in a ') && /[\n\r\t]| $/.test(value)));
        const disguised = disguise(value);
        const clean = redactorOf(value).text(`${before}<${disguised}>${after}`);
        expect(clean).toContain('<«[redacted]»>');
        expect(clean.replaceAll('«[redacted]»', '')).not.toContain(disguised);
      }),
    );
  });

  test('in base64 behind something else, as in Basic credentials', () => {
    fc.assert(
      fc.property(
        secret,
        fc.string({ unit: fc.constantFrom('u', 's', 'e', 'r'), maxLength: 7 }),
        fc.string({ maxLength: 3 }),
        (value, user, rest) => {
          const clean = redactorOf(value).text(`Basic ${btoa(bytesOf(`${user}:${value}`) + bytesOf(rest))}`);
          expect(clean).toContain('«[redacted]»');
          // What is left holds at most the bits that the value shares with its neighbours.
          expect(clean.length).toBeLessThan(
            'Basic «[redacted]»'.length + Math.ceil(((user.length + 1 + new TextEncoder().encode(rest).length) * 8) / 6) + 5,
          );
        },
      ),
    );
  });

  test('where values overlap, both go', () => {
    expect(redactorOf('abcdef', 'defghi').text('xabcdefghix')).toBe('x«[redacted]»x');
    expect(redactorOf('abcd', 'abcdefgh').text('abcdefgh abcd')).toBe('«[redacted]» «[redacted]»');
    expect(redactorOf('aaaa').text('aaaaaa')).toBe('«[redacted]»');
  });

  test('values side by side are replaced one by one', () => {
    expect(redactorOf('abcd').text('abcdabcd-abcd')).toBe('«[redacted]»«[redacted]»-«[redacted]»');
  });
});

describe('JSON', () => {
  test('texts, names of fields and numbers', () => {
    const redactor = redactorOf('s3cret!', '123456');
    expect(redactor.json({ a: ['x s3cret! y', { 's3cret!': 1 }], n: 991234560, m: 5, z: null })).toEqual({
      a: ['x «[redacted]» y', { '«[redacted]»': 1 }],
      n: '99«[redacted]»0',
      m: 5,
      z: null,
    });
  });

  test('without anything to redact it is the very same value', () => {
    const value: Json = { a: [1, { b: 'c' }] };
    expect(redactorOf('s3cret!').json(value)).toBe(value);
    expect(redactorOf().json(value)).toBe(value);
  });

  test('depth does not overflow the stack, and nothing gets out from below', () => {
    let deep: Json = 's3cret!';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const clean: Json = redactorOf('s3cret!').json(deep);
    expect(clean).not.toBe(deep);
    expect(JSON.stringify(clean)).not.toContain('s3cret!');
  });
});

describe('what is added', () => {
  test('nothing at first', () => {
    const redactor = createRedactor();
    expect(redactor.isEmpty).toBe(true);
    expect(redactor.text('anything')).toBe('anything');
    redactor.add('abcd');
    expect(redactor.isEmpty).toBe(false);
    expect(redactor.text('abcd')).toBe('«[redacted]»');
    redactor.add('wxyz');
    expect(redactor.text('abcd wxyz')).toBe('«[redacted]» «[redacted]»');
  });

  test('values too short to tell from chance are left out', () => {
    const redactor = redactorOf('', 'abc', '42');
    expect(redactor.isEmpty).toBe(true);
    expect(redactor.text('abc 42')).toBe('abc 42');
  });

  test('half a surrogate pair is no crash', () => {
    expect(redactorOf('abc\ud83d').text('x abc\ud83d x')).toBe('x «[redacted]» x');
  });
});
