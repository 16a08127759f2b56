import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';

/** Fails with a sentence of what was expected. */
export function expectThat(holds: boolean, expectation: string): asserts holds {
  if (!holds) throw new AssertionError({ message: expectation, operator: 'expectThat' });
}

/** Fails, showing both, when two values are not the same. */
export const expectSame = (actual: unknown, expected: unknown, expectation: string): void => {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new AssertionError({
    message: `${expectation}\nExpected: ${shown(expected)}\nFound:    ${shown(actual)}`,
    actual,
    expected,
    operator: 'expectSame',
  });
};

/** What a function throws; fails when it throws nothing. */
export const expectThrow = (act: () => unknown, expectation: string): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new AssertionError({ message: expectation, operator: 'expectThrow' });
};

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
};

const longest = 2_000;
