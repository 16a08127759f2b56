import { type IntegrationInput, normaliseBot } from '@dragoman/core';
import { afterAll, expect, test } from 'vitest';
import { createDragoman } from '../create-dragoman.ts';
import { probeIntegration } from './probe-integration.ts';

const page = { items: [{ id: 1 }], next: 'b' };
const dragoman = createDragoman({ stub: { orders: { status: 200, body: page } }, offline: true });
afterAll(() => dragoman.dispose());

const probe = async (more: object, rest: object = {}) => {
  const response = { variable: 'order', ...('response' in more ? (more.response as object) : {}) };
  const integration = { id: 'orders', method: 'GET', url: 'https://shop.example/{{n}}', ...more, response } as IntegrationInput;
  const bot = normaliseBot({ id: 'b', ...rest, integrations: [integration], flows: [] });
  const [first] = bot.integrations;
  if (first?.kind !== 'http') throw new TypeError('the bot has one integration');
  return probeIntegration(dragoman, bot, first, { n: 'a b' });
};

test.each<readonly [string, object, object]>([
  [
    'what came, not what a script makes of it',
    { response: { transform: { dialect: 'es5', source: 'result("order", { made: true })' } } },
    {},
  ],
  ['nothing of what the bot does when it starts', {}, { scripts: { init: { dialect: 'es5', source: 'throw 1' } } }],
  ['whatever the bot says to texts', {}, { semantics: { dispatchIdle: ['no-match-text'] } }],
])('a probe is one call, as a bot makes it: %s', async (_title, more, rest) => {
  expect(await probe(more, rest)).toMatchObject({
    outcome: { kind: 'response', status: 200 },
    request: 'GET https://shop.example/a%20b',
    body: page,
  });
});
