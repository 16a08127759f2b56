import { type Bot, botVersion, type Conversation, type JsonObject } from '@dragoman/core';

/** A conversation before its first turn. `variables` are the contact's: every scope sees them. */
export const startConversation = (bot: Bot, { variables = {} }: { readonly variables?: JsonObject } = {}): Conversation => ({
  bot: { id: bot.id, version: botVersion(bot) },
  status: 'active',
  frames: [],
  contact: { variables },
  turnVariables: {},
  turn: 0,
  timers: [],
});
