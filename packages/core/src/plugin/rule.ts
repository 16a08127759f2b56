import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';
import type { BotSites } from '../reading/bot-sites.ts';

/** What a rule found. */
export interface RuleFinding {
  /** A JSON pointer into the bot. */
  readonly place: string;
  readonly reason: string;
  readonly fix?: string;
}

/** What many rules ask of a bot, found when the first one asks. */
export interface RuleContext {
  readonly sites: BotSites;
}

/** A check of a valid bot. Its id is its name in `dragoman.config` (`bot/unrouted-outcome`) and the code of what it reports. */
export interface Rule {
  readonly contract: 'v1';
  readonly id: string;
  readonly severity: Diagnostic['severity'];
  /** What it looks for and why, as a sentence. */
  readonly description: string;
  check(bot: Bot, report: (finding: RuleFinding) => void, context: RuleContext): void;
}

export const defineRule = (rule: Omit<Rule, 'contract'>): Rule => ({ contract: 'v1', ...rule });
