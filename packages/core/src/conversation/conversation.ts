import type { Json, JsonObject } from '../json.ts';
import type { OutboundMessage, OutboundOption } from './effect.ts';

/** A conversation between turns: all the engine knows, as JSON. */
export interface Conversation {
  /** The version (content hash) of the bot this session runs. */
  readonly bot: { readonly id: string; readonly version: string };
  readonly status: 'active' | 'waiting' | 'handed-off' | 'closed';
  /** The stack of open flows, bottom first. */
  readonly frames: readonly Frame[];
  readonly session?: Session;
  readonly contact: { readonly variables: JsonObject };
  /** Values that live until the consumer's next message. */
  readonly turnVariables: JsonObject;
  /** What "the most recent call" means to scripts. */
  readonly lastCall?: LastCall;
  /** What scripts asked for and nobody could tell: spoken of once. */
  readonly unknownReads?: readonly string[];
  /** Number of turns taken. */
  readonly turn: number;
  readonly timers: readonly PendingTimer[];
}

export interface Session {
  readonly id: string;
  readonly startedAtMs: number;
  readonly lastInboundAtMs: number;
  readonly variables: JsonObject;
}

export interface LastCall {
  readonly integration: string;
  /** Absent when no complete response arrived. */
  readonly status?: number;
  readonly ok: boolean;
}

export interface PendingTimer {
  readonly name: string;
  /** A timer input of another generation is stale and ignored. */
  readonly generation: number;
  readonly atMs: number;
}

/** One open flow. */
export interface Frame {
  readonly flow: string;
  readonly node: string;
  readonly variables: JsonObject;
  /** Why the flow was opened; decides how the frame below resumes. */
  readonly origin: 'trigger' | 'fallback' | 'event' | 'target';
  readonly waiting?: Waiting;
}

/** What an open node needs to judge the next reply. */
export interface Waiting {
  readonly node: string;
  /** The message as it was sent, to be sent again on resume. */
  readonly rendered: readonly OutboundMessage[];
  /** What can be tapped, in the order shown. */
  readonly options: readonly OutboundOption[];
  /** Page of a list, from 0. */
  readonly page?: number;
  /** Rows of a list, frozen when first shown. */
  readonly rows?: readonly ListRow[];
  /** What a callback must name. */
  readonly reference?: string;
}

export interface ListRow {
  readonly value: Json;
  readonly label: string;
  readonly description?: string;
  /** Position (from 0) before filtering. */
  readonly index: number;
}
