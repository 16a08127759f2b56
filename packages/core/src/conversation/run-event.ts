import type { Diagnostic } from '../diagnostic.ts';
import type { Scope } from '../document/variable.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { Outcome } from './outcome.ts';

/** A request as an event shows it: secrets by name, sensitive values replaced. */
export interface RequestView {
  readonly method: string;
  readonly url: string;
  readonly query: readonly { readonly name: string; readonly value: string }[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
  /** Id of the credential that it is sent with; what that adds is not shown. */
  readonly credential?: string;
}

/**
 * Where the time of a call went, each in milliseconds; what did not happen is absent. Waiting for a place and the total
 * are the call's, the rest is that of its last exchange.
 */
export interface CallTiming {
  readonly queuedMs?: number;
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  readonly firstByteMs?: number;
  readonly bodyMs?: number;
  readonly totalMs: number;
}

/**
 * What happens in a run, in order: enough to draw a waterfall and to rebuild the run. Everything in it is redacted.
 */
export type RunEvent = { readonly atMs: number; readonly turn: number } & (
  | { readonly event: 'turn-start'; readonly input: Input }
  | { readonly event: 'turn-end'; readonly status: string; readonly failed?: true }
  | { readonly event: 'node-enter'; readonly flow: string; readonly node: string; readonly kind: string; readonly visit: number }
  /** A node waits before it acts; the pause of a message stands in its effect. */
  | { readonly event: 'node-pause'; readonly node: string; readonly durationMs: number }
  | {
      readonly event: 'node-leave';
      readonly flow: string;
      readonly node: string;
      readonly route?: string;
      /** A script said where to go, whatever the routes say. */
      readonly jump?: true;
      readonly to: string;
      readonly visit: number;
    }
  | { readonly event: 'request-start'; readonly integration: string; readonly node: string; readonly request: RequestView }
  | {
      readonly event: 'request-retry';
      readonly integration: string;
      readonly node: string;
      readonly attempt: number;
      readonly outcome: Outcome;
    }
  | {
      /** One page of a list that is read page by page, as it arrives; `request-end` has them all. */
      readonly event: 'request-page';
      readonly integration: string;
      readonly node: string;
      /** From 1. */
      readonly page: number;
      /** Absent when the response is sensitive: the addresses of its pages may be taken from it. */
      readonly url?: string;
      readonly outcome: Outcome;
      readonly rows?: number;
      readonly durationMs: number;
    }
  | {
      readonly event: 'request-end';
      readonly integration: string;
      readonly node: string;
      readonly outcome: Outcome;
      readonly request: RequestView;
      readonly response?: { readonly headers: JsonObject; readonly body: Json };
      readonly timing?: CallTiming;
    }
  | {
      readonly event: 'script-end';
      readonly node: string;
      readonly purpose: string;
      /** What the script's author calls its place. */
      readonly panel: string;
      readonly problem?: string;
      readonly durationMs: number;
    }
  | { readonly event: 'variable-set'; readonly name: string; readonly scope: Scope; readonly value: Json }
  | { readonly event: 'message-send'; readonly effect: Effect }
  | { readonly event: 'diagnostic'; readonly diagnostic: Diagnostic }
);

export type RunEventName = RunEvent['event'];

/** The event map of the bus of a run: `events.on('request-end', ({ outcome }) => …)`. */
export type RunEvents = { readonly [Name in RunEventName]: Extract<RunEvent, { readonly event: Name }> };
