import { createLivePersonAdapter } from '@dragoman/adapter-liveperson';
import type { BotInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { platformBot } from './platform-bot.ts';

const hello = (text: string): BotInput => ({ id: 'hello', flows: [{ id: 'main', nodes: [{ id: 'greet', kind: 'message', text }] }] });
const liveperson = createLivePersonAdapter();

test('conversations with the same bot share its translation, each platform its own', () => {
  const bot = hello('Hi.');
  expect(platformBot(bot, { as: liveperson }).bot).toBe(platformBot(bot, { as: liveperson, plugins: [] }).bot);
  expect(platformBot(bot, {}).bot).not.toBe(platformBot(bot, { as: liveperson }).bot);
  expect(platformBot(hello('Hi.'), {}).bot).not.toBe(platformBot(bot, {}).bot);
});

test('a bot that was changed is another one', () => {
  const bot = hello('Hi.') as { id: string };
  const before = platformBot(bot as BotInput, {}).bot;
  bot.id = 'other';
  expect(platformBot(bot as BotInput, {}).bot.id).toBe('other');
  expect(before.id).toBe('hello');
});
