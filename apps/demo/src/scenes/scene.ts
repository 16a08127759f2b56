import type { ShopApi } from '../api/shop-api.ts';

/** A scripted conversation and what the bot has to say in it. */
export interface Scene {
  readonly title: string;
  play(stage: Stage): Promise<void>;
}

export interface Stage {
  /** The shop behind the bot, to be made slow, down or saturated. */
  readonly shop: ShopApi;
  customer(name?: string): Customer;
}

/** What the bot is to tell, as `told` puts it: every word of it, or what a pattern finds. */
export type Expected = string | RegExp;

/** Somebody who talks to the bot. Each call takes a turn and checks all that the bot tells in it. */
export interface Customer {
  says(text: string, ...expected: readonly Expected[]): Promise<void>;
  /** Says something whose meaning an NLU has named. */
  means(intent: string, text: string, ...expected: readonly Expected[]): Promise<void>;
  /** Taps the option of that label in the latest message. */
  taps(label: string, ...expected: readonly Expected[]): Promise<void>;
  /** Waits for what the bot tells unasked, after a callback. */
  hears(...expected: readonly Expected[]): Promise<void>;
  /** The person who took over gives the conversation back. */
  isHandedBack(reason: 'done' | 'failed', ...expected: readonly Expected[]): Promise<void>;
}
