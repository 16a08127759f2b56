import type { BotMessage } from './bot-message.ts';

export interface UserMessage {
  readonly from: 'user';
  readonly text: string;
}

/** What happened beside what was said: time that went by (`30m`), or a callback (`payment-7 = paid`). */
export interface TalkEvent {
  readonly from: 'wait' | 'callback';
  readonly text: string;
}

/** One line of a conversation. */
export type TranscriptEntry = UserMessage | TalkEvent | BotMessage;

/** What the bot did since something last happened to it. */
export const lastAnswer = (transcript: readonly TranscriptEntry[]): readonly BotMessage[] =>
  transcript.slice(transcript.findLastIndex(({ from }) => from !== 'bot') + 1).filter(isBotMessage);

export const isBotMessage = (entry: TranscriptEntry): entry is BotMessage => entry.from === 'bot';
