/** Line and column, both from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** A problem of a file that keeps it from being read as data. */
export interface SourceProblem {
  readonly code: string;
  readonly at: SourcePosition;
  readonly reason: string;
  readonly fix: string;
}

/** What a format makes of a text: the data, or what is wrong with it. */
export type SourceReading =
  | {
      readonly kind: 'read';
      readonly value: unknown;
      /** The same with every scalar as it is spelled in the file: `004711` is that text, not a number. */
      spelled(): unknown;
      locate(pointer: string): SourcePosition;
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly SourceProblem[] };
