import { normaliseBot, type RouteInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { canonicalBot } from '../../src/platform/canonical-bot.ts';

const waysOf = (routes: readonly RouteInput[], failureText: string) =>
  canonicalBot(
    normaliseBot({
      id: 'shop',
      semantics: { failureText },
      integrations: [{ id: 'look up', method: 'GET', url: 'https://api.shop.example/', response: { variable: 'found' } }],
      flows: [
        {
          id: 'main',
          nodes: [
            { id: 'call', kind: 'api', integration: 'look up', routes, next: 'bye' } as never,
            { id: 'bye', kind: 'message', text: 'Bye' },
          ],
        },
      ],
    }),
  ).flows[0]?.nodes[0]?.ways;

const routed: readonly RouteInput[] = [{ when: 'failure', to: 'next' } as RouteInput];

test('a failure without a route says the text of the bot, which one that is routed on does not', () => {
  expect(waysOf([], 'It failed: {{')).not.toEqual(waysOf(routed, 'It failed: {{'));
  const said: readonly RouteInput[] = [{ when: 'failure', say: 'It failed: {{"{{"}}', to: 'next' } as RouteInput];
  expect(waysOf([], 'It failed: {{')).toEqual(waysOf(said, 'It failed: {{'));
});

test('where nothing is said, both are the same', () => {
  expect(waysOf([], '')).toEqual(waysOf(routed, ''));
});
