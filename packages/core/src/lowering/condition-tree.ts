import type { Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';

/** What a list of routes is said with, and what stands for a condition it cannot say. */
export interface TreeWork {
  fits(predicate: Predicate): boolean;
  /** The same condition in listed operators; undefined: there is none. */
  said(predicate: Predicate): Predicate | undefined;
  /** Makes a condition node. */
  make(routes: readonly Route[], next: Target): Target;
  derive(route: Route, from: Route): Route;
  drop(route: Route): void;
}

/** The routes of one condition node, and where it goes on without any of them. */
export interface Level {
  readonly routes: readonly Route[];
  readonly next: Target;
}

/**
 * Says the routes of a condition node, tried in order, with conditions that fit: `any` is several routes, `all` a node
 * behind a node, `not` a swap. All targets must be explicit.
 */
export const conditionTree = (routes: readonly Route[], next: Target, work: TreeWork): Level => {
  // From the last one on, so that what a condition falls back to is known.
  let level: Level = { routes: [], next };
  for (const route of routes.toReversed()) level = withRoute(route, level, work);
  return level;
};

const withRoute = (route: Route, rest: Level, work: TreeWork): Level => {
  const { if: condition, ...unconditional } = route;
  if (condition === undefined || work.fits(condition)) return { ...rest, routes: [route, ...rest.routes] };
  const said = work.said(condition);
  if (said === undefined) {
    work.drop(route);
    return rest;
  }
  const flat = alternativesOf(said);
  if (flat.every(work.fits))
    return { ...rest, routes: [...flat.map((one) => work.derive({ ...unconditional, if: one }, route)), ...rest.routes] };
  const isPlain = route.say === undefined && route.set === undefined;
  const yes = isPlain ? route.to : work.make([work.derive(unconditional, route)], { end: 'flow' });
  const no = rest.routes.length === 0 ? rest.next : work.make(rest.routes, rest.next);
  return { routes: branches(said, yes, no, work).map((one) => work.derive(one, route)), next: no };
};

const alternativesOf = (predicate: Predicate): readonly Predicate[] =>
  'any' in predicate ? predicate.any.flatMap(alternativesOf) : [predicate];

/** Routes that lead to `yes` where the condition holds; behind them the node goes to `no`. */
const branches = (predicate: Predicate, yes: Target, no: Target, work: TreeWork): readonly Route[] => {
  if (work.fits(predicate)) return [{ if: predicate, to: yes }];
  if ('not' in predicate) return [...branches(predicate.not, no, yes, work), { to: yes }];
  if ('all' in predicate) {
    const [first, ...others] = predicate.all;
    if (first === undefined) return [{ to: yes }];
    const behind = others.length === 0 ? yes : work.make(branches({ all: others }, yes, no, work), no);
    return branches(first, behind, no, work);
  }
  if ('any' in predicate) {
    const [first, ...others] = predicate.any;
    if (first === undefined) return [];
    if (work.fits(first)) return [{ if: first, to: yes }, ...branches({ any: others }, yes, no, work)];
    const otherwise = others.length === 0 ? no : work.make(branches({ any: others }, yes, no, work), no);
    return [...branches(first, yes, otherwise, work), { to: otherwise }];
  }
  return [];
};

/** Whether one of these routes could be said only by nodes of their own. */
export const needsTree = (routes: Node['routes'], fits: (predicate: Predicate) => boolean): boolean =>
  routes.some((route) => route.if !== undefined && !fits(route.if));
