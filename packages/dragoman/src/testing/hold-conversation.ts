import { type Bot, isDragomanError, type Json, type PlatformAdapter, type Plugin, type RunEvent } from '@dragoman/core';
import type { BotMessage } from './bot-message.ts';
import type { ConversationTest, RequestExpectation, TestAct, TestExpectation, TestStep } from './conversation-test.ts';
import { messageProblem, shownMessage } from './message-expectation.ts';
import { type Simulation, simulate } from './simulate.ts';
import type { SimulatedRequest } from './simulated-call.ts';
import { shownText, textFits } from './text-expectation.ts';

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
}

/** A test that was held. */
export interface HeldConversation {
  readonly failure?: TestFailure;
  readonly transcript: Simulation['transcript'];
  /** What the bot said after each act; what it said before the first is the first entry. */
  readonly exchanges: readonly (readonly BotMessage[])[];
  readonly events: readonly RunEvent[];
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
  const said: (readonly BotMessage[])[] = [];
  const failure = await firstFailure(test, chat, said, toItsEnd);
  return { ...(failure !== undefined && { failure }), transcript: chat.transcript, exchanges: said, events: chat.events };
};

const firstFailure = async (
  test: ConversationTest,
  chat: Simulation,
  said: (readonly BotMessage[])[],
  toItsEnd: boolean,
): Promise<TestFailure | undefined> => {
  let first: TestFailure | undefined;
  for (const { act, expectations, end } of exchanges(test.steps, test.place)) {
    if (act !== undefined) {
      try {
        said.push(await doneBy(act, chat));
      } catch (error) {
        if (!isDragomanError(error)) throw error;
        return first ?? { place: act.place, reason: error.message };
      }
    } else said.push([]);
    first ??= exchangeFailure(expectations, said.at(-1) ?? [], end);
    if (first !== undefined && !toItsEnd) return first;
  }
  if (first !== undefined) return first;
  return requestFailure(test.requests, chat.requests, test.place) ?? variableFailure(test, chat);
};

interface Exchange {
  readonly act?: TestAct & { readonly place: string };
  readonly expectations: readonly (TestExpectation & { readonly place: string })[];
  /** The last step of it. */
  readonly end: string;
}

const exchanges = (steps: readonly TestStep[], place: string): readonly Exchange[] => {
  const found: {
    act?: TestAct & { readonly place: string };
    expectations: (TestExpectation & { readonly place: string })[];
    end: string;
  }[] = [{ expectations: [], end: place }];
  for (const step of steps) {
    const last = found.at(-1);
    if (isExpectation(step)) {
      last?.expectations.push(step);
      if (last) last.end = step.place;
    } else found.push({ act: step, expectations: [], end: step.place });
  }
  return found;
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
const exchangeFailure = (expectations: Exchange['expectations'], said: readonly BotMessage[], end: string): TestFailure | undefined => {
  let position = 0;
  let isLoose = false;
  for (const expectation of expectations) {
    if (expectation.kind === 'anything') {
      isLoose = true;
      continue;
    }
    if (expectation.kind === 'absent') {
      const found = said.find(({ text }) => expectation.texts.some((wanted) => textFits(wanted, text)));
      if (found !== undefined)
        return { place: expectation.place, reason: 'The bot says what it should not say.', actual: shownMessage(found) };
      continue;
    }
    const { message, place } = expectation;
    const fitting = isLoose ? said.findIndex((one, index) => index >= position && messageProblem(message, one) === undefined) : position;
    const actual = said[fitting === -1 ? position : fitting];
    const problem = actual === undefined ? 'The bot says nothing more.' : messageProblem(message, actual);
    if (problem !== undefined)
      return { place, reason: problem, expected: shownMessage(message), ...(actual !== undefined && { actual: shownMessage(actual) }) };
    position = fitting + 1;
    isLoose = false;
  }
  const more = said[position];
  return more === undefined || isLoose ? undefined : { place: end, reason: 'The bot says more than expected.', actual: shownMessage(more) };
};

const requestFailure = (
  expected: readonly RequestExpectation[] | undefined,
  actual: readonly SimulatedRequest[],
  testPlace: string,
): TestFailure | undefined => {
  if (expected === undefined) return undefined;
  for (const [index, expectation] of expected.entries()) {
    const request = actual[index];
    const problem = request === undefined ? 'There is no further call.' : requestProblem(expectation, request);
    if (problem !== undefined)
      return {
        place: expectation.place,
        reason: problem,
        expected: shownRequest(expectation),
        ...(request !== undefined && { actual: `${request.integration}: ${request.method} ${request.fullUrl}` }),
      };
  }
  const more = actual[expected.length];
  return (
    more && {
      place: `${testPlace}/requests`,
      reason: 'There is a further call.',
      actual: `${more.integration}: ${more.method} ${more.fullUrl}`,
    }
  );
};

const requestProblem = ({ integration, method, url, query = {}, headers = {}, body }: RequestExpectation, request: SimulatedRequest) => {
  if (integration !== request.integration && integration !== request.integrationName) return 'Another integration is called.';
  if (method !== undefined && method !== request.method) return 'The method is another one.';
  if (url !== undefined && !textFits(url, request.url) && !textFits(url, request.fullUrl)) return 'The URL is another one.';
  for (const [name, value] of Object.entries(query)) {
    const found = request.query.filter((row) => row.name === name);
    if (!found.some((row) => textFits(value, row.value)))
      return `The query row ${name} is ${found.length === 0 ? 'missing' : JSON.stringify(found[0]?.value)}, not ${shownText(value)}.`;
  }
  for (const [name, value] of Object.entries(headers)) {
    const found = request.headers.find((row) => row.name.toLowerCase() === name.toLowerCase());
    if (found === undefined || !textFits(value, found.value))
      return `The header ${name} is ${found === undefined ? 'missing' : JSON.stringify(found.value)}, not ${shownText(value)}.`;
  }
  if (body !== undefined && !isSame(body, request.body ?? null))
    return `The body is ${JSON.stringify(request.body ?? null)}, not ${JSON.stringify(body)}.`;
  return undefined;
};

const shownRequest = ({ integration, method, url }: RequestExpectation): string =>
  [`${integration}:`, method, url && shownText(url)].filter((part) => part !== undefined).join(' ');

const variableFailure = ({ variables, place }: ConversationTest, chat: Simulation): TestFailure | undefined => {
  for (const [name, expected] of Object.entries(variables)) {
    const actual = chat.variable(name) ?? null;
    // Platforms without types hold every value as text.
    if (
      isSame(expected, actual) ||
      (typeof actual === 'string' && expected !== null && typeof expected !== 'object' && String(expected) === actual)
    )
      continue;
    return {
      place: `${place}/variables/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      reason: `The variable ${name} has another value at the end.`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(actual),
    };
  }
  return undefined;
};

const isSame = (a: Json, b: Json): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as { readonly [key: string]: Json }, b as { readonly [key: string]: Json }];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null))
  );
};
