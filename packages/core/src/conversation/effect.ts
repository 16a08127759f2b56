import type { Json } from '../json.ts';

/** An option as the consumer sees it. */
export interface OutboundOption {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly description?: string;
  readonly action:
    | { readonly kind: 'reply' }
    | { readonly kind: 'url'; readonly url: string }
    | { readonly kind: 'phone'; readonly number: string }
    | { readonly kind: 'location' }
    | { readonly kind: 'platform'; readonly adapter: string; readonly raw: Json };
}

export interface OutboundCard {
  readonly title?: string;
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly options: readonly OutboundOption[];
}

/** A message to the consumer, with every placeholder resolved. */
export type OutboundMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'options'; readonly text: string; readonly options: readonly OutboundOption[] }
  | { readonly kind: 'media'; readonly type: 'image' | 'video' | 'audio' | 'document'; readonly url: string; readonly caption?: string }
  | { readonly kind: 'cards'; readonly cards: readonly OutboundCard[] }
  | { readonly kind: 'rich'; readonly platform: string; readonly json: Json };

/** Something that leaves the conversation through its outbox, in order. */
export type Effect =
  /** `delayMs`: pause before it leaves, after the one before it has. */
  | { readonly kind: 'message'; readonly message: OutboundMessage; readonly delayMs?: number }
  /** Visible to people who work in the conversation, never to the consumer. */
  | { readonly kind: 'private-message'; readonly text: string }
  | { readonly kind: 'handoff'; readonly queue?: string; readonly context: readonly { readonly name: string; readonly value: string }[] }
  | { readonly kind: 'end'; readonly survey: boolean }
  /** A script's own event, for logs and analytics. */
  | { readonly kind: 'event'; readonly name: string; readonly data?: Json };
