import type { EventName } from '../document/flow.ts';
import type { Json } from '../json.ts';

/** A message of the consumer. `id` is the channel's own, unique in the conversation. */
export interface MessageInput {
  readonly kind: 'message';
  readonly id: string;
  readonly text: string;
  /** Id of the option that was tapped. */
  readonly option?: string;
  readonly payload?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly name?: string };
  readonly media?: { readonly type: string; readonly url?: string; readonly caption?: string };
  /** What an NLU made of the text, best first. The engine has none of its own. */
  readonly intents?: readonly {
    readonly name: string;
    readonly score?: number;
    readonly entities?: { readonly [name: string]: readonly string[] };
  }[];
}

/** What a turn starts from. */
export type Input =
  | MessageInput
  | { readonly kind: 'callback'; readonly reference: string; readonly result: string; readonly data?: Json }
  | { readonly kind: 'timer'; readonly name: string; readonly generation: number }
  | { readonly kind: 'event'; readonly name: EventName; readonly data?: Json }
  /** A person has finished with the conversation, or could not take it. */
  | { readonly kind: 'handoff-end'; readonly reason: 'done' | 'failed' };
