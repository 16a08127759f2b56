import type { Outcome } from '../conversation/outcome.ts';
import type { RenderedRequest } from '../conversation/request.ts';
import type { CallTiming } from '../conversation/run-event.ts';
import type { Concurrency, Retry } from '../document/integration.ts';
import type { Json } from '../json.ts';

export interface CallOptions {
  /** One deadline for everything: waiting for a place, connect, headers, body, retries, pages. */
  readonly timeoutMs: number;
  readonly retry: Retry;
  readonly concurrency?: Concurrency;
  /** Id of the bot that calls: integrations of different bots are counted apart, whatever their ids. */
  readonly bot?: string;
  /** Sent in the request's `idempotencyHeader`; of a further page, with its number. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Called before an attempt after the first. */
  onRetry?(attempt: number, outcome: Outcome): void;
  /** Called after each page of a call with `pagination`, also the one that ends it. */
  onPage?(page: CallPage): void;
}

/** One page of a call with `pagination`. */
export interface CallPage {
  /** From 1. */
  readonly number: number;
  /** Where it was asked for, without what the credential adds. It may hold what the page before said: to be redacted like it. */
  readonly url: string;
  readonly outcome: Outcome;
  /** How many rows it holds; absent when the pagination does not say what rows are, or the page did not succeed. */
  readonly rows?: number;
  /** From the one before, retries included. */
  readonly durationMs: number;
}

export interface CallResult {
  readonly outcome: Outcome;
  /** Lower-case names; a repeated header is one list. Empty without a response. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  /**
   * Read as the request's `responseFormat` says; with `pagination`, of all pages. When a page ends otherwise than with a
   * 2xx, its outcome is that of the call, and its body stands alone: some pages never pass for all. Absent
   * when there is none or it cannot be read.
   */
  readonly body?: Json;
  readonly timing?: CallTiming;
}

/**
 * Performs the call of an api node. Never throws for anything a network or a server can do: failures are outcomes.
 * A throw means the infrastructure itself failed and the step is run again.
 */
export interface IntegrationCall {
  call(request: RenderedRequest, options: CallOptions): Promise<CallResult>;
  /** Replaces every secret value this executor has used. All that leaves as an event or recording passes through it. */
  redact(text: string): string;
}
