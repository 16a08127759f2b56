import type { Capabilities } from '../adapter/capabilities.ts';
import type { Assignment } from '../document/variable.ts';
import { type AssignmentRules, assignmentScript } from './assignment-script.ts';
import { carriesSet } from './route-sets.ts';

/** Assignments that one node can make: on a route of its own, or by a script in `es5`. */
export type SetStep = { readonly set: readonly Assignment[] } | { readonly source: string };

/**
 * Assignments as nodes that run scripts can make them, in their order: all on a route, or all by a script, or, where one
 * reads what scripts cannot and another is no text, some so and some so. Undefined where one can be made neither way.
 */
export const setSteps = (
  set: readonly Assignment[],
  capabilities: Pick<Capabilities, 'routes'>,
  rules: AssignmentRules,
): readonly SetStep[] | undefined => {
  if (carriesSet(capabilities, set)) return [{ set }];
  const source = assignmentScript(set, rules);
  if (source !== undefined) return [{ source }];
  const steps: SetStep[] = [];
  for (let at = 0; at < set.length; ) {
    const [onRoute, byScript] = [
      longest(set, at, (some) => carriesSet(capabilities, some)),
      longest(set, at, (some) => assignmentScript(some, rules) !== undefined),
    ];
    const end = Math.max(onRoute, byScript);
    if (end === at) return undefined;
    const some = set.slice(at, end);
    const written = assignmentScript(some, rules);
    steps.push(written === undefined ? { set: some } : { source: written });
    at = end;
  }
  return steps;
};

/** How far a row of assignments that begins somewhere goes on as it should. */
const longest = (set: readonly Assignment[], from: number, holds: (some: readonly Assignment[]) => boolean): number => {
  let to = from;
  while (to < set.length && holds(set.slice(from, to + 1))) to += 1;
  return to;
};
