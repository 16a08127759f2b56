import type { BotInput, FlowInput } from '../input/bot-input.ts';
import type { CheckIntegration } from './check-integration.ts';
import type { CheckNode } from './check-node.ts';
import type { Fold } from './fold.ts';
import type { Names, NamesOf } from './names-of.ts';
import type { UnknownField } from './unknown-field.ts';

/**
 * The shape of a bot with `unknown` where it is right and a `Problem` where it is wrong. A parameter of the type
 * `B & CheckBot<B>` takes what is right as it is, for `T & unknown` is T, and refuses what is wrong where it stands.
 *
 * Nothing here recurses over lists: a mapped type works out each member by itself, however many nodes there are, where a
 * recursion over them would reach its depth limit.
 */
export type CheckBot<B extends BotInput> = Fold<{
  [K in keyof B]: K extends 'flows'
    ? CheckFlows<B[K], NamesOf<B>>
    : K extends 'integrations'
      ? CheckIntegrations<B[K], NamesOf<B>>
      : K extends keyof BotInput
        ? unknown
        : UnknownField<'bot', K>;
}>;

// Over a type parameter of its own a mapped type makes a list of a list; over `B[K]` it would list the methods of lists too.
type CheckFlows<Flows, Known extends Names> = Fold<{ [F in keyof Flows]: CheckFlow<Flows[F], F, Known> }>;

type CheckIntegrations<Integrations, Known extends Names> = Fold<{ [I in keyof Integrations]: CheckIntegration<Integrations[I], Known> }>;

type CheckFlow<Flow, F extends PropertyKey, Known extends Names> = Fold<{
  [K in keyof Flow]: K extends 'nodes' ? CheckNodes<Flow[K], F, Known> : K extends keyof FlowInput ? unknown : UnknownField<'flow', K>;
}>;

type CheckNodes<Nodes, F extends PropertyKey, Known extends Names> = Fold<{
  [N in keyof Nodes]: CheckNode<Nodes[N], Known, readonly [F, N]>;
}>;
