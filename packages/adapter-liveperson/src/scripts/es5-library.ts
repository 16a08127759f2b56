import type { ResponseMapping, Variable } from '@dragoman/core';

export interface Es5LibraryInput {
  /** The sources of all es5 scripts of the bot, the globals too. */
  readonly sources: readonly string[];
  readonly responses: readonly ResponseMapping[];
  readonly variables: readonly Variable[];
}

/** The functions that printed es5 runs on, as a part of the global functions. Undefined where no es5 is. */
export const es5Library = (_input: Es5LibraryInput): string | undefined => undefined;
