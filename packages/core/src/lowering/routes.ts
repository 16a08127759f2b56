import type { Pass } from './lower-context.ts';
import { lowerOutcomeRoutes } from './outcome-routes.ts';
import { lowerReplyMatches } from './reply-matches.ts';
import { lowerRouteActs } from './route-acts.ts';
import { lowerRouteConditions } from './route-conditions.ts';
import { lowerRouteTargets } from './route-targets.ts';
import { lowerTransportOutcomes } from './transport-outcomes.ts';

/** Leaves routes that match, decide, do and lead to only what is listed. Targets come last: what the others make has targets too. */
export const lowerRoutes: Pass = (bot, context) =>
  [lowerTransportOutcomes, lowerOutcomeRoutes, lowerReplyMatches, lowerRouteConditions, lowerRouteActs, lowerRouteTargets].reduce(
    (made, pass) => pass(made, context),
    bot,
  );
