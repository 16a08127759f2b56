import type { Capabilities } from '../adapter/capabilities.ts';
import type { OutboundMessage } from '../conversation/effect.ts';
import { splitText } from './split-text.ts';

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
  for (const message of messages) {
    const before = parts.at(-1);
    if (!('text' in message)) {
      close();
      joined.push(message);
    } else if (before !== undefined && isCutBetween(before, message.text, length)) {
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

const isCutBetween = (before: string, after: string, limit: number): boolean =>
  before.length + after.length > limit && splitText(before + after, limit)[0] === before;
