/**
 * Numbers from 0 (included) to 1 (excluded), the same for the same seed. For ids, choices and replay, not for secrets.
 *
 * The seed spreads over 128 bits of state: ids made of these numbers meet as seldom as their seeds do.
 */
export const seededRandom = (seed: string): (() => number) => {
  // Small Fast Counter (sfc32): passes PractRand, and is a handful of integer operations.
  let [a, b, c, counter] = hash128(seed);
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
};

/** A seed no other run has. */
export const freshSeed = (): string => crypto.randomUUID();

type State = [number, number, number, number];

// Four interleaved multiply-and-xor chains, each stirred by the next at the end.
const hash128 = (text: string): State => {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88;
  let c = 0xb7e15162 | 0;
  let d = 0x6a09e667;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ (a >>> 13) ^ code, 0xc2b2ae35);
    c = Math.imul(c ^ (b >>> 16) ^ code, 0x27d4eb2f);
    d = Math.imul(d ^ (c >>> 15) ^ code, 0x165667b1);
  }
  for (let round = 0; round < 8; round += 1) {
    const first = a;
    const second = b;
    const third = c;
    a = Math.imul(first ^ (d >>> 15), 0x85ebca6b);
    b = Math.imul(second ^ (first >>> 13), 0xc2b2ae35);
    c = Math.imul(third ^ (second >>> 16), 0x27d4eb2f);
    d = Math.imul(d ^ (third >>> 14), 0x165667b1);
  }
  return [a, b, c, d];
};
