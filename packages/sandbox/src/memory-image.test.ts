import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeImage } from './memory-image.ts';

const pageBytes = 65_536;
const pages = 12;

const filled = (used: readonly number[]): WebAssembly.Memory => {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages * 2 });
  for (const page of used) new Uint8Array(memory.buffer)[page * pageBytes + 7] = page + 1;
  return memory;
};

test('what was in use is again what it was, whatever was written meanwhile', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(pages - 1), { minLength: 1 }), fc.array(fc.nat(pages * pageBytes - 1)), (used, written) => {
      const memory = filled(used);
      const image = takeImage(memory);
      for (const at of [...written, ...used.map((page) => page * pageBytes + 7)]) new Uint8Array(memory.buffer)[at] = 255;
      image.restore();
      const bytes = new Uint8Array(memory.buffer);
      for (const page of used) expect(bytes[page * pageBytes + 7]).toBe(page + 1);
    }),
    { numRuns: 50 },
  );
});

test('only the longest row of empty pages is left alone: the stack', () => {
  const memory = filled([0, 2, 9]);
  const image = takeImage(memory);
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(255);
  image.restore();
  const restored = Array.from({ length: pages }, (_, page) => bytes[page * pageBytes] === 0);
  expect(restored).toEqual([true, true, true, false, false, false, false, false, false, true, false, false]);
});

test('memory that was added is noticed', () => {
  const memory = filled([0]);
  const image = takeImage(memory);
  expect(image.isOutgrown()).toBe(false);
  memory.grow(1);
  expect(image.isOutgrown()).toBe(true);
});
