import type { Bot } from '../document/bot.ts';
import type { CredentialKind } from '../plugin/credential-kind.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { botSites } from './bot-sites.ts';
import { type Check, createCheckContext } from './check-context.ts';
import { checkCredentials } from './check-credentials.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkLoops } from './check-loops.ts';
import { checkNames } from './check-names.ts';
import { checkPagination } from './check-pagination.ts';
import { checkRequests } from './check-requests.ts';
import { checkRoutes } from './check-routes.ts';
import { checkTargets } from './check-targets.ts';
import { checkTemplates } from './check-templates.ts';
import type { Finding } from './finding.ts';

interface CheckOptions {
  readonly nodeKinds?: readonly NodeKind[];
  readonly credentialKinds?: readonly CredentialKind[];
  /** Variables that are set without the bot. */
  readonly variables?: readonly string[];
}

/** Checks what a schema cannot: that names in a bot exist, and that the texts in it which are not plain are well-formed. */
export const checkBot = (bot: Bot, { nodeKinds = [], credentialKinds, variables = [] }: CheckOptions): readonly Finding[] => {
  const findings: Finding[] = [];
  const context = createCheckContext(bot, botSites(bot), findings);
  const checks: readonly Check[] = [
    checkNames,
    checkTargets,
    checkRoutes(nodeKinds),
    checkLoops,
    checkTemplates(variables),
    checkExpressions,
    checkRequests,
    checkPagination,
    checkCredentials(credentialKinds),
  ];
  for (const check of checks) check(context);
  return findings;
};
