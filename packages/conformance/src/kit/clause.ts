/**
 * One promise of a contract, as a function that throws when a subject breaks it, with a sentence of what was expected.
 * `unless` gives the reason why it does not apply to a subject: it then shows as a skipped test.
 */
export interface Clause<Subject> {
  (subject: Subject): void | Promise<void>;
  unless?(subject: Subject): string | undefined;
}

/** The clauses of a contract by name. */
export type Clauses<Subject, Name extends string = string> = { readonly [N in Name]: Clause<Subject> };

/** Why clauses are not tried, by name: each reason stands in the title of the skipped test. */
export type Skips<Name extends string> = { readonly [N in Name]?: string };

/** A clause that holds only for subjects that offer something. */
export const clause = <Subject>(
  run: (subject: Subject) => void | Promise<void>,
  unless?: (subject: Subject) => string | undefined,
): Clause<Subject> => Object.assign((subject: Subject) => run(subject), unless && { unless });
