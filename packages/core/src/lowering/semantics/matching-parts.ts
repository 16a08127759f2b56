import type { Comparison, Predicate } from '../../document/predicate.ts';
import type { TextMatch } from '../../document/route.ts';
import type { ObservedBot } from './observed-bot.ts';

/** A text match with where it stands. */
export interface MatchPart {
  readonly match: TextMatch;
  readonly of: 'route' | 'trigger';
}

/** What texts of the consumer are matched with, in routes and triggers. */
export const textMatches = ({ bot }: ObservedBot): readonly MatchPart[] =>
  bot.flows.flatMap(({ triggers, nodes }) => [
    ...triggers.flatMap((trigger): readonly MatchPart[] => (trigger.kind === 'text' ? [{ match: trigger, of: 'trigger' }] : [])),
    ...nodes.flatMap(({ routes }) =>
      routes.flatMap(({ when }): readonly MatchPart[] =>
        when !== undefined && ('equals' in when || 'pattern' in when || 'regex' in when) ? [{ match: when, of: 'route' }] : [],
      ),
    ),
  ]);

/** The comparisons in the conditions of routes. */
export const comparisons = ({ nodes }: ObservedBot): readonly Comparison[] =>
  nodes.flatMap(({ routes }) => routes.flatMap((route) => (route.if === undefined ? [] : comparisonsIn(route.if))));

const comparisonsIn = (predicate: Predicate): readonly Comparison[] => {
  if ('all' in predicate) return predicate.all.flatMap(comparisonsIn);
  if ('any' in predicate) return predicate.any.flatMap(comparisonsIn);
  if ('not' in predicate) return comparisonsIn(predicate.not);
  return 'left' in predicate ? [predicate] : [];
};
