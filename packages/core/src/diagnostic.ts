/** How much a translation loses at a place. `assumed`: faithful if the named policy is right. */
export type Loss = 'none' | 'assumed' | 'degraded' | 'dropped';

/** One finding about a bot, its translation or its run. */
export interface Diagnostic {
  /** Stable name of the kind of finding: `unknown-node`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Where in a source file, when there is one. Lines and columns count from 1. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number };
  /** JSON pointer (RFC 6901) into the neutral bot. */
  readonly place: string;
  /** The same for people, by ids: `flows.order.nodes.lookup.url`. */
  readonly path?: string;
  /** JSON pointer into the platform's artifact. */
  readonly platformPlace?: string;
  readonly loss?: Loss;
  /** What is wrong, as a sentence. */
  readonly reason: string;
  /** What to do about it, as a sentence. */
  readonly fix?: string;
}
