import {
  type Bot,
  type BotInput,
  type Diagnostic,
  DragomanError,
  type Effect,
  isJsonObject,
  type Json,
  type JsonObject,
  type MessageInput,
  type OutboundMessage,
  type RunEvent,
} from '@dragoman/core';
import { createEngine, type Stubs } from '@dragoman/runtime';
import { converse } from '../converse.ts';
import { type BotMessage, botMessages } from './bot-message.ts';
import { durationOf } from './duration.ts';
import { pickOption } from './pick-option.ts';
import { type PlatformBotOptions, platformBot } from './platform-bot.ts';
import { sharedSandbox } from './shared-sandbox.ts';
import { type SimulatedRequest, simulatedCall } from './simulated-call.ts';
import type { TranscriptEntry } from './transcript.ts';

export interface SimulateOptions extends PlatformBotOptions {
  /** Answers of integrations or nodes, by id or name: a status, a response, an outcome, or a list of them, one a call. Of several sets the first that knows a call. */
  readonly stub?: Stubs | readonly Stubs[];
  /** What only the platform's cloud would know. */
  readonly given?: JsonObject;
  /** What `{{env.NAME}}` reads. */
  readonly env?: { readonly [name: string]: string };
  /** Variables the contact begins with. */
  readonly set?: JsonObject;
  /** When the conversation begins. Default: the first of January 2026, 12:00 UTC. */
  readonly now?: Date | string | number;
}

/** A conversation with a bot that needs no network and takes no time. One input at a time. */
export interface Simulation {
  /** Says something; `more` can bring intents, a location, media. Gives what the bot does in answer, in order. Rejects with `configuration` for a call without a stub. */
  say(text: string, more?: Partial<Omit<MessageInput, 'kind' | 'text'>>): Promise<readonly BotMessage[]>;
  /** Taps an option of the last message that had some: its label, value or id, or its position from 1. */
  choose(option: string | number): Promise<readonly BotMessage[]>;
  /** Lets time go by: milliseconds, or a text such as `2h`. Gives what the bot does meanwhile. */
  wait(duration: number | string): Promise<readonly BotMessage[]>;
  /** Brings what a `wait` node waits for. */
  callback(reference: string, result: string, data?: Json): Promise<readonly BotMessage[]>;
  /** All that was said and happened so far. */
  readonly transcript: readonly TranscriptEntry[];
  /** The calls so far, in order. */
  readonly requests: readonly SimulatedRequest[];
  /** A variable, or a field of one (`order.status`), as the bot would read it now; undefined when it has no value. */
  variable(name: string): Json | undefined;
  /** What was lost in the translation that `as` asks for. */
  readonly losses: readonly Diagnostic[];
  /** What happened, step by step. */
  readonly events: readonly RunEvent[];
}

/** Starts a conversation with a bot in a test. There is nothing to set up and nothing to dispose of. Throws `validation` for what is no bot. */
export const simulate = (bot: Bot | BotInput, options: SimulateOptions = {}): Simulation => {
  const { plugins = [], stub = {}, env = {}, given = {}, set = {}, now = defaultNow } = options;
  const platform = platformBot(bot, options);
  const { bot: value, losses } = platform;
  const startMs = new Date(now).getTime();
  if (Number.isNaN(startMs)) throw wrong(`now: ${JSON.stringify(now)} is no time. Give an ISO date, or milliseconds since 1970.`);

  const transcript: TranscriptEntry[] = [];
  const requests: SimulatedRequest[] = [];
  const events: RunEvent[] = [];
  const messages: OutboundMessage[] = [];
  const call = simulatedCall({ stubs: [stub].flat(), bot: platform, onRequest: (request) => requests.push(request) });
  const adapters = [...plugins.flatMap((plugin) => plugin.adapters), ...(options.as ? [options.as] : [])];
  const engine = createEngine({ call, plugins, env, given, scripts: sharedSandbox(adapters) });
  const talk = converse({ engine, call, clock: standingClock(startMs), events: { emit: () => {} } }, value, {
    variables: set,
    seed: 'simulation',
    onEvent: (event) => events.push(event),
    onEffect: (effect) => {
      transcript.push(...botMessages([effect]));
      if (effect.kind === 'message') messages.push(effect.message);
    },
  });
  const said = (text: string, more: Partial<Omit<MessageInput, 'kind' | 'text'>> = {}): Promise<readonly Effect[]> => {
    transcript.push({ from: 'user', text });
    return talk.say(text, more);
  };
  return {
    say: async (text, more) => botMessages(await said(text, more)),
    choose: async (wanted) => {
      const { id, label } = pickOption(messages, wanted);
      return botMessages(await said(label, { option: id }));
    },
    wait: async (duration) => {
      const durationMs = durationOf(duration);
      transcript.push({ from: 'wait', text: typeof duration === 'number' ? `${duration} ms` : duration });
      return botMessages(await talk.wait(durationMs));
    },
    callback: async (reference, result, data) => {
      transcript.push({ from: 'callback', text: `${reference} = ${result}` });
      return botMessages(await talk.callback(reference, result, data));
    },
    transcript,
    requests,
    variable: (name) => {
      const { turnVariables, frames, session, contact } = talk.conversation;
      const scopes: readonly (JsonObject | undefined)[] = [turnVariables, frames.at(-1)?.variables, session?.variables, contact.variables];
      // What a session knew is gone when the conversation has ended; a test asks what it was.
      return fieldOf(session === undefined ? [...scopes, lastValues(events)] : scopes, name);
    },
    losses,
    events,
  };
};

const lastValues = (events: readonly RunEvent[]): JsonObject =>
  Object.fromEntries(events.flatMap((event) => (event.event === 'variable-set' ? [[event.name, event.value]] : [])));

/** A variable of the nearest scope that has it, or a field of one: `order.status`. */
const fieldOf = (scopes: readonly (JsonObject | undefined)[], name: string): Json | undefined => {
  const scope = scopes.find((one) => one !== undefined && Object.hasOwn(one, name));
  if (scope !== undefined) return scope[name];
  const dot = name.lastIndexOf('.');
  const around = dot === -1 ? undefined : fieldOf(scopes, name.slice(0, dot));
  const field = name.slice(dot + 1);
  return isJsonObject(around) && Object.hasOwn(around, field) ? around[field] : undefined;
};

const defaultNow = '2026-01-01T12:00:00Z';

const standingClock = (startMs: number) => ({ now: () => startMs, sleep: async () => {} });

const wrong = (message: string): DragomanError => new DragomanError(message, { code: 'configuration', source: 'dragoman/testing' });
