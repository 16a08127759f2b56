import { type BotInput, type NodeInput, neutralSemantics } from '@dragoman/core';
import { expect, test } from 'vitest';
import { loweredBot } from './lowered-bot.fixture.ts';
import { call, end } from './lowered-case.fixture.ts';
import { talk } from './talk.fixture.ts';

const said = (id: string): NodeInput => ({ id, kind: 'message', text: `at ${id}`, next: end });

const botOf = (routes: readonly object[]): BotInput => ({
  id: 'bot',
  semantics: { failureText: 'It failed.' },
  integrations: call,
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'go' }],
      nodes: [{ id: 'ask', kind: 'api', integration: 'call', routes } as NodeInput, ...['after', 'good', 'bad'].map(said)],
    },
  ],
});

const failed = { when: 'failure', to: 'bad' };

test.each([
  ['no route', []],
  ['a route for failures', [failed]],
  ['a route for both', [{ when: 'success', to: 'good' }, failed]],
  ['a route for successes', [{ when: 'success', to: 'good' }]],
])('what counts as a success is decided behind a call with %s', async (_what, routes) => {
  const bot = botOf(routes);
  const { bot: lowered, diagnostics } = loweredBot(
    bot,
    { outcomes: ['success', 'failure'] },
    { ...neutralSemantics, failureText: 'It failed.', success: ['200', '201'] },
  );
  expect(diagnostics).toEqual([]);
  for (const outcome of [200, 201, 202, 204, 299, 304, 404, 500, 'timeout', 'error'] as const) {
    const stub = { call: outcome };
    expect([outcome, await talk(lowered, { stub }).say('go')]).toEqual([outcome, await talk(bot, { stub }).say('go')]);
  }
});
