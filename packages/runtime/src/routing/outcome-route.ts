import type { Outcome, OutcomeMatch, Semantics } from '@dragoman/core';
import type { CompiledRoute } from '../compile/compiled-route.ts';
import type { Turn } from '../turn/turn.ts';
import { statusMatches } from './status.ts';

/**
 * The route an api node's outcome takes. The finest match wins: value > status > class > timeout, error,
 * max-connection > success, failure > other > a route without `when`; among equals, document order.
 */
export const routeOfOutcome = (turn: Turn, routes: readonly CompiledRoute[], outcome: Outcome): CompiledRoute | undefined => {
  let best: CompiledRoute | undefined;
  let bestRank = 0;
  for (const route of routes) {
    const rank = rankOf(route, outcome, turn.bot.semantics);
    if (rank > bestRank && (route.predicate?.test(turn.lookup) ?? true)) {
      best = route;
      bestRank = rank;
    }
  }
  return best;
};

export const isSuccess = (outcome: Outcome, semantics: Semantics): boolean =>
  outcome.kind === 'response' && statusMatches(outcome.status, semantics.success);

const rankOf = ({ match }: CompiledRoute, outcome: Outcome, semantics: Semantics): number => {
  if (match.kind === 'always') return 1;
  return match.kind === 'api' ? rankOfMatch(match.match, outcome, semantics) : 0;
};

const rankOfMatch = (match: OutcomeMatch, outcome: Outcome, semantics: Semantics): number => {
  if ('value' in match) return outcome.kind === 'response' && outcome.value === match.value ? 7 : 0;
  if ('status' in match) return outcome.kind === 'response' && outcome.status === match.status ? 6 : 0;
  if ('class' in match) return outcome.kind === 'response' && statusMatches(outcome.status, [match.class]) ? 5 : 0;
  switch (match.is) {
    case 'other':
      return 2;
    case 'success':
      return isSuccess(outcome, semantics) ? 3 : 0;
    case 'failure':
      return isSuccess(outcome, semantics) ? 0 : 3;
    default:
      return outcome.kind === match.is ? 4 : 0;
  }
};
