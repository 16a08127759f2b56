import type { BotInput } from '../input/bot-input.ts';
import type { NodeField } from './node-fields.ts';
import type { Reach } from './reach.ts';

/** What the parts of a bot may refer to, as unions of ids and names; `string`, which allows all, where they are not known. */
export interface Names {
  readonly nodes: string;
  /** Ids of nodes, and the words that are targets themselves. */
  readonly targets: string;
  readonly flows: string;
  readonly integrations: string;
  readonly credentials: string;
  readonly variables: string;
  /** Fields of the responses, by the variable that holds the response. */
  readonly fields: { readonly [variable: string]: string };
  /** Where the nodes of an id stand. */
  readonly places: { readonly [id: string]: Place };
}

/** Position of a flow and of a node in it. */
export type Place = readonly [flow: PropertyKey, node: PropertyKey];

/** All are `string`: whatever a part refers to may exist in the bot that will use it. */
export interface AnyNames extends Names {
  readonly fields: Record<never, never>;
}

/** The names of a bot. Being members of one interface, each is worked out once, when the first check asks for it. */
export interface NamesOf<B extends BotInput> {
  // Unions are put together here and not where they are compared: there it would be done again for each node.
  readonly nodes: PlacedNodes<B>['id'];
  readonly targets: this['nodes'] | 'next' | 'repeat';
  readonly flows: TextsAt<B, ['flows', number, 'id']>;
  readonly integrations: TextsAt<B, ['integrations', number, 'id']>;
  readonly credentials: TextsAt<B, ['credentials', number, 'id']>;
  readonly variables: Written<B> | TextsAt<B, ['integrations', number, 'response', 'variable']> | UnseenWritten<B>;
  readonly fields: {
    // A response that shares its name with another variable may not be a response when it is read.
    readonly [R in Responses<B> as Exclude<R['variable'], Written<B>>]: TextsAt<R, ['fields', number, 'name']>;
  };
  // Nodes of the same id meet in one property, whose type is then the union of their places.
  readonly places: { readonly [N in PlacedNodes<B> as N['id']]: N['place'] };
}

type TextsAt<T, Path extends readonly PropertyKey[]> = Extract<Reach<T, Path>, string>;

type Nodes<B> = Reach<B, ['flows', number, 'nodes', number]>;

type Responses<B> = Extract<Reach<B, ['integrations', number, 'response']>, { readonly variable: string }>;

type Written<B> =
  | TextsAt<B, ['variables', number, 'name']>
  | TextsAt<Nodes<B>, ['variable']>
  | TextsAt<Nodes<B>, ['set', number, 'variable']>
  | TextsAt<Nodes<B>, ['routes', number, 'set', number, 'variable']>
  | TextsAt<B, ['integrations', number, 'response', 'fields', number, 'to']>
  | PluginTexts<Nodes<B>>;

// Which of its fields names a variable only the plugin knows.
type PluginTexts<N> = N extends { readonly kind: `${string}/${string}` } ? Extract<N[Exclude<keyof N, NodeField>], string> : never;

/** Anything, when scripts or parts carried for a platform may write variables nobody sees here. */
type UnseenWritten<B> = [UnseenWriter<B>] extends [never] ? never : string;

type UnseenWriter<B> =
  | Reach<B, ['scripts']>
  | Reach<B, ['integrations', number, 'response', 'transform']>
  | Reach<Nodes<B>, ['hooks']>
  | Extract<Reach<Nodes<B>, ['kind']>, 'script' | 'platform'>
  | Extract<Reach<B, ['flows' | 'integrations', number, 'kind']>, 'platform'>
  | Extract<Reach<B, ['flows', number, 'triggers', number, 'kind']>, 'platform'>;

type PlacedNodes<B> = PlacedIn<Reach<B, ['flows']>>;

type PlacedIn<Flows> = Flows extends readonly unknown[]
  ? { [F in keyof Flows]: PlacedInFlow<Reach<Flows[F], ['nodes']>, F> }[number]
  : never;

type PlacedInFlow<Nodes, F> = Nodes extends readonly unknown[]
  ? { [N in keyof Nodes]: Nodes[N] extends { readonly id: infer Id extends string } ? { id: Id; place: readonly [F, N] } : never }[number]
  : never;
