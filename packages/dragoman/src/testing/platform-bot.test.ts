import { type BotInput, definePlugin } from '@dragoman/core';
import { expect, test } from 'vitest';
import { platformBot } from './platform-bot.ts';

const hello = (text: string): BotInput => ({ id: 'hello', flows: [{ id: 'main', nodes: [{ id: 'greet', kind: 'message', text }] }] });

test('conversations with the same bot share what is made of it, with the same plugins', () => {
  const bot = hello('Hi.');
  const plugin = definePlugin({ name: 'acme' });
  expect(platformBot(bot, {}).bot).toBe(platformBot(bot, { plugins: [] }).bot);
  expect(platformBot(bot, { plugins: [plugin] }).bot).toBe(platformBot(bot, { plugins: [plugin] }).bot);
  expect(platformBot(bot, { plugins: [plugin] }).bot).not.toBe(platformBot(bot, {}).bot);
  expect(platformBot(hello('Hi.'), {}).bot).not.toBe(platformBot(bot, {}).bot);
});

test('a bot that was changed is another one', () => {
  const bot = hello('Hi.') as { id: string };
  const before = platformBot(bot as BotInput, {}).bot;
  bot.id = 'other';
  expect(platformBot(bot as BotInput, {}).bot.id).toBe('other');
  expect(before.id).toBe('hello');
});
