import type { RouteInput } from '@dragoman/core';
import { isGeneratedName } from '../generated-rules.ts';
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

/** The option that takes a route, whatever the variables hold. */
const optionOf = ({ when, if: condition }: RouteInput): readonly string[] =>
  condition === undefined && typeof when === 'object' && 'option' in when ? [when.option] : [];
