import type { Route } from '@dragoman/core';
import type { LivePersonResponseMatch } from '../wire/rule.ts';

/**
 * Makes one rule of those that follow each other, have one name of the author's and differ in their conditions alone:
 * import makes a route of each condition of a rule. `routes`: what the rules were made of.
 */
export const joinRules = (routes: readonly Route[], rules: readonly LivePersonResponseMatch[]): readonly LivePersonResponseMatch[] => {
  const joined: LivePersonResponseMatch[] = [];
  for (const [index, rule] of rules.entries()) {
    const last = joined.at(-1);
    const isNamed = routes[index]?.name !== undefined && routes[index - 1]?.name !== undefined;
    if (last === undefined || !isNamed || !isSameBut(last, rule)) joined.push(rule);
    else joined[joined.length - 1] = { ...last, conditions: [...(last.conditions ?? []), ...(rule.conditions ?? [])] };
  }
  return joined;
};

const isSameBut = (one: LivePersonResponseMatch, other: LivePersonResponseMatch): boolean =>
  [one, other].every(({ conditions = [] }) => conditions.length > 0) &&
  JSON.stringify({ ...one, conditions: [] }) === JSON.stringify({ ...other, conditions: [] });
