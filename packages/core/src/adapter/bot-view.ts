import type { Bot } from '../document/bot.ts';
import type { Content, TextContent } from '../document/content.ts';
import type { Credential } from '../document/credential.ts';
import type { Flow } from '../document/flow.ts';
import type { HttpIntegration, Integration } from '../document/integration.ts';
import type { CoreNode, CoreNodeKind, MessageNode, PluginNode } from '../document/node.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import type { Template } from '../document/template.ts';
import type { Json } from '../json.ts';
import type { CapabilitiesInput, OutcomeCapability } from './capabilities.ts';

/** Where a route leads once `next` and `repeat` are followed. */
export type ResolvedTarget = Exclude<Target, 'next' | 'repeat'>;

type KindOf<C extends CapabilitiesInput> = C['nodes'][number];

type ContentOf<C extends CapabilitiesInput> =
  | TextContent
  | (C extends { readonly card: object } ? Extract<Content, { readonly kind: 'card' | 'cards' }> : never)
  | (C extends { readonly media: readonly string[] } ? Extract<Content, { readonly kind: 'media' }> : never)
  | (C extends { readonly rich: true } ? Extract<Content, { readonly kind: 'rich' }> : never);

/** A message of what the platform can show. `text`: its texts, for platforms that have nothing else. */
type ViewMessage<C extends CapabilitiesInput> = Omit<MessageNode, 'content'> & {
  readonly content: readonly ContentOf<C>[];
  readonly text: Template;
};

type ViewNodeOf<C extends CapabilitiesInput, K> = K extends 'message'
  ? ViewMessage<C>
  : K extends CoreNodeKind
    ? Extract<CoreNode, { readonly kind: K }>
    : K extends `${string}/${string}`
      ? PluginNode & { readonly kind: K }
      : never;

/** A node of one of the listed kinds, carrying only what the capabilities list. */
export type ViewNode<C extends CapabilitiesInput = CapabilitiesInput> = ViewNodeOf<C, KindOf<C>> & {
  /** Stands beside the node in the artifact, as a comment or a field, so that import finds what it was made from. */
  readonly marker?: string;
};

export interface ViewFlow<C extends CapabilitiesInput = CapabilitiesInput> extends Omit<Flow, 'nodes'> {
  readonly nodes: readonly ViewNode<C>[];
}

type ViewIntegration<C extends CapabilitiesInput> = 'platform' extends KindOf<C> ? Integration : HttpIntegration;

/** The lowered bot, with look-ups: everything an adapter prints. Ids that are asked for exist. */
export interface BotView<C extends CapabilitiesInput = CapabilitiesInput>
  extends Pick<Bot, 'id' | 'name' | 'credentials' | 'variables' | 'scripts' | 'settings'> {
  readonly flows: readonly ViewFlow<C>[];
  /** The nodes of all flows, in order. */
  readonly nodes: readonly ViewNode<C>[];
  readonly integrations: readonly ViewIntegration<C>[];
  /** Complete. */
  readonly semantics: Semantics;
  /** What the author says to this platform about the bot. */
  readonly options: Json | undefined;
  flow(id: string): ViewFlow<C>;
  node(id: string): ViewNode<C>;
  integration(id: string): ViewIntegration<C>;
  credential(id: string): Credential;
  /** What the platform calls an element by: as it was imported, else `newKey`. */
  key(element: { readonly id: string }): string;
  /** Where a target of a node leads: never `next` or `repeat`. */
  follow(node: { readonly id: string }, target: Target): ResolvedTarget;
  /** Where an api node goes on an outcome it can tell apart: its route, else `next` where that serves the outcome, else the end of the flow. */
  routeTo(node: { readonly id: string }, outcome: Exclude<OutcomeCapability, 'value' | 'status' | 'class'>): ResolvedTarget;
}
