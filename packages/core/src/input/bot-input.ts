import type { Bot } from '../document/bot.ts';
import type { Card, Content, Option, OptionAction } from '../document/content.ts';
import type { Credential } from '../document/credential.ts';
import type { EventName, Reach } from '../document/flow.ts';
import type { Body, HttpIntegration, PlatformIntegration, ResponseField, ResponseMapping, Retry } from '../document/integration.ts';
import type {
  ApiNode,
  AssignNode,
  ChoiceNode,
  ConditionNode,
  CoreNode,
  EndNode,
  HandoffNode,
  JumpNode,
  ListNode,
  NodeBase,
  PlatformNode,
  QuestionNode,
  ScriptNode,
  StartNode,
  WaitNode,
} from '../document/node.ts';
import type { PlatformPart } from '../document/platform-part.ts';
import type { Comparison, Operand } from '../document/predicate.ts';
import type { Route, StatusClass, TextMatch, When } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { Template } from '../document/template.ts';
import type { Variable } from '../document/variable.ts';
import type { Json, JsonObject } from '../json.ts';

/** The short form: what people write. Every long form is one too. */
export interface BotInput {
  readonly format?: 'dragoman/1';
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  readonly integrations?: readonly IntegrationInput[];
  readonly credentials?: readonly CredentialInput[];
  readonly flows?: readonly FlowInput[];
  readonly variables?: readonly VariableInput[];
  readonly scripts?: Bot['scripts'];
  readonly semantics?: Bot['semantics'];
  readonly settings?: Bot['settings'];
  readonly platformOptions?: Bot['platformOptions'];
  readonly origins?: Bot['origins'];
}

export interface CredentialInput extends Omit<Credential, 'name'> {
  readonly name?: string;
}

export interface VariableInput extends Omit<Variable, 'scope' | 'type'> {
  /** Default session. */
  readonly scope?: Variable['scope'];
  /** Default text. */
  readonly type?: Variable['type'];
}

export interface RetryInput extends Omit<Retry, 'statuses'> {
  readonly statuses?: readonly number[];
}

/** `json` also takes a value: its strings are templates, and one that is a single placeholder keeps the type of its value. */
export type BodyInput = Body | { readonly json: JsonObject | readonly Json[] };

export interface ResponseInput extends Omit<ResponseMapping, 'format' | 'outcome' | 'fields' | 'onMissing'> {
  /** Default json. */
  readonly format?: ResponseMapping['format'];
  /** Default status. */
  readonly outcome?: ResponseMapping['outcome'];
  readonly fields?: readonly ResponseField[];
  /** Default unset. */
  readonly onMissing?: ResponseMapping['onMissing'];
}

export interface HttpIntegrationInput extends Omit<HttpIntegration, 'kind' | 'name' | 'query' | 'headers' | 'body' | 'response' | 'retry'> {
  readonly kind?: 'http';
  readonly name?: string;
  readonly query?: HttpIntegration['query'];
  readonly headers?: HttpIntegration['headers'];
  readonly body?: BodyInput;
  readonly response: ResponseInput;
  readonly retry?: RetryInput;
}

export interface PlatformIntegrationInput extends Omit<PlatformIntegration, 'name' | 'response' | 'retry'> {
  readonly name?: string;
  readonly response: ResponseInput;
  readonly retry?: RetryInput;
}

export type IntegrationInput = HttpIntegrationInput | PlatformIntegrationInput;

/** A word is a node's id; `next` and `repeat` are words no node may be called. */
export type TargetInput = Target | (string & {});

/** On the left a word is a variable, on the right a literal; on either side text with `{{` is a template. */
export type OperandInput = Operand | string | number | boolean | null;

export type PredicateInput =
  | { readonly all: readonly PredicateInput[] }
  | { readonly any: readonly PredicateInput[] }
  | { readonly not: PredicateInput }
  | { readonly left: OperandInput; readonly op: Comparison['op']; readonly right?: OperandInput }
  | PlatformPart;

export type ApiOutcomeWord = 'success' | 'failure' | 'timeout' | 'error' | 'max-connection' | 'other';

/** `404` is a status, `'4xx'` a class, a word one of six outcomes. A value from the body is always `{ value }`. */
export type ApiWhenInput = When | number | StatusClass | ApiOutcomeWord | (string & {});

/** A word is an outcome of the node's kind; numbers are refused by name, not by type. */
export type ReplyWhenInput<Outcome extends string = never> = When | number | Outcome | (string & {});

export type WhenInput = ApiWhenInput | ReplyWhenInput;

export interface RouteInput<W = WhenInput> extends Omit<Route, 'when' | 'if' | 'to'> {
  readonly when?: W;
  readonly if?: PredicateInput;
  readonly to: TargetInput;
}

/** An option that is text is its label. */
export type OptionInput =
  | string
  | (Omit<Option, 'id' | 'action'> & {
      /** Default: a slug of the label. */
      readonly id?: string;
      /** Default reply. */
      readonly action?: OptionAction;
    });

export interface CardInput extends Omit<Card, 'options'> {
  readonly options?: readonly OptionInput[];
}

/** Text alone is a text. */
export type ContentInput =
  | string
  | Exclude<Content, { readonly kind: 'card' | 'cards' }>
  | (CardInput & { readonly kind: 'card' })
  | { readonly kind: 'cards'; readonly cards: readonly CardInput[] };

/** What every node has, in the short form; `W` is how its routes match outcomes. */
export interface NodeBaseInput<W = WhenInput> extends Omit<NodeBase, 'name' | 'routes' | 'next'> {
  /** Default: the id. */
  readonly name?: string;
  readonly routes?: readonly RouteInput<W>[];
  readonly next?: TargetInput;
}

/** The words that outcomes of each core kind go by. */
export interface CoreOutcomes {
  readonly start: never;
  readonly message: 'no-match';
  readonly question: 'no-match';
  readonly choice: 'no-match';
  readonly list: 'chosen' | 'no-match' | 'empty';
  readonly api: ApiOutcomeWord | StatusClass;
  readonly script: never;
  readonly condition: never;
  readonly assign: never;
  readonly jump: never;
  readonly handoff: 'failed';
  readonly wait: 'callback' | 'timeout';
  readonly end: never;
  /** Only its platform knows. */
  readonly platform: string;
}

type Short<N extends CoreNode> = NodeBaseInput<ReplyWhenInput<CoreOutcomes[N['kind']]>> & Omit<N, keyof NodeBase>;

export type MessageNodeInput = NodeBaseInput<ReplyWhenInput<CoreOutcomes['message']>> & { readonly kind: 'message' } & (
    | { readonly content: readonly ContentInput[]; readonly text?: never }
    /** Short for one text. */
    | { readonly text: Template; readonly content?: never }
  );

export type ChoiceNodeInput = Omit<Short<ChoiceNode>, 'options'> & { readonly options: readonly OptionInput[] };

export type ApiNodeInput = NodeBaseInput<ApiWhenInput> & Omit<ApiNode, keyof NodeBase | 'body'> & { readonly body?: BodyInput };

export type JumpNodeInput = Omit<Short<JumpNode>, 'to'> & { readonly to: TargetInput };

export type PlatformNodeInput = NodeBaseInput & Omit<PlatformNode, keyof NodeBase>;

export type CoreNodeInput =
  | Short<StartNode>
  | MessageNodeInput
  | Short<QuestionNode>
  | ChoiceNodeInput
  | Short<ListNode>
  | ApiNodeInput
  | Short<ScriptNode>
  | Short<ConditionNode>
  | Short<AssignNode>
  | JumpNodeInput
  | Short<HandoffNode>
  | Short<WaitNode>
  | Short<EndNode>
  | PlatformNodeInput;

export type PluginNodeInput = NodeBaseInput<ReplyWhenInput> & { readonly kind: `${string}/${string}`; readonly [field: string]: unknown };

export type NodeInput = CoreNodeInput | PluginNodeInput;

export type TriggerInput =
  | ({ readonly kind: 'text'; readonly reach?: Reach } & TextMatch)
  | { readonly kind: 'intent'; readonly intent: string; readonly reach?: Reach }
  | { readonly kind: 'event'; readonly event: EventName; readonly reach?: Reach }
  | { readonly kind: 'platform'; readonly adapter: string; readonly raw: Json; readonly reach?: Reach };

export interface FlowInput {
  readonly id: string;
  readonly name?: string;
  /** Default standard. */
  readonly kind?: 'standard' | 'fallback' | 'platform';
  readonly triggers?: readonly TriggerInput[];
  readonly nodes: readonly NodeInput[];
}
