import type { Effect, Input, RunEvent } from '@dragoman/core';
import type { BotWords } from '../printing/bot-words.ts';
import { effectJson, eventJson, inputJson, type JsonLine } from '../printing/json-lines.ts';
import { redactTexts } from '../printing/redact-texts.ts';
import { effectLines, inputLines } from '../printing/transcript-lines.ts';
import { waterfallLines } from '../printing/waterfall-lines.ts';
import type { Terminal } from './terminal.ts';

/** Shows a run as it goes on. */
export interface RunPrinter {
  input(input: Input): void;
  effect(effect: Effect): void;
  event(event: RunEvent): void;
}

export interface RunPrinterOptions {
  readonly json: boolean;
  readonly trace: boolean;
  /** What the bot's author calls its parts. */
  readonly words: BotWords;
}

/** Prints as text or as JSON lines. `redact` takes secrets out of what people and the bot say; events come without. */
export const createRunPrinter = (
  terminal: Terminal,
  { json, trace, words }: RunPrinterOptions,
  redact: (text: string) => string,
): RunPrinter => {
  const printer = json ? jsonPrinter(terminal, trace) : textPrinter(terminal, trace, words);
  return {
    input: (input) => printer.input(redactTexts(input, redact)),
    effect: (effect) => printer.effect(redactTexts(effect, redact)),
    event: printer.event,
  };
};

const jsonPrinter = (terminal: Terminal, trace: boolean): RunPrinter => {
  const print = (line: JsonLine | undefined) => terminal.print(line === undefined ? [] : [JSON.stringify(line)]);
  return {
    input: (input) => print(inputJson(input)),
    effect: (effect) => print(effectJson(effect)),
    event: (event) => {
      if (trace) print(eventJson(event));
    },
  };
};

const textPrinter = (terminal: Terminal, trace: boolean, words: BotWords): RunPrinter => {
  const { paint } = terminal;
  let turn: RunEvent[] = [];
  return {
    input: (input) => terminal.print(inputLines(input, { paint })),
    effect: (effect) => terminal.print(effectLines(effect, { paint })),
    event: (event) => {
      if (!trace) return;
      turn.push(event);
      if (event.event !== 'turn-end') return;
      terminal.print(waterfallLines(turn, { paint, width: terminal.width, words }));
      turn = [];
    },
  };
};
