import { describe, expect, test } from 'vitest';
import type { GuestEnd } from './guest-outcome.ts';
import { readOutcome } from './read-outcome.ts';

const read = (outcome: unknown, ...texts: readonly string[]) =>
  readOutcome({ outcome: typeof outcome === 'string' ? outcome : JSON.stringify(outcome), texts } satisfies GuestEnd, {
    source: '',
    timeoutMs: 100,
    memoryBytes: 32e6,
  });
const done = (held: readonly unknown[], ...effects: readonly unknown[]) => ({ kind: 'done', effects, held });
const result = { kind: 'result', variable: 'order' };

describe('what came out of a sandbox', () => {
  test('a text of JSON becomes the field it is for', () => {
    const held = [
      { effect: 1, field: 'body', path: ['api_order'] },
      { effect: 0, field: 'value', path: [] },
    ];
    expect(read(done(held, { kind: 'set', name: 'a' }, result), '{"api_order":{"id":7}}', '[1]')).toEqual({
      kind: 'done',
      effects: [
        { kind: 'set', name: 'a', value: [1] },
        { ...result, body: { id: 7 } },
      ],
    });
  });

  test('where a text has nothing at its path, that is null', () => {
    expect(read(done([{ effect: 0, field: 'body', path: ['toString'] }], result), '{}')).toMatchObject({ effects: [{ body: null }] });
  });

  test.each([
    ['a field that holds no JSON', { effect: 0, field: 'variable', path: [] }, '"x"'],
    ['a field of nothing', { effect: 0, field: '__proto__', path: [] }, '{"a":1}'],
    ['an effect that is not there', { effect: 1, field: 'body', path: [] }, '1'],
    ['a text that is no JSON', { effect: 0, field: 'body', path: [] }, '{'],
    ['a text that is missing', { effect: 0, field: 'body', path: [] }, undefined],
  ])('%s ends the run as failed', (_what, place, text) => {
    expect(read(done([place], result), ...(text === undefined ? [] : [text]))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/text that it handed over/),
    });
  });

  test('what is nested too deep is not read', () => {
    const deep = `${'['.repeat(2_000)}${']'.repeat(2_000)}`;
    expect(read(deep)).toMatchObject({ kind: 'failed', problem: 'output' });
    expect(read(done([{ effect: 0, field: 'body', path: [] }], result), deep)).toMatchObject({ kind: 'failed', problem: 'output' });
  });

  test.each(['', 'null', '{"kind":"done"}', '{"kind":"done","effects":[{"kind":"set"}],"held":[]}', '{"kind":"won"}'])(
    '%j is no outcome',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'failed', problem: 'throw' });
    },
  );
});
