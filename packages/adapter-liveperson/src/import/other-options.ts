import type { RouteInput } from '@dragoman/core';
import { isGeneratedName, isUnmatchedName } from '../generated-rules.ts';
import type { Entry } from './rules.ts';

/**
 * Whether the last rule of a choice leads its other options on, and nothing else: a choice says so without a rule, and
 * export writes one. `options`: those that can be chosen.
 */
export const leadsOtherOptions = (entries: readonly Entry[], options: readonly string[]): boolean => {
  const last = entries.at(-1);
  if (last === undefined || last.rule.set !== undefined || !isGeneratedName(last.rule.name)) return false;
  const led = last.routes.flatMap(optionOf);
  const taken = new Set(entries.slice(0, -1).flatMap(({ routes }) => routes.flatMap(optionOf)));
  const others = options.filter((option) => !taken.has(option));
  return led.length === last.routes.length && led.join('\n') === others.join('\n');
};

/** Whether a rule only says of options what a rule on No Match says of them too: export writes both. */
export const repeatsNoMatch = ({ rule, routes }: Entry, entries: readonly Entry[]): boolean =>
  isUnmatchedName(rule.name) &&
  entries.some((other) =>
    other.routes.some(
      (noMatch) =>
        noMatch.when === 'no-match' &&
        sameActs(rule, other.rule) &&
        routes.every(({ when, if: condition }) => typeof when === 'object' && 'option' in when && isSame(condition, noMatch.if)),
    ),
  );

const sameActs = (one: Entry['rule'], other: Entry['rule']): boolean => isSame([one.to, one.set], [other.to, other.set]);

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The option that takes a route, whatever the variables hold. */
const optionOf = ({ when, if: condition }: RouteInput): readonly string[] =>
  condition === undefined && typeof when === 'object' && 'option' in when ? [when.option] : [];
