import type { Bot } from '../document/bot.ts';
import type { BotSites } from './bot-sites.ts';
import type { Finding } from './finding.ts';
import { nearest } from './nearest.ts';

/** What a check of a bot works with: the bot is in the long form and of the right shape. */
export interface CheckContext {
  readonly bot: Bot;
  readonly sites: BotSites;
  report(finding: Finding): void;
  /** What to do about a name that does not exist; undefined when nothing like it does. */
  didYouMean(name: string, candidates: Iterable<string>): string | undefined;
}

export type Check = (context: CheckContext) => void;

export const createCheckContext = (bot: Bot, sites: BotSites, findings: Finding[]): CheckContext => {
  // A broken generator can make thousands of wrong names; comparing each with thousands of right ones helps nobody.
  let suggestionsLeft = 100;
  return {
    bot,
    sites,
    report: (finding) => {
      findings.push(finding);
    },
    didYouMean: (name, candidates) => {
      suggestionsLeft -= 1;
      const meant = suggestionsLeft < 0 ? undefined : nearest(name, candidates);
      return meant === undefined ? undefined : `Did you mean \`${meant}\`?`;
    },
  };
};
