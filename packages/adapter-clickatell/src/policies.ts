import type { StatusPattern } from '@dragoman/core';

/**
 * What Chat Flow does not document and a bot can notice, each decided once. Defaults are `defaultPolicies`; why, stands
 * in `policyReasons`.
 */
export interface ClickatellPolicies {
  /** For one call as a whole, in milliseconds, where its endpoint says nothing: what `timeout` is about. */
  readonly callDeadlineMs: number;
  /** How long a session lasts after the last message of the user. */
  readonly sessionLengthMs: number;
  /** What a placeholder without a value prints in a text. */
  readonly unsetVariable: 'empty' | 'placeholder';
  /** What it prints outside quotes in a JSON body. */
  readonly unsetJson: 'null' | 'empty';
  /** Whether a Validation Pattern must cover the whole input, or be found in it. */
  readonly validationMatch: 'find' | 'full';
  /** Whether keywords and the word of Cancel Input look at upper and lower case. */
  readonly keywordCase: 'ignore' | 'exact';
  /** Whether Switch Case and comparisons look at upper and lower case. */
  readonly comparisonCase: 'ignore' | 'exact';
  /** Statuses that a list of results needs for every success. */
  readonly successStatuses: readonly StatusPattern[];
}

export const defaultPolicies: ClickatellPolicies = {
  callDeadlineMs: 10_000,
  sessionLengthMs: 600_000,
  unsetVariable: 'empty',
  unsetJson: 'null',
  validationMatch: 'full',
  keywordCase: 'ignore',
  comparisonCase: 'exact',
  successStatuses: ['2xx'],
};

/** Why each default is what it is. */
export const policyReasons: { readonly [P in keyof ClickatellPolicies]: string } = {
  callDeadlineMs: 'Assumed: there is a time frame, as there is a result for it, but no page names its length or its field.',
  sessionLengthMs: 'The default of channels by its page; workspaces may set another.',
  unsetVariable: 'Assumed: nobody wants to see a placeholder.',
  unsetJson: 'Assumed: nothing at all would be no JSON.',
  validationMatch: 'Assumed: a pattern says what an input looks like, not what occurs in it.',
  keywordCase: 'Assumed: people type keywords in any case.',
  comparisonCase: 'Assumed: there are the functions lower and upper, which would be of no use otherwise.',
  successStatuses: 'Assumed: servers answer with the successes that HTTP registers, and each of them is listed as a result.',
};
