import type { ScriptDialect } from '@dragoman/core';

/** What one run of a script may use. */
export interface SandboxLimits {
  /** All memory of a run, with 16 MB that QuickJS itself has. Default 32 MB (33,554,432), least 16 MB. */
  readonly memoryBytes?: number;
  /** What calls within calls may take of it. Default 256 KB (262,144). */
  readonly stackBytes?: number;
  /** What a script asked for, as JSON. Default 1,000,000 characters. */
  readonly outputLength?: number;
  /** How many things it may ask for. Default 1,000. */
  readonly effects?: number;
  /** How long after its deadline a run that cannot be interrupted is ended with its whole thread. Default 300 ms. */
  readonly graceMs?: number;
}

export interface SandboxOptions {
  /** Dialects beside core's own `es5`, which is always there. */
  readonly dialects?: readonly ScriptDialect[];
  /** Threads that run scripts, and so scripts that run at once. Default: one a core, at least two. None starts before it is needed. */
  readonly workers?: number;
  readonly limits?: SandboxLimits;
}

export const defaultLimits: Required<SandboxLimits> = {
  memoryBytes: 32 * 1024 * 1024,
  stackBytes: 256 * 1024,
  outputLength: 1_000_000,
  effects: 1_000,
  graceMs: 300,
};
