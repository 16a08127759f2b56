import type { ConsumerInput } from './consumer.ts';

/** A message as it is compared: neither ids nor times. */
export interface ObservedMessage {
  readonly kind: string;
  readonly text: string;
  /** Labels. */
  readonly options: readonly string[];
  readonly url: string;
}

/** A request as it is compared. */
export interface ObservedRequest {
  readonly method: string;
  readonly url: string;
  /** `name=value`, decoded. */
  readonly query: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: unknown;
}

/** Where a run went. */
export type Step =
  | { readonly kind: 'enter'; readonly node: string }
  /** `route`: its label; absent where no route was taken. */
  | { readonly kind: 'leave'; readonly node: string; readonly route: string | undefined }
  /** What the engine found worth telling: the code of a diagnostic. */
  | { readonly kind: 'note'; readonly code: string };

/** What came of one input. */
export interface TurnRecord {
  readonly input: ConsumerInput;
  readonly messages: readonly ObservedMessage[];
  readonly handoffs: readonly { readonly queue: string; readonly context: readonly { readonly name: string; readonly value: string }[] }[];
  readonly hasEnded: boolean;
  readonly requests: readonly ObservedRequest[];
  /** With which status the calls were answered, where they were. */
  readonly statuses: readonly number[];
  readonly steps: readonly Step[];
  /** Whether the consumer wrote, so that triggers were tried. */
  readonly isMessage: boolean;
}
