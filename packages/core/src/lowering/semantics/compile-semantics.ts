import { neutralSemantics, type Semantics } from '../../document/semantics.ts';
import type { Pass } from '../lower-context.ts';
import { observeBot } from './observed-bot.ts';
import { sameJson } from './same-json.ts';
import { semanticsCode } from './semantics-codes.ts';
import { semanticsEntries } from './semantics-entries.ts';
import type { Difference } from './semantics-entry.ts';

/**
 * Makes a bot behave under the platform's semantics as it does under its own. Field by field, each difference that the
 * bot can tell is said in the bot itself or reported. Afterwards the bot has the platform's semantics, but for what
 * bots set for themselves there.
 */
export const compileSemantics: Pass = (bot, context) => {
  const from: Semantics = { ...neutralSemantics, ...bot.semantics };
  const own = Object.fromEntries(context.capabilities.semantics.map((field) => [field, from[field]]));
  const to: Semantics = { ...context.semantics, ...own };
  const difference: Difference = { from, to, context, readyTexts: new Set() };
  const differing = (Object.keys(semanticsEntries) as (keyof Semantics)[]).filter((field) => !sameJson(from[field], to[field]));
  if (differing.length === 0) return bot;
  let observed = observeBot(bot);
  for (const field of differing) {
    const entry = semanticsEntries[field];
    const seen = entry.observe(observed, difference);
    if (seen.length === 0) continue;
    const { bot: made, left } = entry.compile?.(observed, seen, difference) ?? { bot: observed.bot, left: seen };
    const whole = context.provenance.fieldOf(context.provenance.fieldOf(bot, 'semantics'), field);
    for (const { at, loss = 'degraded', reason = entry.says(difference) } of left) {
      context.report({
        code: semanticsCode(field),
        at: at === observed.whole ? whole : at,
        loss,
        reason,
        ...(entry.fix !== undefined && loss !== 'none' && { fix: entry.fix }),
      });
    }
    if (made !== observed.bot) observed = observeBot(made);
  }
  return { ...observed.bot, semantics: { ...to } };
};
