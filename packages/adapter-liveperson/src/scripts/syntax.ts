import { parseEs5 } from './parse-es5.ts';

/** Where a script stops being one. */
export interface SyntaxProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** What keeps a script from being read by the vendor's engine: ES5, and `for each (… in …)`. */
export const checkSyntax = (source: string): SyntaxProblem | undefined => {
  const parsed = parseEs5(source);
  return 'program' in parsed ? undefined : parsed;
};
