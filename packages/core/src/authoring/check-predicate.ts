import type { PlatformPart } from '../document/platform-part.ts';
import type { CheckReference } from './check-reference.ts';
import type { CheckTemplate } from './check-template.ts';
import type { Fold } from './fold.ts';
import type { Names } from './names-of.ts';

/** Checks the operands of a condition, however deep it is nested. */
export type CheckPredicate<Predicate, Known extends Names> = PlatformPart extends Predicate
  ? unknown // Put together at run time, and of the recursive type itself: taken apart it would go on for ever.
  : Fold<{
      [K in keyof Predicate]: K extends 'all' | 'any'
        ? CheckPredicates<Predicate[K], Known>
        : K extends 'not'
          ? CheckPredicate<Predicate[K], Known>
          : K extends 'left'
            ? CheckOperand<Predicate[K], 'variable', Known>
            : K extends 'right'
              ? CheckOperand<Predicate[K], 'literal', Known>
              : unknown;
    }>;

type CheckPredicates<Predicates, Known extends Names> = Fold<{ [P in keyof Predicates]: CheckPredicate<Predicates[P], Known> }>;

/** A word means a variable on the left and itself on the right. */
type CheckOperand<Operand, Word extends 'variable' | 'literal', Known extends Names> = Operand extends string
  ? Operand extends `${string}{{${string}`
    ? CheckTemplate<Operand, Known>
    : Word extends 'variable'
      ? CheckName<Operand, Known>
      : unknown
  : Operand extends { readonly variable: infer Name extends string }
    ? Fold<{ readonly variable: CheckName<Name, Known> }>
    : Operand extends { readonly template: infer Text extends string }
      ? Fold<{ readonly template: CheckTemplate<Text, Known> }>
      : unknown;

// Unlike in a placeholder, the name of a variable may have dots and spaces here.
type CheckName<Name extends string, Known extends Names> = Name extends Known['variables'] ? unknown : CheckReference<Name, '', Known>;
