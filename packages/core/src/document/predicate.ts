import type { Json } from '../json.ts';
import type { PlatformPart } from './platform-part.ts';
import type { Template } from './template.ts';

export type Operand = { readonly variable: string } | { readonly template: Template } | { readonly literal: Json };

/** How two operands are compared. `is-set` looks at `left` alone. */
export type Operator = 'equals' | 'contains' | 'starts' | 'ends' | 'regex' | 'less' | 'greater' | 'is-set';

export interface Comparison {
  readonly left: Operand;
  readonly op: Operator;
  readonly right?: Operand;
}

/** A condition over variables. */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | Comparison
  | PlatformPart;
