import type { Script } from '../document/script.ts';
import type { Json, JsonObject } from '../json.ts';

/** A host read of a script that its snapshot does not hold: `read("variables", "city")` has one argument. */
export interface ScriptMiss {
  readonly name: string;
  readonly arguments: readonly Json[];
}

/** What a script wants done. The engine does it, in order, after the script has ended well. */
export type ScriptEffect =
  | { readonly kind: 'set'; readonly name: string; readonly value: Json; readonly scope?: 'turn' | 'flow' | 'session' | 'contact' }
  /** Replaces the body of an integration's result; its fields are read again. */
  | { readonly kind: 'result'; readonly variable: string; readonly body: Json }
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'private-send'; readonly text: string }
  | {
      readonly kind: 'quick-replies';
      readonly text?: string;
      readonly options: readonly { readonly label: string; readonly value?: string }[];
    }
  /** Nothing more of the node or the flow runs in this turn. */
  | { readonly kind: 'stop' }
  /** Goes to the node of this name. */
  | { readonly kind: 'goto'; readonly name: string }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'text-split'; readonly split: boolean }
  | { readonly kind: 'event'; readonly name: string; readonly data?: Json }
  | { readonly kind: 'log'; readonly text: string }
  /** How the frame below resumes. */
  | { readonly kind: 'resume'; readonly resume: 'repeat' | 'silent' | 'drop' }
  | { readonly kind: 'platform'; readonly adapter: string; readonly raw: Json };

export interface ScriptRun {
  readonly script: Script;
  /** Source evaluated before it, of the same dialect. */
  readonly globals?: string;
  /** What the script can read: parts by name, and in them values by name. */
  readonly snapshot: JsonObject;
  /** Parts of the snapshot that hold all there is: what such a part does not hold reads as null, and is no miss. Default: none. */
  readonly complete?: readonly string[];
  /** Answers to earlier misses of this same run. */
  readonly answers: readonly { readonly miss: ScriptMiss; readonly value: Json }[];
  readonly nowMs: number;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export type ScriptResult =
  | { readonly kind: 'done'; readonly effects: readonly ScriptEffect[] }
  /** The run ended at a read it has no answer for; it is started again with the answer. */
  | { readonly kind: 'miss'; readonly miss: ScriptMiss }
  | {
      readonly kind: 'failed';
      readonly problem: 'throw' | 'deadline' | 'memory' | 'output';
      /** What is wrong. Of the values a script read it holds only what the script put into its own error. */
      readonly message: string;
      /** From 1, in the script as its author wrote it; for what went wrong in `globals`, there. */
      readonly line?: number;
      readonly column?: number;
      /** It went wrong in `globals`. */
      readonly inGlobals?: true;
    };

/** Runs untrusted scripts. Fails closed: what it cannot contain it does not run. */
export interface ScriptEngine {
  /** The dialects it runs, by id. Default: it does not say. */
  readonly dialects?: readonly string[];
  /**
   * Whatever the script does is a result. Rejects with `unsupported` for a dialect it does not run, `cancelled` when the
   * signal ends it, and `internal` when it cannot run scripts at all.
   */
  run(run: ScriptRun): Promise<ScriptResult>;
}
