import type { StatusPattern } from '@dragoman/core';

/**
 * What LivePerson does not document and a bot can notice, each decided once. Defaults are `defaultPolicies`; why, stands
 * in `policyReasons`.
 */
export interface LivePersonPolicies {
  /** Statuses that a rule on API Result takes as SUCCESS. */
  readonly successStatuses: readonly StatusPattern[];
  /** Statuses after which `isApiExecutionSuccessful()` is true. */
  readonly flagStatuses: readonly StatusPattern[];
  /** What `getApiStatusCode()` gives after a call without a response. */
  readonly statusWithoutResponse: string;
  /** What `{$botContext.x}` prints in a text while x is not set: nothing, or itself. */
  readonly unsetVariable: 'empty' | 'placeholder';
  /** How values are written into the query. `none`: as they are. */
  readonly queryEncoding: 'percent' | 'none';
  /** How values are written into the URL before the query. `none`: as they are. */
  readonly urlEncoding: 'percent' | 'none';
  /** How values are written into a JSON body. `none`: as they are, and a line break in one ends the call; `escape`: as JSON strings. */
  readonly quoteEscaping: 'none' | 'escape';
  /** Whether patterns look at upper and lower case. */
  readonly patternCase: 'ignore' | 'exact';
  /** Whether variable conditions look at upper and lower case. */
  readonly conditionCase: 'ignore' | 'exact';
  /** What a typed text selects an option by, the first that fits. Which of numbers and letters a channel shows, an interaction says itself. */
  readonly optionNames: readonly ('label' | 'number' | 'letter')[];
  /** Whether a regular expression must cover the whole reply, or be found in it. */
  readonly regexMatch: 'find' | 'full';
}

export const defaultPolicies: LivePersonPolicies = {
  successStatuses: ['200', '201'],
  flagStatuses: ['2xx'],
  statusWithoutResponse: '0',
  unsetVariable: 'empty',
  queryEncoding: 'percent',
  urlEncoding: 'none',
  quoteEscaping: 'none',
  patternCase: 'ignore',
  conditionCase: 'ignore',
  regexMatch: 'find',
  optionNames: ['label', 'number'],
};

/** Why each default is what it is. */
export const policyReasons: { readonly [P in keyof LivePersonPolicies]: string } = {
  successStatuses: 'Assumed: the page on API integrations calls every status but 200 and 201 a failure; others treat 204 as fine.',
  flagStatuses: 'Assumed: the sample code that asks the flag expects 203 behind it.',
  statusWithoutResponse: 'Assumed: the status of an earlier call would be worse, and a text that is no number worse still.',
  unsetVariable: 'Assumed: code reads null, and nobody wants to see a placeholder.',
  queryEncoding: 'Assumed: parameters are named apart from the address, so their values are encoded once, after they are put in.',
  urlEncoding: 'Assumed: bots put whole paths and hosts into one variable.',
  quoteEscaping: 'Assumed: bots put whole JSON fragments into one variable. That a line break ends the call is documented.',
  patternCase: 'Assumed: authors write patterns in one spelling and mean all.',
  conditionCase: 'Assumed: as with patterns.',
  regexMatch: 'Assumed: authors write [0-9] and mean that a digit occurs.',
  optionNames: 'Assumed: where buttons cannot be shown, options are numbered, as export asks for; letters count only where they are shown.',
};
