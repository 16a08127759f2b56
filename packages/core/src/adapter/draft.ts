import type { BotInput, FlowInput, NodeInput } from '../input/bot-input.ts';

/** A node as it comes from a platform. `marker`: the marker that stood beside it there, unread. */
export type DraftNode = NodeInput & { readonly marker?: string };

export interface DraftFlow extends Omit<FlowInput, 'nodes'> {
  readonly nodes: readonly DraftNode[];
}

/**
 * What `fromPlatform` makes of an artifact: a bot in the short or long form, before markers are read. `id` and `name`
 * default to the adapter's id. `semantics`: what the document sets itself, of the fields the capabilities list.
 */
export interface Draft extends Omit<Partial<BotInput>, 'flows' | 'origins'> {
  readonly flows: readonly DraftFlow[];
}
