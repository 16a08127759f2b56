/** Where a script stops being one. */
export interface SyntaxProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** What keeps a script from being read as the vendor's engine reads it: ES5, and `for each (… in …)`. */
export const checkSyntax = (_source: string): SyntaxProblem | undefined => undefined;
