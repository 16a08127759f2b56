import { type Conversation, createRedactor, type IntegrationCall, type Json, type Redactor, redactedMark } from '@dragoman/core';
import type { CompiledBot } from '../compile/compiled-bot.ts';
import { leavesOf, mapTexts } from './json-texts.ts';
import { sensitiveValues } from './sensitive-values.ts';

/** What stands in an event for a value nobody may read. */
export const redacted = redactedMark;

export interface TurnRedactorOptions {
  readonly bot: CompiledBot;
  /** As the turn found it. */
  readonly conversation: Conversation;
  /** Knows the secrets it has used. */
  readonly call: Pick<IntegrationCall, 'redact'>;
  /** Told every sensitive value that comes up in the turn. */
  readonly onSensitive: ((value: Json) => void) | undefined;
}

/**
 * Replaces, in what leaves as an event, the secrets the executor has used and the values of sensitive variables. Looks
 * into nothing before somebody asks: most turns have nobody who listens.
 */
export class TurnRedactor {
  readonly #options: TurnRedactorOptions;
  #redactor: Redactor | undefined = undefined;
  /** Values that came up and are not looked for yet. */
  #waiting: readonly Json[] = nothing;

  constructor(options: TurnRedactorOptions) {
    this.#options = options;
  }

  text(text: string): string {
    const redactor = this.#begun();
    if (this.#waiting.length > 0) for (const leaf of leavesOf(this.#waiting)) redactor.add(leaf);
    this.#waiting = nothing;
    return this.#options.call.redact(redactor.text(text));
  }

  /** What the engine itself made: names of fields stay. */
  json(value: Json): Json {
    return mapTexts(value, (text) => this.text(text));
  }

  /** What came from elsewhere, in which a secret may be a name. */
  data(value: Json): Json {
    const text = (text: string): string => this.text(text);
    return mapTexts(value, text, text);
  }

  /** A variable's value as an event shows it. */
  variable(name: string, value: Json): Json {
    return this.#options.bot.sensitive.has(name) ? redacted : this.data(value);
  }

  /** A text that is about to become the value of a sensitive variable. */
  add(value: Json): void {
    this.#waiting = [...this.#waiting, value];
    this.#options.onSensitive?.(value);
  }

  /** A variable is given a value. One that was sensitive stays hidden for the whole turn, whatever takes its place. */
  written(name: string, value: Json | undefined): void {
    if (value !== undefined && this.#options.bot.sensitive.has(name)) this.add(value);
  }

  #begun(): Redactor {
    if (this.#redactor !== undefined) return this.#redactor;
    const { bot, conversation } = this.#options;
    this.#waiting = [...sensitiveValues(bot.bot.variables, conversation), ...this.#waiting];
    this.#redactor = createRedactor();
    return this.#redactor;
  }
}

const nothing: readonly Json[] = [];
