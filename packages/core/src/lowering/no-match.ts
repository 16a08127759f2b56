import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';

export const isNoMatch = ({ when }: Route): boolean => when !== undefined && 'outcome' in when && when.outcome === 'no-match';

/**
 * Whether `no-match` is tried as any route is, right before those without a match, and takes a reply as an answer.
 * Otherwise it takes what the node itself does not.
 */
export const noMatchIsRoute = ({ routeOrder }: Pick<Semantics, 'routeOrder'>): boolean => routeOrder !== 'document';

/** Which routes of the author's bot store the reply they take: what nothing takes is no answer, unless `no-match` is a route like the others. */
export const storedBy =
  ({ author }: { readonly author: Pick<Semantics, 'routeOrder'> }) =>
  ({ when }: Route): boolean =>
    when === undefined || !('outcome' in when) || noMatchIsRoute(author);

/** The routes of a waiting node in the order they are tried. A `no-match` that is no route is tried after all of them. */
export const asTried = (routes: readonly Route[], semantics: Pick<Semantics, 'routeOrder'>): readonly Route[] =>
  noMatchIsRoute(semantics) ? routes.toSorted((one, other) => rankOf(one) - rankOf(other)) : routes;

const rankOf = (route: Route): number => {
  if (route.when === undefined) return 3;
  if (isNoMatch(route)) return 2;
  return 'intent' in route.when ? 0 : 1;
};
