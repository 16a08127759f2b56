import type { Json, JsonObject } from '@dragoman/core';
import type { Stubs } from '@dragoman/runtime';

/** What a text is compared with: the text itself, or an expression it must match. */
export type TextExpectation = { readonly text: string } | { readonly regex: RegExp };

/** What one message is compared with; what is absent is not compared. */
export interface MessageExpectation {
  readonly kind?: 'text' | 'options' | 'card' | 'media' | 'handoff' | 'end';
  readonly text?: TextExpectation;
  /** Labels, in order. */
  readonly options?: readonly TextExpectation[];
  readonly url?: TextExpectation;
  /** Of a handoff. */
  readonly queue?: TextExpectation;
}

/** Something that happens to the conversation. */
export type TestAct =
  | { readonly kind: 'user'; readonly text: string; readonly intent?: string }
  | { readonly kind: 'choose'; readonly option: string | number }
  | { readonly kind: 'wait'; readonly duration: string | number }
  | { readonly kind: 'callback'; readonly reference: string; readonly result: string; readonly data?: Json };

/** Something that is expected since the last act. */
export type TestExpectation =
  | { readonly kind: 'bot'; readonly message: MessageExpectation }
  /** No message since the last act has such a text. */
  | { readonly kind: 'absent'; readonly texts: readonly TextExpectation[] }
  /** Any messages, or none. */
  | { readonly kind: 'anything' };

/** A step of a test, and where it stands in its file. */
export type TestStep = (TestAct | TestExpectation) & { readonly place: string };

export interface RequestExpectation {
  /** Id or name of the integration. */
  readonly integration: string;
  readonly method?: string;
  readonly url?: TextExpectation;
  readonly query?: { readonly [name: string]: TextExpectation };
  readonly headers?: { readonly [name: string]: TextExpectation };
  readonly body?: Json;
  readonly place: string;
}

/** What a conversation begins with. */
export interface TestSetup {
  /** Of the case, then of its file. */
  readonly stub: readonly Stubs[];
  readonly given: JsonObject;
  readonly env: { readonly [name: string]: string };
  readonly set: JsonObject;
  readonly now?: string;
}

/** One conversation to hold, on each of its platforms and channels. */
export interface ConversationTest {
  readonly name: string;
  readonly place: string;
  readonly setup: TestSetup;
  /** `neutral` or ids of adapters. */
  readonly platforms: readonly string[];
  readonly channels: readonly (string | undefined)[];
  readonly steps: readonly TestStep[];
  readonly requests?: readonly RequestExpectation[];
  readonly variables: JsonObject;
  /** Why it does not run. */
  readonly skip?: string;
}

/** A file of tests, read. */
export interface TestFile {
  readonly file: string;
  /** Absolute paths. */
  readonly bots: readonly string[];
  readonly tests: readonly ConversationTest[];
  /** Absolute paths of the files it takes answers from. */
  readonly reads: readonly string[];
  /** Where something in it stands, by JSON pointer. */
  locate(place: string): { readonly line: number; readonly column: number };
}
