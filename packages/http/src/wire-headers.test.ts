import { expect, test } from 'vitest';
import { wireHeaders } from './wire-headers.ts';

const added = ['user-agent', 'dragoman', 'accept-encoding', 'gzip, deflate, br, zstd'];

test('rows go out in order, repeated ones repeated', () => {
  const rows = [
    { name: 'X-B', value: '1' },
    { name: 'x-a', value: '2' },
    { name: 'X-B', value: '3' },
  ];
  expect(wireHeaders(rows)).toEqual(['X-B', '1', 'x-a', '2', 'X-B', '3', ...added]);
});

test('what the author says about caller and encodings stands', () => {
  const rows = [
    { name: 'Accept-Encoding', value: 'identity' },
    { name: 'User-Agent', value: 'shop/1' },
  ];
  expect(wireHeaders(rows)).toEqual(['Accept-Encoding', 'identity', 'User-Agent', 'shop/1']);
});

test('the length is not for the author to say', () => {
  expect(wireHeaders([{ name: 'Content-Length', value: '7' }])).toEqual(added);
});
