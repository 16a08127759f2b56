import type { Content, OptionAction } from '../document/content.ts';
import type { EventName, Reach } from '../document/flow.ts';
import type { Method } from '../document/integration.ts';
import type { CoreNodeKind, Hooks } from '../document/node.ts';
import type { Operator } from '../document/predicate.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Scope } from '../document/variable.ts';

/** What an api node can be left by: how finely a platform tells the ends of a call apart. */
export type OutcomeCapability = 'value' | 'status' | 'class' | 'success' | 'failure' | 'timeout' | 'error' | 'max-connection' | 'other';

/**
 * What a waiting node can tell replies apart by. `validation`: a regular expression that says which replies a question
 * takes, as its only match, or behind one text.
 */
export type ReplyCapability = 'equals' | 'pattern' | 'regex' | 'validation' | 'intent' | 'option' | 'no-match';

/** What a consumer can be shown to tap. A limit left out: none. */
export interface ChoiceCapability {
  /** Options at once. */
  readonly options?: number;
  /** Characters of a label. */
  readonly labelLength?: number;
  /** Characters of a description; 0: there are none. */
  readonly descriptionLength?: number;
  readonly actions: readonly OptionAction['kind'][];
  /** Actions of which one choice has one kind at most. */
  readonly apart?: readonly OptionAction['kind'][];
  /** Actions whose options have values. Left out: all. */
  readonly valued?: readonly OptionAction['kind'][];
  /** Whether an option can be repeated for the rows of a list. Default true. */
  readonly repeats?: boolean;
  /** Whether options are told apart by their labels alone, so that no two may have the same one. */
  readonly byLabel?: boolean;
}

/** A menu of rows that opens on its own. A limit left out: none. */
export interface ListCapability {
  /** Rows at once. */
  readonly rows?: number;
  readonly labelLength?: number;
  /** Characters of a description; 0: there are none. */
  readonly descriptionLength?: number;
}

/** Titled pictures with options. A limit left out: none. */
export interface CardCapability {
  /** Cards side by side. */
  readonly cards?: number;
  /** Options of a card. */
  readonly options?: number;
  readonly labelLength?: number;
  readonly titleLength?: number;
  readonly subtitleLength?: number;
  /** Whether a card that reads fields with a value for each row is shown once for each of the rows, whoever wants it. */
  readonly repeatsByRows?: true;
}

/** What nodes of the platform always have, and nobody can set. Left out: it is as the node says. */
export interface FixedFields {
  /** How long a wait lasts. */
  readonly waitTimeoutMs?: number;
  /** Rows of a page of a list. */
  readonly pageSize?: number;
  /** The only other `pageSize` a list may have there: it shows all of its rows at once, as no list has more. */
  readonly wholeList?: number;
  /** What turns the page of a list. */
  readonly nextLabel?: string;
}

/**
 * What a platform, or one of its channels, can carry, as data: printable, diffable, and tested at each limit and one
 * beyond. What is not listed does not exist there: before `toPlatform` core rewrites it into what is listed, and
 * reports what no rewrite can save. So an adapter meets only what it declared.
 */
export interface Capabilities {
  /** Kinds of nodes. Plugin kinds (`acme/rating`) may be listed too. */
  readonly nodes: readonly (CoreNodeKind | `${string}/${string}`)[];
  /** What starts a flow. */
  readonly triggers: readonly ('equals' | 'pattern' | 'regex' | 'intent' | EventName)[];
  /** Intents that start one flow; further ones start flows of their own that lead there. */
  readonly intents: { readonly count?: number };
  readonly reach: readonly Reach[];
  /** Kinds of flows beside `standard`. */
  readonly flows: readonly ('fallback' | 'platform')[];
  /** Where a route may lead, beside another node of the same flow and the following one. */
  readonly targets: readonly ('flow' | 'node-of-other-flow' | 'repeat' | 'end-flow' | 'end-conversation')[];
  readonly outcomes: readonly OutcomeCapability[];
  /** Whether responses that are judged by a value of theirs are told apart by that value alone, not by their status. */
  readonly valueAlone: boolean;
  readonly replies: readonly ReplyCapability[];
  /**
   * What a route may carry beside `when` and `to`. `say-on-no-match`: a text on the route of what no other route takes,
   * where other routes say nothing. `set-text`: writes of texts, with placeholders in them, and of nothing else. `exclude`
   * belongs to text matches, also those of triggers, `exclude-replies` to those of routes alone.
   */
  readonly routes: readonly ('if' | 'set' | 'set-text' | 'say' | 'say-on-no-match' | 'exclude' | 'exclude-replies')[];
  /** Operators of conditions. */
  readonly conditions: readonly (Operator | 'all' | 'any' | 'not')[];
  /** Whether conditions hold conditions of any depth. False: one comparison or its negation, or one `all` or `any` of those. */
  readonly nestedConditions: boolean;
  /** What a node may carry, whatever its kind. `waits`: the other value than its kind has by default. */
  readonly nodeFields: readonly ('waits' | 'delayMs')[];
  /**
   * What waits for a reply where `nodeFields` does not list `waits`: messages of one content, by its kind, and nodes of the
   * platform's own. `may`: as the node says; `always`: whatever it says.
   */
  readonly waits: { readonly [What in Content['kind'] | 'platform']?: 'may' | 'always' };
  /** `variable`: also of choices. */
  readonly questionFields: readonly ('variable' | 'retryText' | 'skipIfSet')[];
  readonly handoffFields: readonly ('queue' | 'message' | 'context')[];
  readonly fixed: FixedFields;
  readonly hooks: readonly (keyof Hooks)[];
  /** Script dialects. `es5` is core's own, which an adapter prints on its vendor's functions. */
  readonly scripts: readonly string[];
  readonly methods: readonly Method[];
  /** What a request may carry. `node-…`: also on the api node, beside or instead of the integration's. */
  readonly request: readonly ('query' | 'headers' | 'json' | 'form' | 'text' | 'node-query' | 'node-headers' | 'node-body')[];
  /** Kinds of credentials. */
  readonly credentials: readonly string[];
  /** Whether a document holds what is in a credential, or only names it. */
  readonly credentialFields: boolean;
  readonly call: readonly ('timeoutMs' | 'retry' | 'concurrency' | 'idempotency' | 'onInterrupted' | 'defaultHeaders' | 'pagination')[];
  /**
   * What a response mapping may hold. `jsonpath`: as the outcome; `keep`: as `onMissing`; `keep-only`: never anything else.
   * `to` without `fields`: a value is written to a variable of its own, and read by no other name.
   */
  readonly response: readonly (
    | 'fields'
    | 'rows'
    | 'perRow'
    | 'to'
    | 'type'
    | 'transform'
    | 'jsonpath'
    | 'keep'
    | 'keep-only'
    | 'xml'
    | 'text'
  )[];
  /** What templates can read beside variables and response fields. `computed`: segments taken from another value. */
  readonly reads: readonly (
    | '$status'
    | '$outcome'
    | '$body'
    | '$rows'
    | '$count'
    | '$lower'
    | '$upper'
    | 'path'
    | 'computed'
    | 'user'
    | 'env'
    | 'secret'
    | 'session'
    | 'location'
    | 'item'
  )[];
  readonly scopes: readonly Scope[];
  /** What a declared variable may carry. `type`: another type than text. */
  readonly variableFields: readonly ('initial' | 'type' | 'sensitive')[];
  /** What of its own behaviour a bot of the platform may set; the rest is as the adapter's semantics say. */
  readonly semantics: readonly (keyof Semantics)[];
  /** Scripts of the bot itself. */
  readonly botScripts: readonly ('globals' | 'init')[];
  /** Characters of a message. Longer ones are split. */
  readonly text: { readonly length?: number };
  readonly choice: ChoiceCapability | false;
  readonly list: ListCapability | false;
  readonly card: CardCapability | false;
  readonly media: readonly ('image' | 'video' | 'audio' | 'document')[];
  /** Whether the platform's own rich content is carried. */
  readonly rich: boolean;
  /** Contents of one message node. */
  readonly contents: { readonly count?: number };
  /** What differs on a channel, by channel id. */
  readonly channels: { readonly [channel: string]: ChannelCapabilities };
}

/** What a channel shows differently: each field replaces the platform's. */
export type ChannelCapabilities = Partial<Pick<Capabilities, 'text' | 'choice' | 'list' | 'card' | 'media' | 'rich'>>;

/** Capabilities as an adapter writes them: what is left out does not exist there. */
export type CapabilitiesInput = Pick<Capabilities, 'nodes'> & Partial<Capabilities>;

const none = {
  triggers: [],
  intents: {},
  reach: ['flow'],
  flows: [],
  targets: [],
  outcomes: [],
  valueAlone: false,
  replies: [],
  routes: [],
  conditions: [],
  nestedConditions: true,
  nodeFields: [],
  waits: {},
  questionFields: [],
  handoffFields: [],
  fixed: {},
  hooks: [],
  scripts: [],
  methods: [],
  request: [],
  credentials: [],
  credentialFields: true,
  call: [],
  response: [],
  reads: [],
  scopes: ['session'],
  variableFields: [],
  semantics: [],
  botScripts: [],
  text: {},
  choice: false,
  list: false,
  card: false,
  media: [],
  rich: false,
  contents: { count: 1 },
  channels: {},
} as const satisfies Omit<Capabilities, 'nodes'>;

/** Fills in what an adapter left out. */
export const completeCapabilities = (capabilities: CapabilitiesInput): Capabilities => ({ ...none, ...capabilities });

/** The capabilities of a platform on one of its channels. A channel it says nothing of has the platform's own. */
export const capabilitiesOn = (capabilities: Capabilities, channel?: string): Capabilities =>
  channel === undefined ? capabilities : { ...capabilities, ...capabilities.channels[channel] };
