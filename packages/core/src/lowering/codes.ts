import { restoreCodes } from '../translation/restore-codes.ts';
import { coreKindCodes } from './core-kinds.ts';
import { fitNodesCodes } from './fit-nodes.ts';
import { requestCodes } from './integration-requests.ts';
import { nodeFieldCodes } from './node-fields.ts';
import { nodeHookCodes } from './node-hooks.ts';
import { outcomeRouteCodes } from './outcome-routes.ts';
import { pluginKindCodes } from './plugin-kinds.ts';
import { replyMatchCodes } from './reply-matches.ts';
import { responseCodes } from './responses.ts';
import { routeActCodes } from './route-acts.ts';
import { routeConditionCodes } from './route-conditions.ts';
import { routeTargetCodes } from './route-targets.ts';
import { rowFieldCodes } from './row-fields-in-cards.ts';
import { semanticsCodes } from './semantics/semantics-codes.ts';
import { templateReadCodes } from './template-reads.ts';
import { triggerCodes } from './triggers.ts';
import { uncallableCodes } from './uncallable.ts';
import { variableCodes } from './variables.ts';

/** The codes of what core itself finds when it exports or imports, each with a sentence of what it means: a closed list. */
export const translationCodes = {
  'origin-missing': 'The document the bot was imported from is not at hand, so the bot is printed anew.',
  'placeholder-malformed': 'A placeholder of the platform cannot be read; it is taken as text.',
  ...pluginKindCodes,
  ...semanticsCodes,
  ...fitNodesCodes,
  ...rowFieldCodes,
  ...restoreCodes,
  ...requestCodes,
  ...uncallableCodes,
  ...responseCodes,
  ...nodeFieldCodes,
  ...nodeHookCodes,
  ...outcomeRouteCodes,
  ...replyMatchCodes,
  ...routeConditionCodes,
  ...routeActCodes,
  ...routeTargetCodes,
  ...triggerCodes,
  ...variableCodes,
  ...templateReadCodes,
  ...coreKindCodes,
} as const;
