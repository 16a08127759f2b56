import type { Json } from '@dragoman/core';
import type { BotMessage } from './bot-message.ts';
import type { MessageExpectation, RequestExpectation, TextExpectation } from './conversation-test.ts';
import { messageProblem, shownMessage } from './message-expectation.ts';
import { requestProblem, shownExpectation, shownRequest } from './request-expectation.ts';
import { lastNode, sendersOf } from './senders-of.ts';
import type { Simulation } from './simulate.ts';
import { traceLines } from './trace-lines.ts';
import { isBotMessage, lastAnswer } from './transcript.ts';
import { transcriptLines } from './transcript-lines.ts';

/** A text as it stands, or an expression it must match. */
export type ExpectedText = string | RegExp;

/** What is expected of a message; what is left out is not compared. */
export interface ExpectedMessage {
  readonly kind?: BotMessage['kind'];
  readonly text?: ExpectedText;
  /** Labels, in order: all of them. */
  readonly options?: readonly ExpectedText[];
  /** Of media. */
  readonly url?: ExpectedText;
  /** Of a handoff. */
  readonly queue?: ExpectedText;
}

/** What is expected of a call; what is left out is not compared. */
export interface ExpectedRequest {
  readonly method?: string;
  /** With the query or without it. */
  readonly url?: ExpectedText;
  /** Rows there must be, among others. */
  readonly query?: { readonly [name: string]: ExpectedText };
  /** Headers there must be, among others. */
  readonly headers?: { readonly [name: string]: ExpectedText };
  /** The whole body; vitest's `expect.objectContaining` and the like for a part of it. */
  readonly body?: unknown;
}

/** What a matcher finds. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Compares values as the test runner does, its own matchers within values included. */
export type EqualTest = (actual: unknown, expected: unknown) => boolean;

/** Whether the bot has said all of it, in this order; other messages may stand between. */
export const hasSaid = (chat: Simulation, expected: readonly (ExpectedText | ExpectedMessage)[]): MatcherResult => {
  const said = chat.transcript.flatMap((entry, index) => (isBotMessage(entry) ? [{ entry, index }] : []));
  let from = 0;
  for (const one of expected.map(messageExpectation)) {
    const found = said.findIndex(({ entry }, position) => position >= from && messageProblem(one, entry) === undefined);
    if (found === -1) {
      const before = said[from - 1]?.entry;
      const place = before === undefined ? '' : ` after "${shownMessage(before)}"`;
      return failed(`The bot has not said that${place}.\nexpected  ${shownMessage(one)}`, chat, { differs: chat.transcript.length });
    }
    from = found + 1;
  }
  const last = said[from - 1];
  return { pass: true, message: () => failureText('The bot has said it.', chat, last === undefined ? {} : { differs: last.index }) };
};

/** Whether this is what the bot did since something last happened to it: all of it, nothing else. */
export const hasAnswered = (chat: Simulation, expected: readonly (ExpectedText | ExpectedMessage)[]): MatcherResult => {
  const answer = lastAnswer(chat.transcript);
  const start = chat.transcript.length - answer.length;
  for (const [index, one] of expected.map(messageExpectation).entries()) {
    const actual = answer[index];
    const problem = actual === undefined ? 'The bot says nothing more.' : messageProblem(one, actual);
    if (problem === undefined) continue;
    const compared = [`expected  ${shownMessage(one)}`, ...(actual === undefined ? [] : [`actual    ${shownMessage(actual)}`])];
    return failed([problem, ...compared].join('\n'), chat, { differs: start + index });
  }
  const more = answer[expected.length];
  if (more === undefined) return { pass: true, message: () => failureText('The bot has answered that.', chat, {}) };
  return failed(`The bot says more than expected.\nactual    ${shownMessage(more)}`, chat, { differs: start + expected.length });
};

/** Whether an integration was called, so. */
export const hasRequested = (chat: Simulation, integration: string, expected: ExpectedRequest, isEqual: EqualTest): MatcherResult => {
  const wanted = requestExpectation(integration, expected);
  const problems = chat.requests.map((request) => requestProblem(wanted, request, (body, actual) => isEqual(actual, body)));
  const calls = chat.requests.map(
    (request, index) =>
      `${problems[index] === undefined ? '✓' : '✗'} ${shownRequest(request, wanted)}${problems[index] === undefined ? '' : `   ${problems[index]}`}`,
  );
  const pass = problems.includes(undefined);
  const reason = pass ? 'The call was made' : 'The call was not made';
  return {
    pass,
    message: () =>
      failureText(
        [`${reason}: ${shownExpectation(wanted)}`, ...(calls.length === 0 ? ['There were no calls.'] : calls)].join('\n'),
        chat,
        {},
      ),
  };
};

const failed = (reason: string, chat: Simulation, options: { readonly differs?: number }): MatcherResult => ({
  pass: false,
  message: () => failureText(reason, chat, options),
});

/** The reason, the place in the bot, the transcript with what differs marked, and the trace behind it. */
const failureText = (reason: string, { transcript, events }: Simulation, { differs }: { readonly differs?: number }): string => {
  const said = transcript.slice(0, differs).filter(isBotMessage).length;
  const node = differs === undefined || differs >= transcript.length ? lastNode(events) : sendersOf(events)[said];
  return [
    reason,
    ...(node === undefined ? [] : [`in the bot at flows.${node.flow}.nodes.${node.node}`]),
    '',
    ...transcriptLines(transcript, differs === undefined ? {} : { differs }),
    '',
    ...traceLines(events, differs === undefined || differs >= transcript.length ? undefined : node?.turn),
  ].join('\n');
};

const textExpectation = (expected: ExpectedText): TextExpectation =>
  typeof expected === 'string' ? { text: expected } : { regex: expected };

const messageExpectation = (expected: ExpectedText | ExpectedMessage): MessageExpectation => {
  if (typeof expected === 'string' || expected instanceof RegExp) return { text: textExpectation(expected) };
  const { kind, text, options, url, queue } = expected;
  return {
    ...(kind !== undefined && { kind }),
    ...(text !== undefined && { text: textExpectation(text) }),
    ...(options !== undefined && { options: options.map(textExpectation) }),
    ...(url !== undefined && { url: textExpectation(url) }),
    ...(queue !== undefined && { queue: textExpectation(queue) }),
  };
};

const requestExpectation = (integration: string, { method, url, query, headers, body }: ExpectedRequest): RequestExpectation => ({
  integration,
  place: '',
  ...(method !== undefined && { method }),
  ...(url !== undefined && { url: textExpectation(url) }),
  ...(query !== undefined && { query: rows(query) }),
  ...(headers !== undefined && { headers: rows(headers) }),
  ...(body !== undefined && { body: body as Json }),
});

const rows = (expected: { readonly [name: string]: ExpectedText }) =>
  Object.fromEntries(Object.entries(expected).map(([name, text]) => [name, textExpectation(text)]));
