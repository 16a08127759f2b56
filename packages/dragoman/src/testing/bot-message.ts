import type { Effect, Json } from '@dragoman/core';
import { effectJson } from '../printing/json-lines.ts';

/** An option as the consumer sees it. */
export interface MessageOption {
  readonly label: string;
  readonly value?: string;
  readonly description?: string;
  /** Where a tap leads instead of saying something. */
  readonly url?: string;
  readonly phone?: string;
}

/** Something the bot did that the consumer can see: one entry of a transcript, and one line of `dragoman run --json`. */
export interface BotMessage {
  readonly from: 'bot';
  readonly kind: 'text' | 'options' | 'card' | 'media' | 'handoff' | 'end';
  /** Of a card: all of its texts. Empty for a handoff and for the end. */
  readonly text: string;
  readonly options?: readonly MessageOption[];
  readonly media?: { readonly type: string; readonly url: string };
  /** Where a handoff goes. */
  readonly queue?: string;
  readonly [field: string]: Json | undefined | readonly MessageOption[] | object;
}

/** What the consumer sees of effects, in order. */
export const botMessages = (effects: readonly Effect[]): readonly BotMessage[] =>
  effects.flatMap((effect) => {
    const line = effectJson(effect);
    return line === undefined ? [] : [line as unknown as BotMessage];
  });
