import { neutralSemantics, type Semantics } from '@dragoman/core';
import type { ClickatellPolicies } from './policies.ts';

/**
 * How bots behave in Chat Flow.
 *
 * @see https://docs.clickatell.com/flow/configuration/set-up-session-timeout-events sessions
 * @see https://docs.clickatell.com/flow/create-a-new-flow nodes, results and routes
 */
export const clickatellSemantics = (policies: ClickatellPolicies): Semantics => ({
  ...neutralSemantics,
  // What is open takes every message: it has a default, or repeats itself.
  dispatch: ['open-node'],
  // Keywords, else the workflow that the route of the channel leads to.
  dispatchIdle: ['flow-triggers', 'fallback-flow', 'no-match-text'],
  unmatchedReply: 'repeat',
  // Nothing is below what runs: an output leads on, and nothing comes back.
  resume: 'drop',
  resumeAfterFallback: 'drop',
  routeOrder: 'document',
  // Assumed: there is no code but calculations, which leave by NO.
  scriptError: 'continue',
  // Numbers of a response stay numbers in the session.
  values: 'typed',
  unsetText: policies.unsetVariable,
  unsetJson: policies.unsetJson,
  // Assumed: values are written as the place demands: percent-encoded in addresses, escaped in JSON.
  encoding: neutralSemantics.encoding,
  success: policies.successStatuses,
  lastCallOk: policies.successStatuses,
  // Assumed: what a call carries beside its own headers is not documented.
  defaultHeaders: neutralSemantics.defaultHeaders,
  defaultHeadersWin: false,
  // Each result leads somewhere, and says only what the step there says.
  failureText: '',
  errorText: '',
  noMatchText: '',
  textLength: 0,
  textCommands: [],
  switches: [],
  // Assumed: `[[choice:value]]` is the label, whether it was tapped or typed.
  tapText: 'label',
  // Assumed: menus are answered by label, and by number where they are shown as text.
  optionMatch: ['label', 'number'],
  patternCase: policies.keywordCase,
  conditionCase: policies.comparisonCase,
  regexMatch: policies.validationMatch,
  // Assumed: no page names a limit to what runs without input.
  chainLimit: neutralSemantics.chainLimit,
  flowChangeLimit: neutralSemantics.flowChangeLimit,
  sessionLengthMs: policies.sessionLengthMs,
  // Off until somebody turns the timeout event on.
  sessionExpiringMs: 0,
  callDeadlineMs: policies.callDeadlineMs,
  // Assumed: no page speaks of a second attempt.
  callRetries: 0,
});
