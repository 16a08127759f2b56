import type { ScriptMiss } from '@dragoman/core';
import type { GuestInput } from './guest-input.ts';

/** What a dialect needs in the sandbox. */
export interface GuestDialect {
  readonly id: string;
  readonly prelude: string;
}

/** One run, as texts: nothing else crosses into a sandbox. */
export interface GuestRun {
  /** JavaScript. */
  readonly source: string;
  readonly globals?: string;
  /** What `start` of the kernel reads. */
  readonly input: GuestInput;
  readonly timeoutMs: number;
}

/** What comes out of a sandbox, as texts. */
export interface GuestEnd {
  /** Of a `GuestOutcome`. */
  readonly outcome: string;
  readonly texts: readonly string[];
}

/** How a run ended, as the sandbox says it: text of one of these, to be checked before it is believed. */
export type GuestOutcome =
  | { readonly kind: 'done'; readonly effects: readonly unknown[]; readonly held: readonly HeldText[] }
  | { readonly kind: 'miss'; readonly miss: ScriptMiss }
  | GuestFailure;

/** A field of an effect that is told as a text of JSON: the first in `GuestEnd.texts` is for the first of these. */
export interface HeldText {
  /** Its place in the list. */
  readonly effect: number;
  readonly field: string;
  /** Where in the text the value is. */
  readonly path: readonly string[];
}

export interface GuestFailure {
  readonly kind: 'failed';
  readonly problem: 'throw' | 'deadline' | 'memory' | 'output';
  /** Of the error that was thrown, if it was one. */
  readonly name: string;
  readonly message: string;
  /** As QuickJS writes it, with the places in `script` and `globals`. */
  readonly stack: string;
}

/** What the script itself and what is evaluated before it are called in stacks. */
export const guestFiles = { script: 'script', globals: 'globals' } as const;
