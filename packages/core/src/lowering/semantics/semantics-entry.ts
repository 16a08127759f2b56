import type { Bot } from '../../document/bot.ts';
import type { Semantics } from '../../document/semantics.ts';
import type { LowerContext } from '../lower-context.ts';
import type { ObservedBot } from './observed-bot.ts';

/** The two records that are compared, and what a rewrite may use. */
export interface Difference {
  /** How the bot behaves as its author has it. */
  readonly from: Semantics;
  /** How it behaves on the platform. */
  readonly to: Semantics;
  readonly context: LowerContext;
  /** Variables that hold texts which a script has made ready to be printed as they are. */
  readonly readyTexts: Set<string>;
}

/** An element at which a consumer can notice a difference. */
export interface Observation {
  readonly at: object;
  /** Default: degraded. */
  readonly loss?: 'none' | 'assumed' | 'degraded';
  /** Default: what the entry says. */
  readonly reason?: string;
}

/** A bot from which a difference is compiled away, except where it is still seen. */
export interface Compiled {
  readonly bot: Bot;
  readonly left: readonly Observation[];
}

/** What one field of the semantics means for a bot that comes to a platform where it differs. */
export interface SemanticsEntry {
  /** The difference, as a sentence. */
  says(difference: Difference): string;
  readonly fix?: string;
  /** Where the difference can be noticed. Nothing: it makes none to this bot. */
  observe(bot: ObservedBot, difference: Difference): readonly Observation[];
  /** Says in the bot itself what the platform does otherwise, where that is faithful. */
  compile?(bot: ObservedBot, seen: readonly Observation[], difference: Difference): Compiled;
}
