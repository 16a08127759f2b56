import type { Json } from '../json.ts';
import type { Content, Option } from './content.ts';
import type { Body } from './integration.ts';
import type { PlatformOptions } from './platform-part.ts';
import type { Route } from './route.ts';
import type { Row } from './row.ts';
import type { Script } from './script.ts';
import type { Target } from './target.ts';
import type { Template } from './template.ts';
import type { Assignment } from './variable.ts';

/** Scripts around a node's act. `before` runs first, `after` before the message leaves (api: after the fields), `onReply` after a route is chosen. */
export interface Hooks {
  readonly before?: Script;
  readonly after?: Script;
  readonly onReply?: Script;
}

/** What every node has, whatever its kind. Ids and names are unique in the bot; scripts address nodes by name. */
export interface NodeBase {
  readonly id: string;
  readonly name: string;
  /** Whether the conversation stops here for the consumer. Default true for question, choice and list. */
  readonly waits?: boolean;
  /** Pause before the act. */
  readonly delayMs?: number;
  readonly hooks?: Hooks;
  readonly routes: readonly Route[];
  /** Default: the following node; at the tail, the end of the flow. */
  readonly next?: Target;
  readonly platformOptions?: PlatformOptions;
}

/** Silent; the first of its flow, at most one. */
export interface StartNode extends NodeBase {
  readonly kind: 'start';
}

export interface MessageNode extends NodeBase {
  readonly kind: 'message';
  readonly content: readonly Content[];
}

export interface QuestionNode extends NodeBase {
  readonly kind: 'question';
  readonly text: Template;
  /** Takes the reply once it is accepted. */
  readonly variable?: string;
  /** Sent when no route accepts the reply; the question stays open. Without it the reply is dispatched further. */
  readonly retryText?: Template;
  /** The question is passed over when its variable has a value. */
  readonly skipIfSet?: boolean;
}

export interface ChoiceNode extends NodeBase {
  readonly kind: 'choice';
  readonly text: Template;
  readonly options: readonly Option[];
  readonly variable?: string;
}

/** Shows rows of a response to choose from, page by page. Never calls an API itself. Outcomes: chosen, no-match, empty. */
export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly text: Template;
  /** Placeholder of the list: `{{products.$rows}}`. Frozen when first shown. */
  readonly rows: Template;
  readonly label: Template;
  readonly description?: Template;
  readonly value?: Template;
  /** Regular expression over the label: rows that do not match are left out. */
  readonly filter?: string;
  /** Regular expression over the label: rows that match are left out. */
  readonly exclude?: string;
  /** Default 9. */
  readonly pageSize?: number;
  /** Default `Next`. */
  readonly nextLabel?: Template;
  /** Takes `{ value, label, index }`, the index (from 0) from before filtering. */
  readonly variable?: string;
}

export interface ApiNode extends NodeBase {
  readonly kind: 'api';
  readonly integration: string;
  /** Appended to the integration's. */
  readonly headers?: readonly Row[];
  /** Appended to the integration's. */
  readonly query?: readonly Row[];
  /** Replaces the integration's. */
  readonly body?: Body;
}

export interface ScriptNode extends NodeBase, Script {
  readonly kind: 'script';
}

/** Routes on variables alone. */
export interface ConditionNode extends NodeBase {
  readonly kind: 'condition';
}

export interface AssignNode extends NodeBase {
  readonly kind: 'assign';
  readonly set: readonly Assignment[];
}

export interface JumpNode extends NodeBase {
  readonly kind: 'jump';
  readonly to: Target;
}

/** Gives the conversation to a person. Outcome: failed. */
export interface HandoffNode extends NodeBase {
  readonly kind: 'handoff';
  readonly queue?: Template;
  readonly message?: Template;
  /** What the person gets to see. */
  readonly context?: readonly Row[];
}

/** Waits for a callback from outside. Outcomes: callback, timeout. */
export interface WaitNode extends NodeBase {
  readonly kind: 'wait';
  /** What the callback names itself by. */
  readonly reference: Template;
  readonly timeoutMs?: number;
  /** Takes `{ result, data }`. */
  readonly variable?: string;
}

export interface EndNode extends NodeBase {
  readonly kind: 'end';
  /** Ends the conversation instead of the flow. */
  readonly conversation?: boolean;
}

/** A node of one platform that is carried, not interpreted. */
export interface PlatformNode extends NodeBase {
  readonly kind: 'platform';
  readonly adapter: string;
  readonly raw: Json;
  /** Takes what a stub or an executor answers with, as the variable of an integration's response does. */
  readonly variable?: string;
}

/** A node of a plugin's kind (`acme/rating`): the kind's schema says what else it holds. */
export interface PluginNode extends NodeBase {
  readonly kind: `${string}/${string}`;
  readonly [field: string]: unknown;
}

export type CoreNode =
  | StartNode
  | MessageNode
  | QuestionNode
  | ChoiceNode
  | ListNode
  | ApiNode
  | ScriptNode
  | ConditionNode
  | AssignNode
  | JumpNode
  | HandoffNode
  | WaitNode
  | EndNode
  | PlatformNode;

export type CoreNodeKind = CoreNode['kind'];

/** One step of a flow. */
export type Node = CoreNode | PluginNode;
