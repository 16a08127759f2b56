import type {
  Conversation,
  Effect,
  Executor,
  Frame,
  Input,
  IntegrationCall,
  Json,
  JsonObject,
  LastCall,
  Lookup,
  PendingTimer,
  ScriptDialect,
  ScriptEngine,
  Session,
  TurnHost,
} from '@dragoman/core';
import type { CompiledBot } from '../compile/compiled-bot.ts';
import type { TurnRedactor } from './turn-redactor.ts';

/** What every turn of an engine works with. */
export interface EngineParts {
  readonly call: IntegrationCall;
  readonly scripts?: ScriptEngine;
  readonly executors: readonly Executor[];
  /** What `{{env.NAME}}` reads. */
  readonly env: JsonObject;
  /** What only a platform's cloud would know. */
  readonly given: JsonObject;
  /** What authors of a dialect call the places of scripts, by dialect. */
  readonly panels: ReadonlyMap<string, NonNullable<ScriptDialect['panels']>>;
}

/** A conversation while a turn works on it. Only the functions of this package change it; the conversation it began as stays as it was. */
export interface Turn {
  readonly bot: CompiledBot;
  readonly parts: EngineParts;
  readonly host: TurnHost;
  readonly input: Input;
  readonly number: number;
  /** Reads a variable or a reserved root, as templates and predicates do. */
  readonly lookup: Lookup;
  readonly redactor: TurnRedactor;
  status: Conversation['status'];
  frames: readonly Frame[];
  session: Session | undefined;
  contactVariables: JsonObject;
  turnVariables: JsonObject;
  lastCall: LastCall | undefined;
  unknownReads: readonly string[];
  timers: readonly PendingTimer[];
  /** Row under way in a repeat, what `{{item}}` reads. */
  item: Json | undefined;
  /** Nodes entered in this turn, which is also in a row: only input starts a turn. */
  visits: number;
  flowChanges: number;
  timersSet: number;
  /** One error text a turn at most. */
  errorTextSent: boolean;
  /** A script asked that nothing more runs. */
  stopped: boolean;
  /** A text was said that ends the conversation. */
  closing: { readonly survey: boolean } | undefined;
  /** A script asked that no text is cut. */
  wholeTexts: boolean;
  /** How a script wants the frame below to resume. */
  resume: 'repeat' | 'silent' | 'drop' | undefined;
}

export const topFrame = (turn: Turn): Frame | undefined => turn.frames[turn.frames.length - 1];

/** Replaces the top frame by one with these changes. */
export const changeTopFrame = (turn: Turn, change: (frame: Frame) => Frame): void => {
  const top = topFrame(turn);
  if (top) turn.frames = turn.frames.with(-1, change(top));
};

/** Hands an effect to the outbox. */
export const send = (turn: Turn, effect: Effect): void => {
  turn.host.send(effect);
  turn.host.emit?.({
    event: 'message-send',
    atMs: turn.host.now(),
    turn: turn.number,
    effect: turn.redactor.json(effect as unknown as Json) as unknown as Effect,
  });
};
