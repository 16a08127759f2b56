import type { Bot } from '../document/bot.ts';
import { lowerCoreKinds } from './core-kinds.ts';
import { fitNodes } from './fit-nodes.ts';
import { createLowerContext, type LowerOptions, type Pass } from './lower-context.ts';
import { markGroups } from './mark-groups.ts';
import { lowerNodeFeatures } from './node-features.ts';
import { lowerPluginKinds } from './plugin-kinds.ts';
import { lowerRequests } from './requests.ts';
import { restorableBot } from './restorable-bot.ts';
import { lowerRoutes } from './routes.ts';
import { lowerRowFieldsInCards } from './row-fields-in-cards.ts';
import { compileSemantics } from './semantics/compile-semantics.ts';
import { lowerTemplateReads } from './template-reads.ts';
import { lowerTriggers } from './triggers.ts';
import { lowerVariables } from './variables.ts';

/** After the kinds of plugins are expanded and the semantics compiled. In this order: what a pass makes, the later ones may rewrite further. Each makes only what the capabilities list, or what a later pass takes. */
const passes: readonly Pass[] = [
  fitNodes,
  lowerRowFieldsInCards,
  lowerTriggers,
  lowerVariables,
  lowerRequests,
  lowerNodeFeatures,
  lowerRoutes,
  lowerCoreKinds,
  lowerTemplateReads,
];

/**
 * Rewrites a bot until it holds only what the capabilities list. Pure and deterministic; a bot that already fits comes
 * out as it went in. What no rewrite can save is reported, at the element of the author's bot.
 */
export const lowerBot = (bot: Bot, options: LowerOptions): Bot => {
  const context = createLowerContext(bot, options);
  const expanded = lowerPluginKinds(bot, context);
  const compiled = compileSemantics(expanded, context);
  const lowered = passes.reduce((made, pass) => pass(made, context), compiled);
  return markGroups(restorableBot(bot, expanded, compiled), lowered, context);
};
