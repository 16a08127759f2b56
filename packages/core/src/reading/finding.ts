import type { Diagnostic } from '../diagnostic.ts';

/** Keys and indices from the root of a document to a place in it. */
export type Path = readonly (string | number)[];

/** A diagnostic before its place is written out. */
export interface Finding {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly path: Path;
  readonly reason: string;
  readonly fix?: string;
}
