import type { ApiNode } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import { type Bucket, coversAll, type Meaning, meets, overlap, type Readable, rankOf, testOf } from './outcome-buckets.ts';

/** Where outcomes of a bucket go when the condition holds. Without one, all that are left go there. */
export interface Way {
  /** What it is said for: the author's route, or the node for what none of its routes takes. */
  readonly from: Route | ApiNode;
  readonly if?: Predicate;
  readonly act: Omit<Route, 'when' | 'if'>;
}

/** What a bucket's outcomes are routed by, in the order they are tried. */
export interface RoutedBucket {
  readonly bucket: Bucket;
  readonly ways: readonly Way[];
  /** Whether outcomes may be left that none of the ways takes. */
  readonly isOpen: boolean;
}

/** An author's routes, by what becomes of them. */
export interface RoutedOutcomes {
  /** Carried as they are, and tried before what the buckets are routed by. */
  readonly direct: ReadonlySet<Route>;
  readonly buckets: readonly RoutedBucket[];
  /** Those that cannot be told apart: not all their outcomes take them, or others do too. */
  readonly lost: ReadonlySet<Route>;
}

/** What the platform can say about outcomes. */
export interface Abilities extends Readable {
  /** Whether an api node may have the route as it is. */
  isListed(route: Route): boolean;
  /** Whether a condition can be decided once the call has ended. */
  canDecide(condition: Predicate): boolean;
}

/**
 * Sorts the routes of an api node into buckets. A bucket gets every route that some of its outcomes would try, so what
 * becomes of its outcomes never depends on another bucket.
 */
export const routedOutcomes = (routes: readonly Route[], buckets: readonly Bucket[], meaning: Meaning, can: Abilities): RoutedOutcomes => {
  const ordered = routes.toSorted((left, right) => rankOf(right) - rankOf(left));
  const direct = directRoutes(ordered, buckets, meaning, can);
  const lost = new Set<Route>();
  const routed = buckets.map((bucket): RoutedBucket => {
    const ways: Way[] = [];
    const vague: Route[] = [];
    let isOpen = true;
    for (const route of ordered.filter((one) => isTried(one, bucket, meaning))) {
      const isWhole = coversAll(route, bucket.atoms, meaning);
      const way = direct.has(route) ? undefined : wayOf(route, bucket, meaning, can);
      if (way) ways.push(way);
      else if (!direct.has(route)) {
        lost.add(route);
        if (!isWhole) vague.push(route);
        continue;
      }
      isOpen = !isWhole || route.if !== undefined;
      if (!isOpen) break;
    }
    const usual = isSuccessful(bucket) && !ways.some(({ from }) => isOfSuccess(from)) ? usualOf(vague, can) : undefined;
    if (usual === undefined) return { bucket, ways, isOpen };
    // Most successes are this one, so the whole bucket goes where it goes.
    return { bucket, ways: [asWay(usual)], isOpen: usual.if !== undefined };
  });
  return { direct, buckets: routed, lost };
};

const isTried = (route: Route, { atoms }: Bucket, meaning: Meaning): boolean => atoms.some((atom) => meets(route, atom, meaning));

/** Routes finer than any bucket that stay as they are: no route that is tried before them is said otherwise. */
const directRoutes = (ordered: readonly Route[], buckets: readonly Bucket[], meaning: Meaning, can: Abilities): ReadonlySet<Route> => {
  const direct = new Set<Route>();
  for (const [index, route] of ordered.entries()) {
    if (!isFine(route) || !can.isListed(route)) continue;
    const isSaidOtherwise = (earlier: Route): boolean =>
      !direct.has(earlier) &&
      overlap(earlier, route) &&
      buckets.some((bucket) => isTried(earlier, bucket, meaning) && wayOf(earlier, bucket, meaning, can) !== undefined);
    if (!ordered.slice(0, index).some(isSaidOtherwise)) direct.add(route);
  }
  return direct;
};

/** How a route is said for a bucket. Undefined: there is no way. */
const wayOf = (route: Route, { atoms }: Bucket, meaning: Meaning, can: Abilities): Way | undefined => {
  const isWhole = coversAll(route, atoms, meaning);
  const test = isWhole ? undefined : testOf(route, atoms, meaning, can);
  if (!isWhole && test === undefined) return undefined;
  const condition = test && route.if ? { all: [test, route.if] } : (test ?? route.if);
  return condition === undefined || can.canDecide(condition) ? asWay(route, condition) : undefined;
};

const asWay = (route: Route, condition = route.if): Way => {
  const { when: _when, if: _if, ...act } = route;
  return { from: route, ...(condition && { if: condition }), act };
};

const isFine = ({ when }: Route): boolean => when !== undefined && !('is' in when);

const isSuccessful = ({ atoms }: Bucket): boolean => atoms.includes('success');

const isOfSuccess = (from: Route | ApiNode): boolean =>
  'when' in from && from.when !== undefined && 'is' in from.when && from.when.is === 'success';

const usualOf = (vague: readonly Route[], can: Abilities): Route | undefined => {
  const routes = vague.filter((route) => route.if === undefined || can.canDecide(route.if));
  return (
    routes.find(({ when }) => when !== undefined && 'status' in when && when.status === 200) ??
    routes.find(({ when }) => when !== undefined && (('class' in when && when.class === '2xx') || ('status' in when && when.status < 300)))
  );
};
