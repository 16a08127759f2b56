import type { Bot, Conversation, Effect, Input, JsonObject, OutboundOption, RunEvent } from '@dragoman/core';
import { createConversationWork, createMemoryConversations, createRecorder, type Recorder, type Recording } from '@dragoman/runtime';
import type { Dragoman } from '../create-dragoman.ts';

export interface ChatConversationOptions {
  readonly dragoman: Dragoman;
  readonly bot: Bot;
  readonly variables: JsonObject;
  onEffect(effect: Effect): void;
  onEvent(event: RunEvent): void;
}

/** One person's conversation in real time: delays pass, timers fire, also while nobody types. */
export interface ChatConversation {
  /** Resolves when the turn is over and every message that is due has left, with why turns failed for good since last time. */
  deliver(input: Input): Promise<readonly string[]>;
  /** What can be tapped now. */
  options(): Promise<readonly OutboundOption[]>;
  /** Begins anew; nothing of the conversation before is heard of again. */
  restart(): void;
  /** The conversation since it was last begun. */
  recording(): Recording;
  dispose(): Promise<void>;
}

export const createChatConversation = async ({
  dragoman,
  bot,
  variables,
  onEffect,
  onEvent,
}: ChatConversationOptions): Promise<ChatConversation> => {
  const { engine, call, clock } = dragoman;
  let begun = 0;
  let failures = 0;
  let key = '';
  let recorder: Recorder;
  let latest: Conversation | undefined;
  const restart = () => {
    begun += 1;
    key = `terminal:dragoman:${begun}`;
    recorder = createRecorder(bot, { call, variables });
  };
  restart();

  const driver = createMemoryConversations({
    clock,
    onTurn: (of, journal) => {
      if (of === key && latest !== undefined) recorder.add(journal, latest);
    },
  });
  const work = createConversationWork({
    engine,
    bot,
    variables,
    send: async (to, effect, { idempotencyKey }) => {
      if (to === key) onEffect(effect);
      return { kind: 'accepted', id: idempotencyKey };
    },
    emit: (of, event) => {
      dragoman.events.emit(event.event, event);
      if (of === key) onEvent(event);
    },
    onSensitive: (value) => recorder.hide(value),
  });
  await driver.start({
    ...work,
    turn: async (conversation, input, host) => {
      latest = await work.turn(conversation, input, host);
      return latest;
    },
  });
  return {
    deliver: async (input) => {
      await driver.deliver(key, input);
      await driver.idle();
      const letters = await driver.deadLetters();
      const reasons = letters.slice(failures).map(({ reason }) => reason);
      failures = letters.length;
      return reasons;
    },
    options: async () => (await driver.read(key))?.frames.at(-1)?.waiting?.options ?? [],
    restart,
    recording: () => recorder.recording(),
    dispose: () => driver.dispose(),
  };
};
