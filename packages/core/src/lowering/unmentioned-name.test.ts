import { expect, test } from 'vitest';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { unmentionedName } from './unmentioned-name.ts';

const bot = normaliseBot({ id: 'shop', flows: [{ id: 'main', nodes: [{ id: 'ask', kind: 'message', text: 'Hi {{var["a \\"b\\""]}}' }] }] });

test('is the wanted name where nothing mentions it', () => {
  expect(unmentionedName(bot, 'ask-o1')).toBe('ask-o1');
  expect(unmentionedName(bot, 'Hi')).toBe('Hi ready');
});

test('is what it was in the document the bot was imported from', () => {
  const origins = { able: { artifact: { written: 'ask-o1' }, map: {} } } as unknown as NonNullable<typeof bot.origins>;
  expect(unmentionedName({ ...bot, origins }, 'ask-o1')).toBe('ask-o1');
});
