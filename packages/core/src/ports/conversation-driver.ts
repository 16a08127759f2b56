import type { Conversation } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/effect.ts';
import type { Input } from '../conversation/input.ts';
import type { RunEvent } from '../conversation/run-event.ts';
import type { TurnHost } from './turn-host.ts';

/** `channel:account:consumer`. */
export type ConversationKey = string;

/** What became of an effect at the channel. `unknown` is never blindly sent again. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly id: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown' };

/** What a driver is given to work with. */
export interface ConversationWork {
  /** Takes one turn. Pure but for `host`; the driver stores what it returns. */
  turn(conversation: Conversation | undefined, input: Input, host: TurnHost): Promise<Conversation>;
  /** Called when a turn failed for good: what to store instead, with effects that tell the consumer. */
  failed(conversation: Conversation | undefined, input: Input, host: TurnHost, cause: unknown): Promise<Conversation>;
  /** Brings an effect to the consumer. */
  send(
    key: ConversationKey,
    effect: Effect,
    options: { readonly idempotencyKey: string; readonly signal: AbortSignal },
  ): Promise<SendResult>;
  emit?(key: ConversationKey, event: RunEvent): void;
}

export interface DeadLetter {
  readonly key: ConversationKey;
  readonly input: Input;
  readonly reason: string;
}

/**
 * Keeps conversations and runs their turns: one at a time and in order within a conversation, none lost, none merged,
 * a slow one never delaying another.
 */
export interface ConversationDriver {
  readonly contract: 'v1';
  start(work: ConversationWork): Promise<void>;
  /** Resolves once the input is journalled. A message whose id the conversation has had is a duplicate and ignored. */
  deliver(key: ConversationKey, input: Input): Promise<{ readonly duplicate: boolean }>;
  read(key: ConversationKey): Promise<Conversation | undefined>;
  /** Resolves when every delivered input is done and every effect that is due has left. */
  idle(): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Finishes the turns under way and stops. */
  dispose(): Promise<void>;
}
