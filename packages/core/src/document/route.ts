import type { Predicate } from './predicate.ts';
import type { Target } from './target.ts';
import type { Template } from './template.ts';
import type { Assignment } from './variable.ts';

/** What a text is matched with. `exclude` lists patterns; a text that fits one of them does not match. */
export type TextMatch =
  | { readonly equals: string; readonly exclude?: readonly string[] }
  /** `*` stands for any characters, `a|b` for alternatives, `( )` groups; the whole text must fit. */
  | { readonly pattern: string; readonly exclude?: readonly string[] }
  | { readonly regex: string; readonly exclude?: readonly string[] };

/** What an api node's outcome is matched with: value > status > class > timeout, error, max-connection > success, failure > other. */
export type OutcomeMatch =
  | { readonly value: string }
  | { readonly status: number }
  | { readonly class: StatusClass }
  | { readonly is: 'success' | 'failure' | 'timeout' | 'error' | 'max-connection' | 'other' };

export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx';

/** What a waiting node's reply, or any other node's outcome, is matched with. */
export type ReplyMatch =
  | TextMatch
  | { readonly intent: string }
  /** Id of an option. */
  | { readonly option: string }
  /** An outcome of the node's kind: `no-match`, `chosen`, `empty`, `failed`, `callback`, `timeout`, a plugin's. */
  | { readonly outcome: string };

export type When = OutcomeMatch | ReplyMatch;

/** One way out of a node: taken when `when` and `if` both hold. Without either it always is. */
export interface Route {
  readonly name?: string;
  readonly when?: When;
  readonly if?: Predicate;
  readonly set?: readonly Assignment[];
  /** A text sent when the route is taken. */
  readonly say?: Template;
  readonly to: Target;
}
