import {
  type Bot,
  botVersion,
  type Conversation,
  createRedactor,
  DragomanError,
  type Effect,
  type Input,
  type IntegrationCall,
  isJsonObject,
  type Json,
  type JsonObject,
  type RunEvent,
} from '@dragoman/core';
import type { Engine } from './engine.ts';
import { journaledHost, type TurnJournal } from './hosts/journaled-host.ts';
import { startConversation } from './start-conversation.ts';
import { leavesOf, mapTexts } from './turn/json-texts.ts';
import { sensitiveValues } from './turn/sensitive-values.ts';
import { redacted } from './turn/turn-redactor.ts';

/**
 * A conversation as it was: every input, every answer of an API, every message, as JSON. Secrets and the values of
 * sensitive variables are replaced, the same way everywhere, so that it still replays.
 */
export interface Recording {
  readonly format: 'dragoman-recording/1';
  readonly bot: { readonly id: string; readonly version: string };
  /** What the contact's variables started with. */
  readonly variables: JsonObject;
  readonly turns: readonly TurnJournal[];
}

export interface Recorder {
  /** Takes the journal of a turn and the conversation after it. */
  add(journal: TurnJournal, conversation: Conversation): void;
  /** Takes a value that a sensitive variable was given in a turn: it may be gone when the turn is over. */
  hide(value: Json): void;
  recording(): Recording;
}

export const createRecorder = (
  bot: Bot,
  { call, variables = {} }: { readonly call: Pick<IntegrationCall, 'redact'>; readonly variables?: JsonObject },
): Recorder => {
  const turns: TurnJournal[] = [];
  const redactor = createRedactor();
  const hide = (value: Json): void => {
    for (const leaf of leavesOf(value)) redactor.add(leaf);
  };
  for (const value of sensitiveValues(bot.variables, startConversation(bot, { variables }))) hide(value);
  return {
    hide,
    add: (journal, conversation) => {
      turns.push(journal);
      for (const value of sensitiveValues(bot.variables, conversation)) hide(value);
    },
    recording: () => {
      const redact = (text: string): string => call.redact(redactor.text(text));
      return {
        format: 'dragoman-recording/1',
        bot: { id: bot.id, version: botVersion(bot) },
        variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, mapTexts(value, redact, redact)])),
        turns: turns.map((journal) => redactJournal(journal, redact)),
      };
    },
  };
};

// What was said, answered and sent is redacted; what the journal itself is made of is not: a consumer may have said `call`.
const redactJournal = ({ input, steps, effects, ...journal }: TurnJournal, redact: (text: string) => string): TurnJournal => ({
  ...journal,
  input: mapContents(input as unknown as Json, redact) as unknown as Input,
  steps: steps.map((step) => ({ ...step, value: mapContents(step.value, redact) })),
  effects: effects.map((effect) => mapContents(effect as unknown as Json, redact) as unknown as Effect),
});

const structure: ReadonlySet<string> = new Set(['kind', 'reason']);
const contents: ReadonlySet<string> = new Set(['body', 'data', 'value', 'json', 'context']);

const mapContents = (value: Json, map: (text: string) => string): Json => {
  if (Array.isArray(value)) return value.map((item) => mapContents(item, map));
  if (typeof value === 'string') return map(value);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      structure.has(name)
        ? item
        : name === 'headers'
          ? mapHeaders(item, map)
          : contents.has(name)
            ? mapTexts(item, map, map)
            : mapContents(item, map),
    ]),
  );
};

/** A session of the API is nobody's to read, and no bot can. */
const mapHeaders = (headers: Json, map: (text: string) => string): Json => {
  const mapped = mapTexts(headers, map, map);
  return isJsonObject(mapped) && Object.hasOwn(mapped, 'set-cookie') ? { ...mapped, 'set-cookie': redacted } : mapped;
};

export interface Replay {
  readonly turns: readonly { readonly input: Input; readonly effects: readonly Effect[] }[];
  readonly conversation: Conversation;
}

/**
 * Runs a recorded conversation again, without network, clock or chance. Rejects with `nondeterminism` when the run
 * differs from the recording, and with `validation` when it was made with another bot.
 */
export const replayRecording = async (
  engine: Engine,
  bot: Bot,
  recording: Recording,
  { onEvent }: { readonly onEvent?: (event: RunEvent) => void } = {},
): Promise<Replay> => {
  if (recording.bot.id !== bot.id) {
    throw new DragomanError(
      `The recording is of the bot ${JSON.stringify(recording.bot.id)}, not of ${JSON.stringify(bot.id)}. Give the bot it was made with.`,
      { code: 'validation', source: 'runtime' },
    );
  }
  let conversation = startConversation(bot, { variables: recording.variables });
  const turns: Replay['turns'][number][] = [];
  for (const journal of recording.turns) {
    const host = journaledHost({
      journal,
      clock: { now: () => journal.startedAtMs, sleep: async () => {} },
      isReplay: true,
      onJournal: () => {},
      onEffect: () => {},
      onTimer: () => {},
      onCancel: () => {},
      ...(onEvent && { onEvent }),
    });
    conversation = await engine.runTurn(bot, conversation, journal.input, host);
    if (host.steps !== journal.steps.length || host.effects !== journal.effects.length) {
      throw new DragomanError(
        `Turn ${conversation.turn} of the replay does less than the recording: ${host.steps} of ${journal.steps.length} steps, ${host.effects} of ${journal.effects.length} messages.`,
        {
          code: 'nondeterminism',
          source: 'runtime',
        },
      );
    }
    turns.push({ input: journal.input, effects: journal.effects });
  }
  return { turns, conversation };
};
