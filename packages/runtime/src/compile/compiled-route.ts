import {
  type CompiledPredicate,
  type CompiledText,
  type CompiledValue,
  compilePredicate,
  compileText,
  compileTextMatch,
  compileValue,
  type OutcomeMatch,
  type Route,
  type Scope,
  type Semantics,
  type Target,
  type When,
} from '@dragoman/core';

/** What must hold of a reply or an outcome for a route to be taken. */
export type Match =
  | { readonly kind: 'always' }
  | { readonly kind: 'text'; accepts(text: string): boolean }
  | { readonly kind: 'intent'; readonly intent: string }
  | { readonly kind: 'option'; readonly option: string }
  | { readonly kind: 'outcome'; readonly outcome: string }
  | { readonly kind: 'api'; readonly match: OutcomeMatch };

export interface CompiledAssignment {
  readonly variable: string;
  readonly scope?: Scope;
  readonly value: CompiledValue;
}

export interface CompiledRoute {
  /** Its name, else its position from 1: what events call it. */
  readonly label: string;
  readonly match: Match;
  readonly predicate?: CompiledPredicate;
  readonly set: readonly CompiledAssignment[];
  readonly say?: CompiledText;
  readonly to: Target;
}

export const compileAssignments = (set: Route['set']): readonly CompiledAssignment[] =>
  (set ?? []).map(({ variable, scope, value }) => ({ variable, ...(scope && { scope }), value: compileValue(value) }));

export const compileRoute = (route: Route, index: number, semantics: Semantics): CompiledRoute => ({
  label: route.name ?? String(index + 1),
  match: compileWhen(route.when, semantics),
  ...(route.if && { predicate: compilePredicate(route.if, semantics) }),
  set: compileAssignments(route.set),
  ...(route.say !== undefined && { say: compileText(route.say) }),
  to: route.to,
});

const compileWhen = (when: When | undefined, semantics: Semantics): Match => {
  if (when === undefined) return { kind: 'always' };
  if ('intent' in when) return { kind: 'intent', intent: when.intent };
  if ('option' in when) return { kind: 'option', option: when.option };
  if ('outcome' in when) return { kind: 'outcome', outcome: when.outcome };
  if ('equals' in when || 'pattern' in when || 'regex' in when) return { kind: 'text', accepts: compileTextMatch(when, semantics) };
  return { kind: 'api', match: when };
};
