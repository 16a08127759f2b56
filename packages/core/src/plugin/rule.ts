import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';

/** A check of a valid bot. Its id is its name in `dragoman.config` (`bot/unrouted-outcome`) and the code of what it reports. */
export interface Rule {
  readonly contract: 'v1';
  readonly id: string;
  readonly severity: Diagnostic['severity'];
  /** What it looks for and why, as a sentence. */
  readonly description: string;
  /** `place` is a JSON pointer into the bot. */
  check(bot: Bot, report: (finding: { readonly place: string; readonly reason: string; readonly fix?: string }) => void): void;
}

export const defineRule = (rule: Omit<Rule, 'contract'>): Rule => ({ contract: 'v1', ...rule });
