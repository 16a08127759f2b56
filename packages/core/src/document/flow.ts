import type { Json } from '../json.ts';
import type { Node } from './node.ts';
import type { TextMatch } from './route.ts';

/** `flow`: tried when the dispatch order says so; `bot`: also while another node waits. */
export type Reach = 'flow' | 'bot';

export type EventName =
  | 'session-start'
  | 'session-expiring'
  | 'session-expired'
  | 'flow-completed'
  | 'handoff-failed'
  | 'upload-success'
  | 'upload-failed'
  | 'request';

/** What starts a flow. Among several that accept: equals > intent > pattern without wildcard > pattern > regex, then document order. */
export type Trigger =
  | ({ readonly kind: 'text'; readonly reach: Reach } & TextMatch)
  | { readonly kind: 'intent'; readonly intent: string; readonly reach: Reach }
  | { readonly kind: 'event'; readonly event: EventName; readonly reach: Reach }
  | { readonly kind: 'platform'; readonly adapter: string; readonly raw: Json; readonly reach: Reach };

/** A chain of nodes. `fallback` runs when nothing else accepts a message; `platform` is carried, not interpreted. */
export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'standard' | 'fallback' | 'platform';
  readonly triggers: readonly Trigger[];
  readonly nodes: readonly Node[];
}
