import type { Json } from '@dragoman/core';
import type { BotMessage } from './bot-message.ts';

/** A message as a step of a test that expects it. */
export const stepOfMessage = (message: BotMessage): Json => {
  if (message.kind === 'end') return 'end';
  if (message.kind === 'handoff') return { handoff: message.queue === undefined ? '' : literal(message.queue) };
  const labels = message.options?.map(({ label }) => literal(label)) ?? [];
  return { bot: labels.length === 0 ? literal(message.text) : { text: literal(message.text), options: labels } };
};

/** A text between slashes would be read as an expression, so it is said as one. */
const literal = (text: string): string => (/^\/.+\/[a-z]*$/s.test(text) ? `/^${text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/` : text);
