import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Capabilities } from '../adapter/capabilities.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { NodeBaseInput, ReplyWhenInput } from '../input/bot-input.ts';
import type { Lowering, NodeKind, NodeReply, NodeStep, NodeTurn } from '../plugin/node-kind.ts';
import { quote } from '../reading/quote.ts';
import type { CheckPluginNode } from './check-plugin-node.ts';

/**
 * Defines a kind of node that a plugin brings, for `definePlugin({ nodeKinds: [...] })`.
 *
 * What comes back also builds nodes of the kind, typed by the schema; in `defineBot` a wrong outcome or target of such
 * a node is an error where it stands. Throws `configuration` for a kind with neither `enter` nor `lower`.
 */
export const defineNodeKind = <const Kind extends PluginKind, Schema extends StandardSchemaV1, const Outcome extends string>(
  definition: NodeKindDefinition<Kind, Schema, Outcome>,
): NodeKindBuilder<Kind, Schema, Outcome> => {
  const { kind } = definition;
  if (definition.enter === undefined && definition.lower === undefined) {
    throw new DragomanError(
      `The node kind ${quote(kind)} has neither \`enter\` nor \`lower\`, so its nodes could do nothing. Give it one of them.`,
      {
        code: 'configuration',
        source: kind,
      },
    );
  }
  const build = <N extends object>(node: N): N & { readonly kind: Kind } => ({ ...node, kind });
  return Object.assign(build, { contract: 'v1' as const, ...definition });
};

type PluginKind = `${string}/${string}`;

export interface NodeKindDefinition<Kind extends PluginKind, Schema extends StandardSchemaV1, Outcome extends string> {
  /** Contains a slash: `acme/rating`. */
  readonly kind: Kind;
  /** The node's own fields, beside what every node has. Its types are those of the builder and of `enter`. */
  readonly schema: Schema;
  /** What the node can be left by, and its routes can wait for. */
  readonly outcomes: readonly Outcome[];
  /** Runs when the conversation comes to the node, with the node's templates resolved. Left out: the node runs as what `lower` makes of it. */
  enter?(node: StandardSchemaV1.InferOutput<Schema>, turn: NodeTurn<Outcome>): NodeStep;
  /** Runs on the consumer's reply. Left out: the node never waits. */
  reply?(node: StandardSchemaV1.InferOutput<Schema>, text: string, turn: NodeTurn<Outcome>, reply: NodeReply): NodeStep;
  /** Says the node in core kinds, for platforms that do not know it. At least one of `enter` and `lower` must be there. */
  lower?(node: StandardSchemaV1.InferOutput<Schema>, context: { readonly capabilities: Capabilities }): Lowering<NoInfer<Outcome>>;
}

/** A node kind that is also the function which writes nodes of it: `rating({ id: 'rate', text: 'How was it?', … })`. */
export interface NodeKindBuilder<Kind extends PluginKind, Schema extends StandardSchemaV1, Outcome extends string>
  extends NodeKind<StandardSchemaV1.InferOutput<Schema>, Outcome> {
  readonly kind: Kind;
  <const N extends NodeBaseInput<ReplyWhenInput<Outcome>> & StandardSchemaV1.InferInput<Schema>>(
    node: N & CheckPluginNode<N, Kind, StandardSchemaV1.InferInput<Schema>, Outcome>,
  ): N & { readonly kind: Kind };
}
