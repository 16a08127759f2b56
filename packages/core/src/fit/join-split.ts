import type { Capabilities } from '../adapter/capabilities.ts';
import type { OutboundMessage } from '../conversation/effect.ts';
import { splitText, windowLength } from './split-text.ts';

/**
 * Puts texts together again that only a limit cut apart, so that transcripts can be compared: the inverse of what `fit`
 * does to a long text. Two messages are joined where `fit` would have cut their text exactly between them.
 */
export const joinSplit = (
  messages: readonly OutboundMessage[],
  { text: { length } }: Pick<Capabilities, 'text'>,
): readonly OutboundMessage[] => {
  if (length === undefined) return messages;
  const joined: OutboundMessage[] = [];
  // The parts of the last message of `joined`, as a list: putting them together only once keeps this linear.
  let parts: string[] = [];
  const close = (): void => {
    const last = joined.at(-1);
    if (parts.length > 1 && last && 'text' in last) joined[joined.length - 1] = { ...last, text: parts.join('') };
    parts = [];
  };
  for (const [index, message] of messages.entries()) {
    const before = parts.at(-1);
    if (!('text' in message)) {
      close();
      joined.push(message);
    } else if (before !== undefined && isCutBetween(before, messages, index, length)) {
      joined[joined.length - 1] = message;
      parts.push(message.text);
    } else {
      close();
      joined.push(message);
      parts = [message.text];
    }
    // What can be tapped ends a message.
    if (message.kind === 'options') close();
  }
  close();
  return joined;
};

/** Whether the texts from `index` on, put behind `before`, would be cut right behind it again. */
const isCutBetween = (before: string, messages: readonly OutboundMessage[], index: number, limit: number): boolean => {
  let after = textAt(messages, index) ?? '';
  if (before.length + after.length <= limit) return false;
  for (let next = index + 1; after.length < windowLength(limit); next += 1) {
    const more = textAt(messages, next);
    if (more === undefined) break;
    after += more;
  }
  return splitText(before + after.slice(0, windowLength(limit)), limit)[0] === before;
};

const textAt = (messages: readonly OutboundMessage[], index: number): string | undefined => {
  const message = messages[index];
  return message && 'text' in message ? message.text : undefined;
};
