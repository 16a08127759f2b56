import {
  type Bot,
  type Diagnostic,
  formatPointer,
  isDragomanError,
  type PlatformAdapter,
  type Plugin,
  type RunEvent,
} from '@dragoman/core';
import type { BotMessage } from './bot-message.ts';
import type { ConversationTest, RequestExpectation, TestAct, TestExpectation, TestStep } from './conversation-test.ts';
import { messageProblem, shownMessage } from './message-expectation.ts';
import { isSame, requestProblem, shownExpectation, shownRequest } from './request-expectation.ts';
import { lastNode, type NodePlace, sendersOf } from './senders-of.ts';
import { type Simulation, simulate } from './simulate.ts';
import { textFits } from './text-expectation.ts';
import { isBotMessage, type TranscriptEntry } from './transcript.ts';

/** A bot on a platform: what a test is held with. */
export interface TestSubject {
  readonly bot: Bot;
  readonly as?: PlatformAdapter;
  readonly channel?: string;
  readonly plugins: readonly Plugin[];
}

/** The first thing that was not as expected. */
export interface TestFailure {
  /** JSON pointer into the test file. */
  readonly place: string;
  readonly reason: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Position in the transcript of what differs; its length where something is missing. */
  readonly differs?: number;
  /** The node it is about, of the bot that ran. */
  readonly node?: NodePlace;
}

/** A test that was held. */
export interface HeldConversation {
  readonly failure?: TestFailure;
  /** Up to the exchange that failed. */
  readonly transcript: readonly TranscriptEntry[];
  /** What the bot said after each act; what it said before the first is the first entry. */
  readonly exchanges: readonly (readonly BotMessage[])[];
  readonly events: readonly RunEvent[];
  /** What the translation to its platform lost. */
  readonly losses: readonly Diagnostic[];
}

/**
 * Holds the conversation of a test and compares what the bot says, calls and stores. It ends at the first failure, unless
 * it is to be held `toItsEnd`. Never throws for what a bot does.
 */
export const holdConversation = async (
  test: ConversationTest,
  subject: TestSubject,
  { toItsEnd = false }: { readonly toItsEnd?: boolean } = {},
): Promise<HeldConversation> => {
  const { stub, given, env, set, now } = test.setup;
  const { bot, as, channel, plugins } = subject;
  const chat = simulate(bot, {
    plugins,
    stub,
    given,
    env,
    set,
    ...(as !== undefined && { as }),
    ...(channel !== undefined && { channel }),
    ...(now !== undefined && { now }),
  });
  const exchanges: (readonly BotMessage[])[] = [];
  const { failure, entries } = await firstFailure(test, chat, exchanges, toItsEnd);
  return {
    ...(failure !== undefined && { failure }),
    transcript: chat.transcript.slice(0, entries),
    exchanges,
    events: chat.events,
    losses: chat.losses,
  };
};

interface FirstFailure {
  readonly failure?: TestFailure;
  /** How long the transcript was then. */
  readonly entries: number;
}

const firstFailure = async (
  test: ConversationTest,
  chat: Simulation,
  said: (readonly BotMessage[])[],
  toItsEnd: boolean,
): Promise<FirstFailure> => {
  let first: FirstFailure | undefined;
  const failed = (failure: TestFailure): FirstFailure => ({ failure, entries: chat.transcript.length });
  for (const { act, expectations, end } of exchangesOf(test.steps, test.place)) {
    if (act === undefined) said.push([]);
    else {
      try {
        said.push(await doneBy(act, chat));
      } catch (error) {
        if (!isDragomanError(error)) throw error;
        const node = whereItIs(chat);
        return first ?? failed({ place: act.place, reason: error.message, ...(node !== undefined && { node }) });
      }
    }
    const failure = first === undefined ? exchangeFailure(expectations, said.at(-1) ?? [], end, chat) : undefined;
    if (failure !== undefined) first = failed(failure);
    if (first !== undefined && !toItsEnd) return first;
  }
  const late = first === undefined ? (requestFailure(test.requests, chat, test.place) ?? variableFailure(test, chat)) : undefined;
  return first ?? { ...(late !== undefined && { failure: late }), entries: chat.transcript.length };
};

interface Exchange {
  readonly act?: TestAct & { readonly place: string };
  readonly expectations: readonly (TestExpectation & { readonly place: string })[];
  /** The last step of it. */
  readonly end: string;
}

const exchangesOf = (steps: readonly TestStep[], place: string): readonly Exchange[] => {
  const starts = steps.flatMap((step, index) => (isExpectation(step) ? [] : [index]));
  return [-1, ...starts].map((start, index) => {
    const act = steps[start];
    const expectations = steps.slice(start + 1, starts[index]).filter(isExpectation);
    return {
      ...(act !== undefined && !isExpectation(act) && { act }),
      expectations,
      end: expectations.at(-1)?.place ?? act?.place ?? place,
    };
  });
};

const isExpectation = (step: TestStep): step is TestExpectation & { readonly place: string } =>
  step.kind === 'bot' || step.kind === 'absent' || step.kind === 'anything';

const doneBy = (act: TestAct, chat: Simulation): Promise<readonly BotMessage[]> => {
  switch (act.kind) {
    case 'user':
      return chat.say(act.text, act.intent === undefined ? {} : { intents: [{ name: act.intent }] });
    case 'choose':
      return chat.choose(act.option);
    case 'wait':
      return chat.wait(act.duration);
    case 'callback':
      return chat.callback(act.reference, act.result, act.data);
  }
};

/** Compares in order: each expected message is the next one, unless `anything` stands before it. */
const exchangeFailure = (
  expectations: Exchange['expectations'],
  said: readonly BotMessage[],
  end: string,
  chat: Simulation,
): TestFailure | undefined => {
  let position = 0;
  let isLoose = false;
  for (const expectation of expectations) {
    if (expectation.kind === 'anything') {
      isLoose = true;
      continue;
    }
    if (expectation.kind === 'absent') {
      const found = said.findIndex(({ text }) => expectation.texts.some((wanted) => textFits(wanted, text)));
      if (found !== -1)
        return { place: expectation.place, reason: 'The bot says what it should not say.', ...differing(chat, said, found) };
      continue;
    }
    const { message, place } = expectation;
    const fitting = isLoose ? said.findIndex((one, index) => index >= position && messageProblem(message, one) === undefined) : position;
    const actual = said[fitting === -1 ? position : fitting];
    const problem = actual === undefined ? 'The bot says nothing more.' : messageProblem(message, actual);
    if (problem !== undefined) return { place, reason: problem, expected: shownMessage(message), ...differing(chat, said, position) };
    position = fitting + 1;
    isLoose = false;
  }
  return position >= said.length || isLoose
    ? undefined
    : { place: end, reason: 'The bot says more than expected.', ...differing(chat, said, position) };
};

/** The message of the last answer at a position, where it stands in the transcript, and the node it came from. */
const differing = (chat: Simulation, said: readonly BotMessage[], position: number) => {
  const { transcript, events } = chat;
  const actual = said[position];
  const node = actual === undefined ? whereItIs(chat) : sendersOf(events)[transcript.filter(isBotMessage).length - said.length + position];
  return {
    differs: transcript.length - said.length + position,
    ...(actual !== undefined && { actual: shownMessage(actual) }),
    ...(node !== undefined && { node }),
  };
};

/** The node the conversation is at, in its last turn. */
const whereItIs = ({ events }: Simulation): NodePlace | undefined => {
  const node = lastNode(events);
  return node && { ...node, turn: events.at(-1)?.turn ?? node.turn };
};

const requestFailure = (expected: readonly RequestExpectation[] | undefined, { requests, events }: Simulation, testPlace: string) => {
  if (expected === undefined) return undefined;
  const senders = events.flatMap((event, index) => (event.event === 'request-end' ? [lastNode(events.slice(0, index))] : []));
  const nodeAt = (index: number) => ({ ...(senders[index] !== undefined && { node: senders[index] }) });
  for (const [index, expectation] of expected.entries()) {
    const request = requests[index];
    const reason = request === undefined ? 'There is no further call.' : requestProblem(expectation, request);
    if (reason !== undefined)
      return {
        place: expectation.place,
        reason,
        expected: shownExpectation(expectation),
        ...(request !== undefined && { actual: shownRequest(request, expectation), ...nodeAt(index) }),
      };
  }
  const more = requests[expected.length];
  return (
    more && { place: `${testPlace}/requests`, reason: 'There is a further call.', actual: shownRequest(more), ...nodeAt(expected.length) }
  );
};

const variableFailure = ({ variables, place }: ConversationTest, chat: Simulation): TestFailure | undefined => {
  for (const [name, expected] of Object.entries(variables)) {
    const actual = chat.variable(name) ?? null;
    // Platforms without types hold every value as text.
    const isText = typeof actual === 'string' && expected !== null && typeof expected !== 'object' && String(expected) === actual;
    if (isText || isSame(expected, actual)) continue;
    const set = chat.events.findLastIndex((event) => event.event === 'variable-set' && event.name === name);
    const node = lastNode(chat.events.slice(0, set + 1));
    return {
      place: `${place}${formatPointer(['variables', name])}`,
      reason: `The variable ${name} has another value at the end.`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(actual),
      ...(node !== undefined && { node }),
    };
  }
  return undefined;
};
