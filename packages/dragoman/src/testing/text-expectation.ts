import { DragomanError, parsePointer } from '@dragoman/core';
import type { TextExpectation } from './conversation-test.ts';

/** Something a test file says that cannot be meant: a `validation` error about one place, a JSON pointer into the file. */
export const testProblem = (place: string, reason: string, fix?: string): DragomanError =>
  new DragomanError(reason, {
    code: 'validation',
    source: 'dragoman/testing',
    diagnostics: [{ code: 'wrong-test', severity: 'error', place, path: pathOf(place), reason, ...(fix !== undefined && { fix }) }],
  });

/** A pointer as people read it: `cases.an order.talk.2`. */
export const pathOf = (place: string): string => parsePointer(place).join('.');

/** A text as a test file writes it: `/…/` is an expression, optionally with flags behind it; anything else is meant as it stands. */
export const readText = (text: string, place: string): TextExpectation => {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (source === undefined) return { text };
  try {
    return { regex: new RegExp(source, flags) };
  } catch {
    throw testProblem(place, `${text} is no regular expression.`, 'Correct it, or write the text without slashes.');
  }
};

export const textFits = (expected: TextExpectation, actual: string): boolean => {
  if ('text' in expected) return expected.text === actual;
  // A global expression remembers where it stopped.
  expected.regex.lastIndex = 0;
  return expected.regex.test(actual);
};

export const shownText = (expected: TextExpectation): string => ('text' in expected ? expected.text : String(expected.regex));
