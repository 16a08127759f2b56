import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['fuond', ['found', 'ask'], 'found'],
  ['aks', ['ask', 'found'], 'ask'],
  ['get', ['GET', 'PUT'], 'GET'],
  ['idd', ['id', 'if'], 'id'],
  ['etta', ['status', 'eta'], 'eta'],
  ['look-up', ['unknown', 'person'], undefined],
  ['x', [], undefined],
  ['a', ['b'], 'b'],
  ['abc', ['xyz'], undefined],
  ['a'.repeat(61), ['a'.repeat(60)], undefined],
])('%s among %j is %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
