import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { jsonArtifact } from '../adapter/json-artifact.ts';
import { type DragomanError, isDragomanError } from '../dragoman-error.ts';
import { readArtifact } from './read-artifact.ts';

const platform = {
  id: 'tally',
  displayName: 'Tally',
  artifact: jsonArtifact(z.object({ tally: z.literal(1), steps: z.array(z.object({ id: z.string() })) })),
};

const refusal = (document: unknown): DragomanError => {
  try {
    readArtifact(platform, document);
  } catch (error) {
    if (isDragomanError(error) && error.code === 'validation') return error;
    throw error;
  }
  return expect.fail('It was read.');
};

describe('a document of a platform', () => {
  test('is read from its text and from its data', () => {
    const text = '{"tally":1,"steps":[{"id":"a"}]}';
    const data = { tally: 1, steps: [{ id: 'a' }] };
    expect(readArtifact(platform, text)).toEqual(data);
    expect(readArtifact(platform, `\uFEFF${text}`)).toEqual(data);
    expect(readArtifact(platform, data)).toEqual(data);
  });

  test.each([
    ['cut off', '{"tally":1,\n "steps":[{"id":"secret', 'Line 2, column 24: It ends too early.'],
    ['empty', '', 'Line 1, column 1: It is empty.'],
    ['no JSON', 'tally: 1\nsteps: []\n', 'Line 1, column 1: "tally" is not expected here.'],
  ])('that is %s is refused with line and column', (_, text, reason) => {
    const error = refusal(text);
    expect(error.message).toBe(`This is not a document of Tally, as it is not JSON. ${reason}`);
    expect(error.source).toBe('tally');
    expect(error.diagnostics).toEqual([{ code: 'artifact-invalid', severity: 'error', place: '', platformPlace: '', reason }]);
    expect(error.message).not.toContain('secret');
  });

  test.each<[string, unknown, string, RegExp]>([
    ['a list', '[]', '', /expected object/],
    ['a text', '"x"', '', /expected object/],
    ['another one', '{"tally":2,"steps":[]}', '/tally', /expected 1/],
    ['one with a broken step', { tally: 1, steps: [{}] }, '/steps/0/id', /expected string/],
    [
      'one that reaches into objects',
      '{"tally":1,"steps":[{"id":"a","__proto__":{}}]}',
      '/steps/0/__proto__',
      /No field may be called "__proto__"/,
    ],
    ['no data at all', { tally: 1, steps: new Map() }, '/steps', /instance of a class/],
    ['nothing', undefined, '', /undefined/],
  ])('that is %s is refused with its place', (_, document, platformPlace, reason) => {
    const error = refusal(document);
    expect(error.message).toMatch(reason);
    expect(error.diagnostics).toMatchObject([{ code: 'artifact-invalid', platformPlace, reason: expect.stringMatching(reason) }]);
  });

  test('with many problems shows the first ten', () => {
    const error = refusal({ tally: 1, steps: Array.from({ length: 13 }, () => ({})) });
    expect(error.diagnostics).toHaveLength(13);
    expect(error.message.split('\n').at(-1)).toBe('… and 3 more.');
  });
});
