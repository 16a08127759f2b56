import { expect, test } from 'vitest';
import * as z from 'zod';
import { definePlugin } from '../plugin/plugin.ts';
import { defineBot } from './define-bot.ts';
import { defineNodeKind } from './define-node-kind.ts';

const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string() }),
  outcomes: ['unhappy', 'happy'],
  enter: (node, turn) => {
    turn.send(node.text);
    return turn.wait();
  },
  reply: (_node, text, turn) => turn.route(text === '5' ? 'happy' : 'unhappy'),
});

test('writes nodes of its kind, as data', () => {
  const node = rating({ id: 'rate', text: 'How was it?', variable: 'stars', routes: [{ when: 'happy', to: 'next' }] });

  expect(node).toStrictEqual({
    id: 'rate',
    kind: 'acme/rating',
    text: 'How was it?',
    variable: 'stars',
    routes: [{ when: 'happy', to: 'next' }],
  });
  expect(defineBot({ id: 'survey', flows: [{ id: 'main', nodes: [node] }] }).flows[0].nodes[0]).toBe(node);
});

test('is the node kind a plugin lists', () => {
  const [kind] = definePlugin({ name: '@acme/plugin', nodeKinds: [rating] }).nodeKinds;

  expect({ ...kind }).toMatchObject({ contract: 'v1', kind: 'acme/rating', outcomes: ['unhappy', 'happy'] });
  const turn = { get: () => undefined, set: () => {}, send: () => {}, wait: () => ({ kind: 'wait', options: [] }) as const };
  const route = (outcome: string) => ({ kind: 'route', outcome }) as const;
  expect(kind?.reply?.({ text: '', variable: '' }, '5', { ...turn, route }, { text: '5' })).toEqual({ kind: 'route', outcome: 'happy' });
});

test('refuses a kind whose nodes could do nothing', () => {
  const problem = (() => {
    try {
      return defineNodeKind({ kind: 'acme/idle', schema: z.object({}), outcomes: [] });
    } catch (cause) {
      return cause;
    }
  })();

  expect(problem).toMatchObject({ code: 'configuration', source: 'acme/idle' });
});
