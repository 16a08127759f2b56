import { expect, test } from 'vitest';
import type { Bot } from '../document/bot.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { createElementIds } from './element-ids.ts';
import { platformPlace } from './platform-place.ts';

const keys = createElementIds();
keys.id('node', { key: 'hello', pointer: '/steps/4' });
const bot: Bot = normaliseBot({
  id: 'b',
  flows: [
    {
      id: 'main',
      nodes: [
        { id: 'hello', kind: 'message', text: 'Hi' },
        { id: 'made', kind: 'end' },
      ],
    },
  ],
});
const artifact = { code: 'a', steps: [{}, {}, {}, {}, { say: ['Hi'] }] };

test.each([
  ['the part itself, where the adapter knows it', '/flows/0/nodes/0/content/0/text', '/steps/4/say/0'],
  ['what is there of it', '/flows/0/nodes/0/content/1/text', '/steps/4/say'],
  ['the element around a part that is nowhere', '/flows/0/nodes/0/delayMs', '/steps/4'],
  ['the element', '/flows/0/nodes/0', '/steps/4'],
  ['nothing, for what was not imported', '/flows/0/nodes/1', undefined],
  ['a part of the bot', '/scripts/globals', '/code'],
  ['nothing, for what the document does not say', '/variables/0', undefined],
  ['nothing, for what would stand in it and does not', '/scripts/init', undefined],
])('gives %s', (_, place, expected) => {
  const placeInside = (kind: string, path: readonly string[], fragment: unknown) => {
    if (kind === 'bot') return path[0] === 'scripts' ? [path[1] === 'init' ? 'first' : 'code'] : undefined;
    return path[0] === 'content' && JSON.stringify(fragment) === '{"say":["Hi"]}' ? ['say', Number(path[1])] : undefined;
  };
  expect(platformPlace({ adapter: { placeInside }, artifact, bot, keys }, place)).toBe(expected);
});
