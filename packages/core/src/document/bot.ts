import type { Json } from '../json.ts';
import type { Credential } from './credential.ts';
import type { Flow } from './flow.ts';
import type { Integration } from './integration.ts';
import type { Origin } from './origin.ts';
import type { PlatformOptions } from './platform-part.ts';
import type { Script } from './script.ts';
import type { Semantics } from './semantics.ts';
import type { Variable } from './variable.ts';

/**
 * One bot, in the long form: every default written out. People write the short form (`BotInput`), `normaliseBot`
 * turns it into this one, and it is what is stored, run and translated.
 */
export interface Bot {
  readonly format: 'dragoman/1';
  readonly id: string;
  readonly name: string;
  readonly integrations: readonly Integration[];
  readonly credentials: readonly Credential[];
  readonly flows: readonly Flow[];
  readonly variables: readonly Variable[];
  readonly scripts?: {
    /** Evaluated before every script of its dialect. */
    readonly globals?: Script;
    /** Runs at the start of a session. */
    readonly init?: Script;
  };
  /** Fields left out have the neutral value. */
  readonly semantics?: Partial<Semantics>;
  readonly settings?: { readonly [name: string]: Json };
  readonly platformOptions?: PlatformOptions;
  /** Where imported elements came from, keyed by adapter id. */
  readonly origins?: { readonly [adapter: string]: Origin };
}
