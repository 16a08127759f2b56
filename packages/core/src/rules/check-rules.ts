import type { Diagnostic } from '../diagnostic.ts';
import type { Bot } from '../document/bot.ts';
import type { Rule, RuleContext, RuleFinding } from '../plugin/rule.ts';
import { type BotSites, botSites } from '../reading/bot-sites.ts';
import { placePath } from '../reading/place-path.ts';

/** What a rule reports as, by its id: `{ 'bot/plain-http': 'error' }`. */
export type RuleSettings = { readonly [rule: string]: 'off' | Diagnostic['severity'] };

/** Runs rules over a bot in the long form, in their order. A rule that is not in `settings` has its own severity. */
export const checkRules = (bot: Bot, rules: readonly Rule[], settings: RuleSettings = {}): readonly Diagnostic[] => {
  const diagnostics: Diagnostic[] = [];
  const context = contextOf(bot);
  for (const rule of rules) {
    const severity = Object.hasOwn(settings, rule.id) ? (settings[rule.id] ?? rule.severity) : rule.severity;
    if (severity === 'off') continue;
    const report = ({ place, reason, fix }: RuleFinding): void =>
      void diagnostics.push({ code: rule.id, severity, place, path: placePath(bot, place), reason, ...(fix !== undefined && { fix }) });
    rule.check(bot, report, context);
  }
  return diagnostics;
};

const contextOf = (bot: Bot): RuleContext => {
  let sites: BotSites | undefined;
  return {
    get sites() {
      sites ??= botSites(bot);
      return sites;
    },
  };
};
