import type { Problem } from './problem.ts';

/** For a field nothing reads. A generic parameter takes objects with any further fields, so the compiler alone would not mind. */
// Conditional so that the compiler prints the sentence, where of an alias it would print the name.
export type UnknownField<Owner extends string, Field> = Field extends string ? Problem<`${Owner} has no field "${Field}"`> : unknown;
