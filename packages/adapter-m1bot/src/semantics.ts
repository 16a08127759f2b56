import { neutralSemantics, type Semantics } from '@dragoman/core';
import type { M1botPolicies } from './policies.ts';

/**
 * How bots behave on m1bot.
 *
 * @see https://github.com/airayzing/Help-Docs-v2 whatsapp-chatbot-settings/general for session time out and triggers,
 * call-external-apis-in-your-chat-flows for response codes, manage-and-use-custom-attributes for values
 */
export const m1botSemantics = (policies: M1botPolicies): Semantics => ({
  // Restart words and live chat words count at any time. Assumed: whatever else is said in a flow belongs to its open question.
  dispatch: ['bot-triggers', 'open-node'],
  // "Message after Automated flow completed" answers whoever writes again.
  dispatchIdle: ['bot-triggers', 'flow-triggers', 'no-match-text'],
  // Assumed: a reply that is no option gets the question again.
  unmatchedReply: 'repeat',
  // Assumed: a flow that another one or a trigger broke off is over.
  resume: 'drop',
  resumeAfterFallback: 'drop',
  // Assumed: options and cases are tried from the top.
  routeOrder: 'document',
  // The public interface knows attributes as text alone.
  values: 'text',
  // Assumed: nobody wants to see a placeholder.
  unsetText: 'empty',
  // Assumed: outside quotes nothing would be no JSON.
  unsetJson: 'null',
  // Assumed: values are escaped for the place they come to, or the JSON and the URL would break.
  encoding: { ...neutralSemantics.encoding, jsonBare: 'text' },
  // Assumed: JSON is asked for, as nothing else is supported.
  defaultHeaders: [{ name: 'accept', value: 'application/json' }],
  // Each response code has its own way; this is what a way for success alone means.
  success: ['2xx'],
  // There are no scripts that could ask, or fail.
  lastCallOk: ['2xx'],
  scriptError: 'continue',
  // Assumed: what a person sets wins.
  defaultHeadersWin: false,
  // Others takes every failure; without it the chat ends, silently.
  failureText: '',
  // APIs answer in JSON there; Others takes what is none.
  otherBody: 'error',
  // Assumed: nothing is said when something breaks.
  errorText: '',
  // Set by each bot.
  noMatchText: '',
  // No limit is published, and there are no cards.
  textLength: 0,
  cardLimit: 0,
  // No text and no attribute is known to command anything.
  textCommands: [],
  switches: [],
  // Assumed: an option is what its label says.
  tapText: 'label',
  // Assumed: people type what they read, or its number.
  optionMatch: ['label', 'number'],
  patternCase: policies.textCase,
  // Assumed: conditions compare what stands there.
  conditionCase: 'exact',
  conditionText: 'literal',
  // There are no regular expressions.
  regexMatch: 'find',
  // Assumed: a bot that goes round in circles is stopped some day.
  chainLimit: 100,
  flowChangeLimit: 25,
  // The settings screen starts with one hour.
  sessionLengthMs: 3_600_000,
  // A message can be sent when the session is over, none before.
  sessionExpiringMs: 0,
  callDeadlineMs: policies.callTimeoutMs,
  // Nothing speaks of second attempts.
  callRetries: 0,
});
