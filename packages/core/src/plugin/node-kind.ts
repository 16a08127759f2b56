import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Capabilities } from '../adapter/capabilities.ts';
import type { OutboundMessage, OutboundOption } from '../conversation/effect.ts';
import type { Scope } from '../document/variable.ts';
import type { TargetInput } from '../input/bot-input.ts';
import type { Json } from '../json.ts';

/** What a node kind answers: wait for the consumer, or leave by one of the kind's outcomes. */
export type NodeStep =
  | { readonly kind: 'wait'; readonly options: readonly OutboundOption[] }
  | { readonly kind: 'route'; readonly outcome: string };

/** What the code of a node kind may do in a turn. */
export interface NodeTurn<Outcome extends string = string> {
  /** The value of a variable, or undefined. */
  get(name: string): Json | undefined;
  set(name: string, value: Json, scope?: Scope): void;
  /** Sends a message. A string is plain text, never read as a template: the node's own templates are resolved before. */
  send(message: string | OutboundMessage): void;
  /** The conversation waits; the consumer's reply comes to `reply`. */
  wait(options?: readonly OutboundOption[]): NodeStep;
  route(outcome: Outcome): NodeStep;
}

/** The consumer's answer to a node that waits. */
export interface NodeReply {
  readonly text: string;
  /** Id of the option that was tapped or named. */
  readonly option?: string;
}

/**
 * A kind of node that a plugin adds. `enter` and `reply` are steps ③ and ⑥ of a node's life: synchronous, without
 * I/O, and all they do to the world goes through `turn`.
 */
export interface NodeKind<Fields = unknown, Outcome extends string = string> {
  readonly contract: 'v1';
  /** Contains a slash: `acme/rating`. */
  readonly kind: `${string}/${string}`;
  /** The node's own fields, beside what every node has. */
  readonly schema: StandardSchemaV1<unknown, Fields>;
  readonly outcomes: readonly Outcome[];
  /** Runs when the conversation comes to the node, with the node's templates resolved. Left out: the node runs as what `lower` makes of it. */
  enter?(node: Fields, turn: NodeTurn<Outcome>): NodeStep;
  /** Runs on the consumer's reply. Left out: the node never waits. */
  reply?(node: Fields, text: string, turn: NodeTurn<Outcome>, reply: NodeReply): NodeStep;
  /**
   * Says the node in core kinds, for platforms that do not know it, and for running it when there is no `enter`. Ids are
   * local to the group; the first node is entered, and `outcome(…)` leaves it. Pure. With `enter` too, both must do the
   * same, up to the `loss` it names.
   */
  lower?(node: Fields, context: { readonly capabilities: Capabilities }): Lowering<Outcome>;
}

/** Leaves a group of lowered nodes by an outcome of its kind. */
export interface OutcomeTarget<Outcome extends string = string> {
  readonly outcome: Outcome;
}

/** Leaves a group of lowered nodes by an outcome of its kind: `{ when: 'no-match', to: outcome('invalid') }`. */
export const outcome = <const Outcome extends string>(name: Outcome): OutcomeTarget<Outcome> => ({ outcome: name });

/**
 * A node in the short form, whose targets may also be outcomes of the kind. Only loosely typed, so that parts of nodes
 * can be put together; whatever it holds is checked as part of a bot.
 */
export interface LoweringNode<Outcome extends string = string> {
  /** Unique in the group. */
  readonly id: string;
  /** A core kind, or another plugin kind that can be lowered. */
  readonly kind: string;
  readonly routes?: readonly { readonly to: TargetInput | OutcomeTarget<Outcome>; readonly [field: string]: unknown }[];
  readonly next?: TargetInput | OutcomeTarget<Outcome>;
  readonly [field: string]: unknown;
}

/** What a node kind is made of on a platform that does not know it. */
export interface Lowering<Outcome extends string = string> {
  readonly nodes: readonly LoweringNode<Outcome>[];
  /** What these nodes do not do, as a sentence. */
  readonly loss?: string;
}
