import type { Row } from './row.ts';

/** Who is asked whether it takes a message; the first that accepts wins. */
export type DispatchStage = 'bot-triggers' | 'open-node' | 'flow-triggers' | 'fallback-flow' | 'no-match-text';

/** An exact status (`'304'`) or a class (`'2xx'`). */
export type StatusPattern = `${number}` | `${1 | 2 | 3 | 4 | 5}xx`;

/** How a value is written into each place of a request or text. */
export interface Encoding {
  readonly urlPath: 'percent' | 'none';
  readonly query: 'percent' | 'form' | 'none';
  /** CR and LF in a header value are always refused. */
  readonly header: 'none' | 'percent';
  /** Inside the quotes of a JSON string. `refuse-control`: raw control characters end the call as `error`. */
  readonly jsonString: 'escape' | 'none' | 'refuse-control';
  /** Outside quotes in a JSON body. `json`: as JSON; `text`: as plain text. */
  readonly jsonBare: 'json' | 'text';
  /** Inside the quotes of a JSON string of rich content. */
  readonly richString: 'escape' | 'none';
  /** Outside quotes in rich content. */
  readonly richBare: 'json' | 'text';
}

/** A text that a bot says and that is a command: as a whole text, or for `pause` inside one, before milliseconds. */
export interface TextCommand {
  readonly text: string;
  /** `nothing`: it is not sent; `end`, `end-with-survey`: the conversation ends; `pause`: what follows is a message of its own, sent later. */
  readonly does: 'nothing' | 'end' | 'end-with-survey' | 'pause';
}

/** A variable by which a running bot switches something off, as long as it has a value. */
export interface Switch {
  readonly variable: string;
  /** The value, as text. */
  readonly is: string;
  /** `resume`: the frame below a flow that ends is closed; `default-headers`: calls carry none of them. */
  readonly off: 'resume' | 'default-headers';
}

/**
 * Every behaviour a consumer can observe that differs between platforms, as data. The engine reads only this
 * record; it never asks which platform it is on. An adapter's semantics is a constant of this type.
 */
export interface Semantics {
  /** Order in which a message is offered while a node waits for one. */
  readonly dispatch: readonly DispatchStage[];
  /** The same with nothing open. */
  readonly dispatchIdle: readonly DispatchStage[];
  /** What an open node does with a reply none of its routes takes. */
  readonly unmatchedReply: 'decline' | 'repeat';
  /** What the frame below does when the flow above it ends. */
  readonly resume: 'repeat' | 'silent' | 'drop';
  /** The same after a fallback flow. */
  readonly resumeAfterFallback: 'repeat' | 'silent' | 'drop';
  readonly routeOrder: 'document' | 'intent-first-no-match-last';
  /** After a script that threw or was stopped: go on with the node, or end the flow. The error text is sent either way. */
  readonly scriptError: 'continue' | 'end-flow';
  /** `text`: scalars become text when written; names that begin with `$` are exempt. */
  readonly values: 'typed' | 'text';
  /** What a placeholder without a value prints in a text. */
  readonly unsetText: 'empty' | 'placeholder';
  /** What it prints outside quotes in a JSON body. */
  readonly unsetJson: 'null' | 'empty';
  readonly encoding: Encoding;
  /** Statuses that are a success for routes. */
  readonly success: readonly StatusPattern[];
  /** Statuses that are a success for a script that asks about the most recent call. */
  readonly lastCallOk: readonly StatusPattern[];
  /**
   * What becomes of a response that was to be JSON and says that it is something else: its text, by its status, or an end
   * as `error`, reason `bad-body`. A success that says it is JSON and is not ends like that whatever stands here.
   */
  readonly otherBody: 'text' | 'error';
  /** Headers every call carries. */
  readonly defaultHeaders: readonly Row[];
  /** Whether `defaultHeaders` replace an author's header of the same name. */
  readonly defaultHeadersWin: boolean;
  /** Sent when an api node fails and no route takes it; empty: nothing is sent. */
  readonly failureText: string;
  /** Sent when a script or the turn fails; empty: nothing is sent. */
  readonly errorText: string;
  /** Sent when nothing accepts a message; empty: nothing is sent. */
  readonly noMatchText: string;
  /** A longer text of a bot is sent as several, cut between words; in UTF-16 units, 0: never. A script can ask for whole texts. */
  readonly textLength: number;
  /** Cards of one message at most, further ones are left out; 0: as many as there are. */
  readonly cardLimit: number;
  readonly textCommands: readonly TextCommand[];
  readonly switches: readonly Switch[];
  /** What a tap counts as having said. */
  readonly tapText: 'value-or-label' | 'label';
  /** By which of its names a typed text selects an option. */
  readonly optionMatch: readonly ('id' | 'label' | 'value' | 'number' | 'letter')[];
  readonly patternCase: 'ignore' | 'exact';
  /** Whether comparisons of text in conditions look at case. */
  readonly conditionCase: 'ignore' | 'exact';
  /** What a text on the right of a comparison is: `variable-if-set`: the value of the variable of that name, where it has one. */
  readonly conditionText: 'literal' | 'variable-if-set';
  /** Whether a regular expression must cover the whole text. */
  readonly regexMatch: 'find' | 'full';
  /** Nodes of one flow in a row that do not wait for the consumer, without the `start`; then the flow is stopped. */
  readonly chainLimit: number;
  /** Changes of flow in a row without input from the consumer; then the flow is stopped. */
  readonly flowChangeLimit: number;
  /** A session ends this long after the last message of the consumer. */
  readonly sessionLengthMs: number;
  /** How long before the end of a session the event `session-expiring` fires; 0: never. */
  readonly sessionExpiringMs: number;
  /** For one API call as a whole, where the integration says nothing. */
  readonly callDeadlineMs: number;
  /** Further attempts after the first, where the integration says nothing. */
  readonly callRetries: number;
}

/** What a bot gets whose author said nothing else. */
export const neutralSemantics: Semantics = Object.freeze({
  dispatch: ['bot-triggers', 'open-node', 'flow-triggers', 'fallback-flow', 'no-match-text'],
  dispatchIdle: ['bot-triggers', 'flow-triggers', 'fallback-flow', 'no-match-text'],
  unmatchedReply: 'decline',
  resume: 'drop',
  resumeAfterFallback: 'silent',
  routeOrder: 'document',
  scriptError: 'continue',
  values: 'typed',
  unsetText: 'empty',
  unsetJson: 'null',
  encoding: {
    urlPath: 'percent',
    query: 'percent',
    header: 'none',
    jsonString: 'escape',
    jsonBare: 'json',
    richString: 'escape',
    richBare: 'json',
  },
  success: ['2xx'],
  lastCallOk: ['2xx'],
  otherBody: 'text',
  defaultHeaders: [{ name: 'accept', value: 'application/json' }],
  defaultHeadersWin: false,
  failureText: 'Sorry, that did not work. Please try again later.',
  errorText: 'Sorry, something went wrong.',
  noMatchText: 'Sorry, I did not understand that.',
  textLength: 0,
  cardLimit: 0,
  textCommands: [],
  switches: [],
  tapText: 'value-or-label',
  optionMatch: ['id', 'label', 'value', 'number'],
  patternCase: 'ignore',
  conditionCase: 'exact',
  conditionText: 'literal',
  regexMatch: 'find',
  chainLimit: 100,
  flowChangeLimit: 25,
  sessionLengthMs: 3_600_000,
  sessionExpiringMs: 0,
  callDeadlineMs: 10_000,
  callRetries: 0,
} satisfies Semantics);
