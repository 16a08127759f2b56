/** A function of `botContext`. */
export interface BotContextFunction {
  readonly name: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** What it does, as a sentence. */
  readonly meaning: string;
}

/** What `botContext` offers to scripts. */
export const botContextFunctions: readonly BotContextFunction[] = [];
