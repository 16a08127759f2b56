import {
  type Clock,
  type Diagnostic,
  type Effect,
  type IntegrationCall,
  importBot,
  type JsonObject,
  type MessageInput,
  type OutboundMessage,
  type RenderedRequest,
  type RunEvent,
} from '@dragoman/core';
import { createEngine, runTurn, type Stubs, startConversation, stubCall } from '@dragoman/runtime';
import { createSandbox } from '@dragoman/sandbox';
import { createLivePersonAdapter } from '../src/adapter.ts';
import { livePersonDialect } from '../src/bot-context/liveperson-dialect.ts';
import { livePerson } from '../src/plugin.ts';

export const sandbox = createSandbox({ dialects: [livePersonDialect()], workers: 1 });

/** An interaction, as an export has it; `links` and dialog are added by who lists it. */
export type Interaction = { readonly name: string } & JsonObject;

const tiles = (...tileData: readonly JsonObject[]): JsonObject => ({ results: { tile: { tileData } } });

export const starter = (pattern: string, more: JsonObject = {}): Interaction => ({
  name: `start ${pattern}`,
  interactionType: 'DIALOG_STARTER',
  pattern: [pattern],
  ...more,
});
export const text = (name: string, words: string, more: JsonObject = {}): Interaction => ({
  name,
  interactionType: 'TEXT',
  content: tiles({ text: words }),
  ...more,
});
export const ask = (name: string, words: string, more: JsonObject = {}): Interaction => ({
  ...text(name, words),
  interactionType: 'TEXT_QUESTION',
  ...more,
});
export const tile = (name: string, interactionType: string, data: JsonObject, more: JsonObject = {}): Interaction => ({
  name,
  interactionType,
  content: tiles(data),
  ...more,
});
export const call = (name: string, responderName: string, more: JsonObject = {}): Interaction => ({
  name,
  interactionType: 'API_INTEGRATION',
  content: { contentType: 'DYNAMIC', responderName, responderId: `${responderName}-id` },
  ...more,
});
export const responder = (name: string, more: JsonObject = {}): JsonObject => ({
  id: `${name}-id`,
  name,
  responseDataVariable: name,
  integrationType: 'API',
  method: 'GET',
  webhook: `https://api.example/${name}`,
  ...more,
});

/** A rule: what it waits for, and the name of the interaction it leads to, or an action. */
export const rule = (conditions: readonly JsonObject[], to: string, more: JsonObject = {}): JsonObject => ({
  conditions,
  contextConditions: [],
  action: { name: 'INTERACTION', value: to },
  contextDataVariables: [],
  ...more,
});
export const onPattern = (...patterns: readonly string[]): JsonObject => ({
  matchType: 'PATTERN',
  patternMatch: { patterns, excludeKeywords: [] },
});
export const onResult = (status: 'SUCCESS' | 'FAILURE'): JsonObject => ({ matchType: 'API_RESULT', apiResultsMatch: { status } });
export const onNoMatch = (fallbackMessage: string): JsonObject => ({ matchType: 'NO_MATCH', noMatch: { fallbackMessage } });

export interface Dialogs {
  readonly [name: string]: readonly Interaction[];
}

/** An export. A dialog called Fallback is that. Names of interactions and dialogs serve as their ids. */
export const exportOf = (
  dialogs: Dialogs,
  more: { readonly responder?: readonly JsonObject[]; readonly globals?: string; readonly attributes?: JsonObject } = {},
) => ({
  bot: { id: 'bot', name: 'Bot', chatBotType: 'CUSTOMER_FACING_BOT', botAttributes: more.attributes ?? {} },
  responder: more.responder ?? [],
  conversationMessage: Object.entries(dialogs).flatMap(([group, interactions]) =>
    interactions.map((interaction, index) => ({
      id: interaction.name,
      group,
      status: 'ACTIVE',
      responseMatches: [rule([], 'next')],
      ...(index > 0 && { prevMessageId: interactions[index - 1]?.name }),
      ...(index < interactions.length - 1 && { nextMessageId: interactions[index + 1]?.name }),
      ...interaction,
    })),
  ),
  groups: Object.keys(dialogs).map((name) => ({
    id: name,
    name,
    dialogType: name === 'Fallback' ? 'FALLBACK_DIALOG' : 'DIALOG',
    status: 'ENABLED',
  })),
  ...(more.globals !== undefined && { globalFunctions: { chatBotId: 'bot', methods: more.globals } }),
});

export interface TalkOptions {
  readonly stub?: Stubs;
  readonly given?: JsonObject;
  readonly env?: { readonly [name: string]: string };
  readonly call?: IntegrationCall;
  /** How long scripts may take. Default: as long as anywhere. */
  readonly scriptTimeoutMs?: number;
}

/** A conversation with an exported bot, at a time that stands still but for its pauses. */
export const talkTo = (document: unknown, { stub = {}, given = {}, env = {}, call = noNetwork, scriptTimeoutMs }: TalkOptions = {}) => {
  const { value: bot, platformPlaceOf } = importBot(createLivePersonAdapter(), document);
  const requests: RenderedRequest[] = [];
  const stubbed = stubCall(stub, call);
  const engine = createEngine({
    call: {
      call: (request, options) => {
        requests.push(request);
        return stubbed.call(request, options);
      },
      redact: stubbed.redact,
    },
    scripts: scriptTimeoutMs === undefined ? sandbox : { ...sandbox, run: (run) => sandbox.run({ ...run, timeoutMs: scriptTimeoutMs }) },
    plugins: [livePerson()],
    given,
    env,
  });
  const pausesMs: number[] = [];
  let nowMs = 1_000_000;
  const clock: Clock = {
    now: () => nowMs,
    sleep: async (durationMs) => {
      pausesMs.push(durationMs);
      nowMs += durationMs;
    },
  };
  const events: RunEvent[] = [];
  let conversation = startConversation(bot);
  let count = 0;
  const take = async (said: string, more: Partial<MessageInput> = {}): Promise<readonly Effect[]> => {
    count += 1;
    nowMs += 1_000;
    const result = await runTurn(
      engine,
      bot,
      conversation,
      { kind: 'message', id: `m${count}`, text: said, ...more },
      { clock, onEvent: (event) => events.push(event) },
    );
    conversation = result.conversation;
    return result.effects;
  };
  const diagnostics = (): readonly Diagnostic[] => events.flatMap((event) => (event.event === 'diagnostic' ? [event.diagnostic] : []));
  return {
    bot,
    requests,
    events,
    /** Lets time go by. */
    wait: (durationMs: number) => {
      nowMs += durationMs;
    },
    /** What the bot paused between its acts. */
    pausesMs,
    take,
    platformPlaceOf,
    /** Says something; gives what the bot does, a line each. */
    say: async (said: string, more?: Partial<MessageInput>) => (await take(said, more)).map(lineOf),
    diagnostics,
    codes: () => diagnostics().map(({ code }) => code),
    get conversation() {
      return conversation;
    },
    variable: (name: string) =>
      conversation.turnVariables[name] ?? conversation.session?.variables[name] ?? conversation.contact.variables[name],
  };
};

const noNetwork: IntegrationCall = {
  call: async () => ({ outcome: { kind: 'error', reason: 'unsupported' }, headers: {} }),
  redact: (said) => said,
};

const lineOf = (effect: Effect): string => {
  switch (effect.kind) {
    case 'message':
      return messageLine(effect.message);
    case 'private-message':
      return `<private ${effect.text}>`;
    case 'handoff':
      return `<handoff ${effect.queue ?? ''}>`;
    case 'end':
      return effect.survey ? '<end, survey>' : '<end>';
    case 'event':
      return `<event ${effect.name}>`;
  }
};

const messageLine = (message: OutboundMessage): string => {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'options':
      return `${message.text} [${message.options.map(({ label }) => label).join(' | ')}]`;
    case 'media':
      return `<${message.type} ${message.url}>`;
    case 'cards':
      return message.cards
        .map(({ title = '', subtitle = '', options }) => `<${title}: ${subtitle}${options.map(({ label }) => ` [${label}]`).join('')}>`)
        .join(' ');
    case 'rich':
      return `<rich ${JSON.stringify(message.json)}>`;
  }
};
