import { expect, test } from 'vitest';
import { preparedSources } from './prepared-sources.ts';

test('a source is prepared once, until many others were', () => {
  let calls = 0;
  const prepare = preparedSources({
    prepare: (source) => {
      calls += 1;
      return `<${source}>`;
    },
  });
  expect([prepare('a'), prepare('b'), prepare('a')]).toEqual(['<a>', '<b>', '<a>']);
  expect(calls).toBe(2);
  for (let index = 0; index < 499; index += 1) prepare(`other ${index}`);
  expect(calls).toBe(501);
  prepare('a');
  expect(calls).toBe(501);
  prepare('b');
  expect(calls).toBe(502);
});

test('what cannot be prepared is tried again', () => {
  let calls = 0;
  const prepare = preparedSources({
    prepare: () => {
      calls += 1;
      throw new RangeError('not like this');
    },
  });
  expect(() => prepare('a')).toThrow('not like this');
  expect(() => prepare('a')).toThrow('not like this');
  expect(calls).toBe(2);
});

test('a dialect that is JavaScript has nothing to prepare', () => {
  expect(preparedSources({})('a')).toBe('a');
});
