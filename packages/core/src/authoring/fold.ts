/**
 * Checks of the members of something, or `unknown` when each of them is: what is right leaves no trace.
 *
 * That is what makes the checks affordable. Comparing with an intersection of lists the compiler compares every method
 * of the lists too, for the union of all their elements, in quadratic time; `B & unknown` is simply B.
 */
// Only `unknown` takes `unknown`, so what is wrong makes this false.
export type Fold<Checks> = { [K in keyof Checks]: unknown } extends Checks ? unknown : Checks;
