import type { Diagnostic } from './diagnostic.ts';

/**
 * - `configuration`: what was given does not fit together (a missing provider, an unknown option).
 * - `validation`: a document or argument is not what it must be; see `diagnostics`.
 * - `unsupported`: correct, but not possible here.
 * - `authentication`: who calls could not be proven: an authorization server refused, or did not answer.
 * - `cancelled`: the caller's signal ended it.
 * - `nondeterminism`: a replay asked for another step than its journal holds.
 * - `internal`: a defect of ours.
 */
export type DragomanErrorCode =
  | 'configuration'
  | 'validation'
  | 'unsupported'
  | 'authentication'
  | 'cancelled'
  | 'nondeterminism'
  | 'internal';

export interface DragomanErrorOptions {
  readonly code: DragomanErrorCode;
  /** Who says so: a package or plugin. */
  readonly source?: string;
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

const brand = Symbol.for('@dragoman/error');

/** The one error of all packages. Its message says what failed, why, and what to do; it never holds a secret or a body. */
export class DragomanError extends Error {
  readonly code: DragomanErrorCode;
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, { code, source = 'dragoman', diagnostics = [], cause }: DragomanErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DragomanError';
    this.code = code;
    this.source = source;
    this.diagnostics = diagnostics;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Recognises a `DragomanError`, also one of another copy of this package. */
export const isDragomanError = (value: unknown): value is DragomanError =>
  typeof value === 'object' && value !== null && Reflect.get(value, brand) === true;
