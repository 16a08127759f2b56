import type { Json, JsonObject } from '../json.ts';
import type { ScriptEffect, ScriptMiss } from './script-engine.ts';

/** Where a script of a bot stands: beside a node, in an integration, or beside all flows. */
export type ScriptPurpose = 'before' | 'after' | 'on-reply' | 'script' | 'transform' | 'globals' | 'init';

/**
 * A language of scripts, as data: JavaScript, and the functions that a platform gives its scripts. What runs scripts
 * knows none of them.
 */
export interface ScriptDialect {
  /** What the `dialect` of a script says: `es5`. */
  readonly id: string;
  /** What its authors call the places of scripts: `pre-process code`. Default: core's own names. */
  readonly panels?: { readonly [P in ScriptPurpose]?: string };
  /**
   * JavaScript that is run inside the sandbox, ahead of the runs and once for many of them, as the body of a function of
   * `host`, a `ScriptHost`, and `global`, the global object. It puts the functions of the dialect on `global`. Nothing of
   * a run is there yet: `host` may be asked only by what scripts call. It must keep what it needs of the language in
   * variables of its own, because a script can change what everybody sees.
   */
  readonly prelude: string;
  /**
   * Makes JavaScript of what an author wrote; called outside the sandbox, with texts that nobody has checked. What it
   * leaves as it is must keep its line and column, for errors are told by them. Default: the source is JavaScript.
   */
  prepare?(source: string): string;
  /**
   * Answers a read that a run was not given, where the answer follows from the question and the time alone: what the
   * language lacks inside the sandbox. Called outside, with whatever a script asked. Undefined leaves it to who runs the
   * script.
   */
  answer?(miss: ScriptMiss, at: { readonly nowMs: number }): Json | undefined;
}

/** What a prelude has of its host: the type of an object inside the sandbox, for who writes one. */
export interface ScriptHost {
  /**
   * A value that the run was given: `read("variables", "city")` is `snapshot.variables.city`, the same live object each
   * time. What the snapshot lacks is null if it is complete there; else it is the answer to an earlier miss of these
   * words, or the run ends as that miss. What is not a text among the words is passed on as JSON.
   */
  read(name: string, ...rest: Json[]): Json;
  /** All that the run was given; live objects too. */
  snapshot(): JsonObject;
  /** What `read` would give, as text of JSON. A long value is not made an object for it, as long as nobody has read it. */
  text(name: string, ...rest: Json[]): string;
  /**
   * As a field of an effect, stands for the value of a text of JSON, or for what is at a path in it, else null. It is read
   * outside; a text that is no JSON fails the run.
   */
  json(text: string, ...path: string[]): Json;
  /**
   * Adds an effect. It becomes JSON when the script has ended, so it holds what its objects hold by then; a value that
   * is nothing in JSON is null.
   */
  emit(effect: ScriptEffect): void;
  /** Ends the script well, here; what it emitted before stays. */
  end(): never;
  /** When the run takes place, in milliseconds since 1970; `Date` tells the same. */
  nowMs(): number;
  /** The next random number of the run, from 0 to 1; `Math.random` is the same row of numbers. */
  random(): number;
}
