import type { GuestDialect, GuestEnd, GuestRun } from './guest-outcome.ts';

/** What a worker starts with. */
export interface WorkerSetup {
  /** QuickJS, compiled once for all workers. */
  readonly module: WebAssembly.Module;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  readonly dialects: readonly GuestDialect[];
}

/** What a worker is told. One at a time: the next after `ready`. */
export interface WorkerRun {
  /** By id. */
  readonly dialect: string;
  readonly run: GuestRun;
}

export type WorkerMessage =
  /** The script begins only now: its sandbox had to be made first. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'end'; readonly end: GuestEnd }
  /** Nothing was run: the sandbox could not be made. */
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'ready' };
