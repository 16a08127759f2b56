import { expect, test } from 'vitest';
import { allocatedBytes } from './measure.ts';

test('without a collection the growth of the heap is what was allocated', () => {
  expect(allocatedBytes(100, [], 350)).toBe(250);
});

test('what was collected in between still counts as allocated', () => {
  const collections = [
    { before: 900, after: 150 },
    { before: 1_000, after: 120 },
  ];
  expect(allocatedBytes(100, collections, 220)).toBe(800 + 850 + 100);
});

test('memory given back outside a collection is no allocation', () => {
  expect(allocatedBytes(500, [{ before: 450, after: 100 }], 90)).toBe(0);
});
