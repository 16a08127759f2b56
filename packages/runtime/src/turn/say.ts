import { type OutboundMessage, splitText, type TextCommand } from '@dragoman/core';
import { send, type Turn } from './turn.ts';

/** Says a message as the platform's rules for texts have it: a command is done, a pause is made, a long text is cut. */
export const say = (turn: Turn, message: OutboundMessage, delayMs = 0): void => {
  if (message.kind === 'text') sayInParts(turn, message.text, delayMs);
  else sendAfter(turn, message, delayMs);
};

export const sayText = (turn: Turn, text: string): void => {
  if (text !== '') sayInParts(turn, text, 0);
};

const sayInParts = (turn: Turn, said: string, delayMs: number): void => {
  const { textCommands, textLength } = turn.bot.semantics;
  const command = textCommands.find(({ text, does }) => does !== 'pause' && text === said.trim());
  if (command) {
    obey(turn, command);
    return;
  }
  const limit = textLength === 0 || turn.wholeTexts ? undefined : textLength;
  for (const { text, pauseMs } of partsOf(said, textCommands)) {
    for (const [index, part] of splitText(text, limit).entries()) {
      sendAfter(turn, { kind: 'text', text: part }, index > 0 ? 0 : (pauseMs ?? delayMs));
    }
  }
};

const sendAfter = (turn: Turn, message: OutboundMessage, delayMs: number): void =>
  send(turn, { kind: 'message', message, ...(delayMs > 0 && { delayMs }) });

const obey = (turn: Turn, { does }: TextCommand): void => {
  if (does !== 'nothing') turn.closing ??= { survey: does === 'end-with-survey' };
};

interface Part {
  readonly text: string;
  /** Between it and the part before. */
  readonly pauseMs?: number;
}

const partsOf = (text: string, commands: readonly TextCommand[]): readonly Part[] => {
  const mark = commands.find(({ does, text: said }) => does === 'pause' && text.includes(said))?.text;
  if (mark === undefined) return [{ text }];
  const [first = '', ...others] = text.split(mark);
  const parts = others.map((behind): Part => {
    const [digits = ''] = /^\d*/.exec(behind) ?? [];
    return { text: behind.slice(digits.length).trim(), pauseMs: Math.min(Number(digits), longestPauseMs) };
  });
  return [{ text: first.trim() }, ...parts].filter((part) => part.text !== '');
};

const longestPauseMs = 60_000;
