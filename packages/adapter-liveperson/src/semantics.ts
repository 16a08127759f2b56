import { neutralSemantics, type Semantics } from '@dragoman/core';
import type { LivePersonPolicies } from './policies.ts';

/**
 * How bots behave on LivePerson.
 *
 * @see https://developers.liveperson.com/conversation-builder-dialogs-dialog-basics.html dispatch, resume
 * @see https://developers.liveperson.com/conversation-builder-interactions-interaction-basics.html chain limits
 * @see https://developers.liveperson.com/conversation-builder-integrations-api-integrations.html calls and their default headers
 */
export const livePersonSemantics = (policies: LivePersonPolicies): Semantics => ({
  ...neutralSemantics,
  dispatch: ['open-node', 'flow-triggers', 'fallback-flow', 'no-match-text'],
  dispatchIdle: ['flow-triggers', 'fallback-flow', 'no-match-text'],
  // A question without a rule of no match lets other dialogs have the reply.
  unmatchedReply: 'decline',
  resume: 'repeat',
  // Assumed: the consumer "returns to the previous position", of which nothing says that it is shown again.
  resumeAfterFallback: 'silent',
  routeOrder: 'intent-first-no-match-last',
  // Assumed: code that exceeds its time is passed over, so code that throws is as well.
  scriptError: 'continue',
  values: 'text',
  unsetText: policies.unsetVariable,
  // Assumed: the body is text like any other.
  unsetJson: 'empty',
  encoding: {
    urlPath: policies.urlEncoding,
    query: policies.queryEncoding,
    header: 'none',
    jsonString: policies.quoteEscaping === 'escape' ? 'escape' : 'refuse-control',
    jsonBare: 'text',
    // Bots put a whole rich message, or a part of one, into one variable.
    richString: 'none',
    richBare: 'text',
  },
  success: policies.successStatuses,
  lastCallOk: policies.flagStatuses,
  defaultHeaders: [
    { name: 'Accept', value: 'application/json;charset=UTF-8' },
    { name: 'Content-Type', value: 'application/json;charset=UTF-8' },
  ],
  defaultHeadersWin: true,
  failureText: 'Sorry, I could not find anything for that.',
  errorText: 'Not able to understand your question. Can you please re-phrase it?',
  noMatchText: 'Not able to understand your question. Can you please re-phrase it?',
  textLength: 320,
  cardLimit: 10,
  textCommands: [
    { text: 'BLANK_MESSAGE', does: 'nothing' },
    { text: 'LP_CLOSECONVERSATION', does: 'end' },
    { text: 'LP_CLOSEDIALOG', does: 'end-with-survey' },
    { text: 'tag::breakWithDelay=', does: 'pause' },
  ],
  switches: [
    { variable: 'skipPreviousDialog', is: 'true', off: 'resume' },
    { variable: '__standardHeaders__', is: 'off', off: 'default-headers' },
  ],
  tapText: 'label',
  optionMatch: policies.optionNames,
  patternCase: policies.patternCase,
  conditionCase: policies.conditionCase,
  // Assumed: what is compared with is a text, unless it is the name of a variable that is set.
  conditionText: 'variable-if-set',
  regexMatch: policies.regexMatch,
  chainLimit: 10,
  flowChangeLimit: 5,
  sessionLengthMs: 3_600_000,
  // Nothing tells a bot that its session is about to end.
  sessionExpiringMs: 0,
  callDeadlineMs: 20_000,
  callRetries: 3,
});
