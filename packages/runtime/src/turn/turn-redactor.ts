import { createRedactor, type Json, type Redactor, redactedMark, textOf } from '@dragoman/core';
import { leavesOf, mapTexts } from './json-texts.ts';
import type { Turn } from './turn.ts';
import { readVariable } from './variables.ts';

/** What stands in an event for a value nobody may read. */
export const redacted = redactedMark;

/** Replaces, in what leaves as an event, the secrets the executor has used and the values of sensitive variables. */
export interface TurnRedactor {
  text(text: string): string;
  json(value: Json): Json;
  /** A variable's value as an event shows it. */
  variable(name: string, value: Json): Json;
  /** A text that is about to become the value of a sensitive variable. */
  add(value: string): void;
  /** A sensitive variable has changed: its value is read again. */
  forget(name: string): void;
}

export const createTurnRedactor = (current: () => Turn): TurnRedactor => {
  const added: string[] = [];
  let known: Redactor | undefined;
  const redactor = (): Redactor => {
    if (known) return known;
    const turn = current();
    known = createRedactor();
    for (const value of added) known.add(value);
    for (const name of turn.bot.sensitive) for (const leaf of leavesOf(readVariable(turn, name))) known.add(leaf);
    return known;
  };
  const text = (value: string): string => current().parts.call.redact(redactor().text(value));
  return {
    text,
    json: (value) => mapTexts(value, text),
    variable: (name, value) => (current().bot.sensitive.has(name) ? redacted : mapTexts(value, text)),
    add: (value) => {
      added.push(value);
      known = undefined;
    },
    forget: (name) => {
      const turn = current();
      if (!turn.bot.sensitive.has(name)) return;
      // The value it had stays redacted: it may stand in what comes after.
      const value = readVariable(turn, name);
      if (value !== undefined) added.push(textOf(value));
      known = undefined;
    },
  };
};
