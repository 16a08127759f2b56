import type { Semantics } from '../../document/semantics.ts';
import { callDeadlineMs, callRetries, otherBody } from './call-differences.ts';
import { chainLimit, flowChangeLimit } from './chain-differences.ts';
import { dispatch, dispatchIdle, resume, resumeAfterFallback, unmatchedReply } from './dispatch-differences.ts';
import { defaultHeaders, defaultHeadersWin } from './header-differences.ts';
import { conditionCase, conditionText, patternCase, regexMatch } from './match-differences.ts';
import { noMatchText } from './no-match-text.ts';
import { optionMatch, tapText } from './option-differences.ts';
import { failureText, success } from './outcome-differences.ts';
import { routeOrder } from './route-order.ts';
import { errorText, lastCallOk, scriptError } from './script-differences.ts';
import type { SemanticsEntry } from './semantics-entry.ts';
import { sessionExpiringMs, sessionLengthMs } from './session-differences.ts';
import { switches } from './switch-differences.ts';
import { encoding, unsetJson, unsetText, values } from './template-differences.ts';
import { cardLimit, textCommands, textLength } from './text-differences.ts';

/**
 * What each field of the semantics means for a bot that comes to a platform where it differs. They are asked in this
 * order, each about the bot that those before it made: statuses are settled before what becomes of failures, and
 * what scripts make ready comes last, as no other difference is seen at such a script.
 */
export const semanticsEntries: { readonly [Field in keyof Semantics]: SemanticsEntry } = {
  dispatch,
  dispatchIdle,
  unmatchedReply,
  resume,
  resumeAfterFallback,
  routeOrder,
  scriptError,
  values,
  unsetText,
  success,
  lastCallOk,
  otherBody,
  defaultHeaders,
  defaultHeadersWin,
  failureText,
  errorText,
  noMatchText,
  textLength,
  cardLimit,
  textCommands,
  switches,
  tapText,
  optionMatch,
  patternCase,
  conditionCase,
  conditionText,
  regexMatch,
  chainLimit,
  flowChangeLimit,
  sessionLengthMs,
  sessionExpiringMs,
  callDeadlineMs,
  callRetries,
  unsetJson,
  encoding,
};
