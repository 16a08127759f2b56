import type { Bot, Conversation, ConversationWork, Json, JsonObject } from '@dragoman/core';
import type { Engine } from './engine.ts';
import { startConversation } from './start-conversation.ts';

export interface ConversationWorkOptions {
  readonly engine: Engine;
  /** The bot, or the version a session is pinned to. `undefined` asks for the one new sessions get. */
  readonly bot: Bot | ((pinned: Conversation['bot'] | undefined) => Bot);
  /** What a contact's variables start with. */
  readonly variables?: JsonObject;
  readonly send: ConversationWork['send'];
  readonly emit?: ConversationWork['emit'];
  /** Told every value a sensitive variable is given: a recorder's `hide`. */
  readonly onSensitive?: (value: Json) => void;
}

/** What a conversation driver is started with, to run one bot. */
export const createConversationWork = ({
  engine,
  bot,
  variables = {},
  send,
  emit,
  onSensitive,
}: ConversationWorkOptions): ConversationWork => {
  const botOf = (conversation: Conversation | undefined): Bot =>
    typeof bot === 'function' ? bot(conversation?.session && conversation.bot) : bot;
  const begun = (conversation: Conversation | undefined): Conversation =>
    conversation ?? startConversation(botOf(undefined), { variables });
  return {
    turn: (conversation, input, host) => engine.runTurn(botOf(conversation), begun(conversation), input, host, onSensitive),
    failed: async (conversation, input, host) => engine.failTurn(botOf(conversation), begun(conversation), input, host),
    send,
    ...(emit && { emit }),
  };
};
