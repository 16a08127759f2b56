import { describe, expect, test } from 'vitest';
import { flowOf, problems } from './problems.fixture.ts';
import { readBot } from './read-bot.ts';

describe('loops', () => {
  const jump = (id: string, to: unknown) => ({ id, kind: 'jump', to });

  test('that never wait, call or end are told of, once each', () => {
    const nodes = [jump('a', 'b'), jump('b', 'c'), jump('c', 'a'), jump('into', 'a'), jump('own', 'repeat')];
    expect(readBot(flowOf(...nodes)).diagnostics).toMatchObject([
      { code: 'endless-loop', severity: 'warning', place: '/flows/0/nodes/0' },
      { code: 'endless-loop', severity: 'warning', place: '/flows/0/nodes/4' },
    ]);
  });

  test.each([
    ['a question', { id: 'b', kind: 'question', text: 'T', next: 'a' }],
    [
      'a condition with a way out',
      { id: 'b', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: 'a' }], next: { end: 'flow' } },
    ],
    [
      'an unresolved target',
      { id: 'b', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: { unresolved: 'x' } }, { to: 'a' }] },
    ],
    ['a script, which may go anywhere', { id: 'b', kind: 'script', dialect: 'es5', source: '', next: 'a' }],
    ['a call', { id: 'b', kind: 'api', integration: 'lookup', next: 'a' }],
  ])('are fine with %s in them', (_, node) => {
    expect(problems(flowOf(jump('a', 'b'), node))).toEqual([]);
  });

  test('are noticed across flows, and through conditions without a way out', () => {
    const bot = {
      id: 'b',
      variables: [{ name: 'id' }],
      flows: [
        {
          id: 'f',
          nodes: [{ id: 'a', kind: 'condition', routes: [{ if: { left: 'id', op: 'is-set' }, to: { flow: 'g' } }, { to: 'repeat' }] }],
        },
        { id: 'g', nodes: [{ id: 'm', kind: 'message', text: 'Hi', next: 'a' }] },
      ],
    };
    expect(readBot(bot).diagnostics).toMatchObject([{ code: 'endless-loop', path: 'flows.f.nodes.a' }]);
  });
});
