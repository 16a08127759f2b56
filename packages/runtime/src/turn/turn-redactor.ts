import { type Conversation, createRedactor, type Json, redactedMark } from '@dragoman/core';
import type { CompiledBot } from '../compile/compiled-bot.ts';
import { leavesOf, mapTexts } from './json-texts.ts';
import { sensitiveValues } from './sensitive-values.ts';

/** What stands in an event for a value nobody may read. */
export const redacted = redactedMark;

/** Replaces, in what leaves as an event, the secrets the executor has used and the values of sensitive variables. */
export interface TurnRedactor {
  text(text: string): string;
  /** What the engine itself made: names of fields stay. */
  json(value: Json): Json;
  /** What came from elsewhere, in which a secret may be a name. */
  data(value: Json): Json;
  /** A variable's value as an event shows it. */
  variable(name: string, value: Json): Json;
  /** A text that is about to become the value of a sensitive variable. */
  add(value: string): void;
  /** A variable is given a value. One that was sensitive stays hidden for the whole turn, whatever takes its place. */
  written(name: string, value: Json | undefined): void;
}

export interface TurnRedactorOptions {
  readonly bot: CompiledBot;
  /** As the turn found it. */
  readonly conversation: Conversation;
  readonly redactSecrets: (text: string) => string;
  /** Told every sensitive value that comes up in the turn. */
  readonly onSensitive: ((value: Json) => void) | undefined;
}

export const createTurnRedactor = ({ bot, conversation, redactSecrets, onSensitive }: TurnRedactorOptions): TurnRedactor => {
  const redactor = createRedactor();
  // Not looked into before somebody asks: most turns have nobody who listens.
  let waiting: Json[] = [];
  let isBegun = false;
  const hide = (value: Json): void => {
    waiting.push(value);
    onSensitive?.(value);
  };
  const text = (value: string): string => {
    if (!isBegun) waiting = [...sensitiveValues(bot.bot.variables, conversation), ...waiting];
    isBegun = true;
    if (waiting.length > 0) for (const leaf of leavesOf(waiting)) redactor.add(leaf);
    waiting = [];
    return redactSecrets(redactor.text(value));
  };
  return {
    text,
    json: (value) => mapTexts(value, text),
    data: (value) => mapTexts(value, text, text),
    variable: (name, value) => (bot.sensitive.has(name) ? redacted : mapTexts(value, text, text)),
    add: hide,
    written: (name, value) => {
      if (value !== undefined && bot.sensitive.has(name)) hide(value);
    },
  };
};
