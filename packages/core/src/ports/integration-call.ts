import type { Outcome } from '../conversation/outcome.ts';
import type { RenderedRequest } from '../conversation/request.ts';
import type { CallTiming } from '../conversation/run-event.ts';
import type { Concurrency, Retry } from '../document/integration.ts';
import type { Json } from '../json.ts';

export interface CallOptions {
  /** One deadline for everything: waiting for a place, connect, headers, body, retries. */
  readonly timeoutMs: number;
  readonly retry: Retry;
  readonly concurrency?: Concurrency;
  /** Sent in the request's `idempotencyHeader`. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Called before an attempt after the first. */
  onRetry?(attempt: number, outcome: Outcome): void;
}

export interface CallResult {
  readonly outcome: Outcome;
  /** Lower-case names; a repeated header is one list. Empty without a response. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  /** Read as the request's `responseFormat` says; absent when there is none or it cannot be read. */
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
