import type { PredicateInput, RouteInput, TargetInput } from '@dragoman/core';
import type { LivePersonResponseMatch } from '../wire/rule.ts';
import { type Destinations, targetOf } from './actions.ts';
import { assignmentsOf, type DeclaredScopes } from './assignments.ts';
import { type Askable, type ConditionMatch, matchesOf } from './conditions.ts';
import { predicateOf } from './context-conditions.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';
import { leadsOtherOptions, repeatsNoMatch } from './other-options.ts';
import { createUnique } from './unique.ts';

/** Where the rules of an interaction stand, and what they may say there. */
export interface RuleSite extends Destinations {
  /** Of the interaction. */
  readonly pointer: string;
  readonly askable: Askable;
  /** Whether the interaction waits for the consumer. */
  readonly waits: boolean;
  /** Whether the plain next action has to be a route: a choice takes nothing but its options as a plain answer. */
  readonly routesPlainly: boolean;
  /** What "next interaction" means there. */
  readonly following: TargetInput;
  readonly scopes: DeclaredScopes;
  readonly read: ReadTemplate;
  readonly report: ImportReport;
}

/** The ways out of a node. */
export interface Ways {
  readonly routes: readonly RouteInput[];
  readonly next?: TargetInput;
}

/**
 * The rules of an interaction as routes. One entry without conditions is its plain next action; behind rules it is what
 * happens when none of them holds.
 *
 * Assumed: of several conditions of one rule any will do.
 */
export const waysOf = (rules: readonly LivePersonResponseMatch[], site: RuleSite): Ways => {
  const { following, waits, report } = site;
  const nameOf = createRuleNaming();
  const entries = rules.map((rule, index) => entryOf(rule, nameOf(rule), `${site.pointer}/responseMatches/${index}`, site));
  const [only] = entries;
  // A choice without any rule takes its options alone.
  if (only === undefined) return onward([], following, { ...site, routesPlainly: false });
  if (entries.length === 1 && only.isPlain && only.rule.set === undefined) return onward([], only.rule.to, site);
  const conditional = entries.filter((entry) => !entry.isPlain && !repeatsNoMatch(entry, entries));
  const plain = entries.filter(({ isPlain }) => isPlain);
  const takesAll = conditional.some(({ routes }) => routes.some((route) => route.when === 'no-match' && route.if === undefined));
  for (const { pointer } of waits && takesAll ? plain : []) {
    const reason = 'This is never reached, as No Match takes whatever the rules do not.';
    report({ code: 'unreachable-rule', severity: 'warning', platformPlace: pointer, reason, fix: 'Take it out.' });
  }
  if (site.routesPlainly && plain.length === 0 && leadsOtherOptions(conditional, site.askable.options)) {
    const to = conditional.at(-1)?.rule.to ?? 'next';
    return { routes: conditional.slice(0, -1).flatMap((entry) => entry.routes), ...(to !== 'next' && { next: to }) };
  }
  const [onlyPlain] = plain;
  // After an escalation the plain way on is no rule among others.
  if (site.askable.handover && onlyPlain !== undefined && plain.length === 1 && onlyPlain.rule.set === undefined) {
    return onward(
      conditional.flatMap((entry) => entry.routes),
      onlyPlain.rule.to,
      site,
    );
  }
  const routes = [...conditional, ...plain].flatMap((entry) => entry.routes);
  // A question that no rule answers leaves the reply to other dialogs; a plain way on would take it.
  return waits || plain.length > 0 ? { routes } : onward(routes, following, site);
};

const onward = (routes: readonly RouteInput[], to: TargetInput, { routesPlainly }: RuleSite): Ways => {
  if (routesPlainly && routes.length === 0) return { routes: [{ to }] };
  return { routes, ...(to !== 'next' && { next: to }) };
};

export interface Entry {
  readonly pointer: string;
  readonly isPlain: boolean;
  /** What the rule says, whatever it is about. */
  readonly rule: Omit<RouteInput, 'when' | 'if' | 'say'>;
  readonly routes: readonly RouteInput[];
}

const entryOf = (rule: LivePersonResponseMatch, name: string | undefined, pointer: string, site: RuleSite): Entry => {
  const { following, askable, scopes, read, report } = site;
  const { conditions = [], contextDataVariables = [] } = rule;
  const predicate = predicateOf(rule, pointer, read, report);
  const set = assignmentsOf(contextDataVariables, pointer, { declared: scopes, read, report });
  const said = {
    ...(name !== undefined && { name }),
    ...(set.length > 0 && { set }),
    to: targetOf(rule.action, following, site, pointer, report),
  };
  const matches: readonly ConditionMatch[] =
    conditions.length === 0
      ? [{}]
      : conditions.flatMap((condition, index) => matchesOf(condition, `${pointer}/conditions/${index}`, askable, read, report));
  const routes = matches.map(({ if: carried, ...match }) => ({ ...said, ...match, ...both(carried, predicate) }));
  return { pointer, isPlain: conditions.length === 0 && predicate === undefined, rule: said, routes };
};

/** Rules of one name would be taken for one rule with several conditions, and several conditions without a name for rules. */
const createRuleNaming = (): ((rule: LivePersonResponseMatch) => string | undefined) => {
  const unique = createUnique();
  return ({ name, conditions = [] }) => (name || conditions.length > 1 ? unique(name || 'rule') : name);
};

const both = (carried: PredicateInput | undefined, predicate: PredicateInput | undefined): { readonly if?: PredicateInput } => {
  if (carried === undefined) return predicate === undefined ? {} : { if: predicate };
  return { if: predicate === undefined ? carried : { all: [carried, predicate] } };
};
