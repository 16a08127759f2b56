import {
  type Bot,
  type BotInput,
  type Conversation,
  type Effect,
  type Input,
  type IntegrationCall,
  type Json,
  type JsonObject,
  normaliseBot,
  type OutboundMessage,
  type Plugin,
  type RenderedRequest,
  type RunEvent,
  type ScriptEffect,
  type ScriptEngine,
} from '@dragoman/core';
import { createEngine } from './engine.ts';
import { runTurn } from './hosts/run-turn.ts';
import { createVirtualClock } from './hosts/virtual-clock.ts';
import { startConversation } from './start-conversation.ts';
import { type Stubs, stubCall } from './stub-call.ts';

/** What a script of a test does: its source is the name of an entry here. */
export type TestScripts = {
  readonly [source: string]: (read: (name: string) => Json | undefined, run: Parameters<ScriptEngine['run']>[0]) => readonly ScriptEffect[];
};

export interface TalkOptions {
  readonly stub?: Stubs;
  readonly plugins?: readonly Plugin[];
  readonly scripts?: TestScripts;
  readonly env?: { readonly [name: string]: string };
  readonly variables?: JsonObject;
}

/** A conversation with a bot, whose APIs are stubs and whose time stands still until told. */
export const talk = (input: BotInput, { stub = {}, plugins = [], scripts, env, variables = {} }: TalkOptions = {}) => {
  const bot: Bot = normaliseBot(input, { nodeKinds: plugins.flatMap(({ nodeKinds }) => nodeKinds) });
  const clock = createVirtualClock(1_000_000);
  const requests: RenderedRequest[] = [];
  const events: RunEvent[] = [];
  const secrets: string[] = [];
  const stubbed = stubCall(stub, {
    call: async () => ({ outcome: { kind: 'error', reason: 'unsupported' }, headers: {} }),
    redact: redactAll(secrets),
  });
  const call: IntegrationCall = {
    call: (request, options) => {
      requests.push(request);
      return stubbed.call(request, options);
    },
    redact: redactAll(secrets),
  };
  const engine = createEngine({ call, plugins, ...(scripts && { scripts: testScriptEngine(scripts) }), ...(env && { env }) });
  let conversation: Conversation = startConversation(bot, { variables });
  let messages = 0;
  const take = async (taken: Input): Promise<readonly Effect[]> => {
    const result = await runTurn(engine, bot, conversation, taken, { clock, onEvent: (event) => events.push(event) });
    conversation = result.conversation;
    return result.effects;
  };
  const message = (text: string, more: Partial<Extract<Input, { kind: 'message' }>> = {}) => {
    messages += 1;
    return take({ kind: 'message', id: `m${messages}`, text, ...more });
  };
  return {
    bot,
    clock,
    requests,
    events,
    secrets,
    take,
    message,
    /** Says something; gives what the bot says, a line each. */
    say: async (text: string, more: Partial<Extract<Input, { kind: 'message' }>> = {}) => (await message(text, more)).map(lineOf),
    get conversation() {
      return conversation;
    },
    variable: (name: string): Json | undefined =>
      conversation.frames.at(-1)?.variables[name] ??
      conversation.turnVariables[name] ??
      conversation.session?.variables[name] ??
      conversation.contact.variables[name],
    diagnostics: () => events.flatMap((event) => (event.event === 'diagnostic' ? [event.diagnostic.code] : [])),
    /** Delivers the timers that are due after this time has gone by. */
    wait: async (durationMs: number): Promise<readonly string[]> => {
      await clock.advance(durationMs);
      const lines: string[] = [];
      for (;;) {
        const due = conversation.timers.find(({ atMs }) => atMs <= clock.now());
        if (!due) return lines;
        lines.push(...(await take({ kind: 'timer', name: due.name, generation: due.generation })).map(lineOf));
      }
    },
  };
};

const redactAll =
  (secrets: readonly string[]) =>
  (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);

export const lineOf = (effect: Effect): string => {
  switch (effect.kind) {
    case 'message':
      return messageLine(effect.message);
    case 'handoff':
      return `<handoff ${effect.queue ?? ''}>`;
    case 'end':
      return '<end>';
    case 'private-message':
      return `<private ${effect.text}>`;
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
      return message.cards.map(({ title, options }) => `<card ${title ?? ''}: ${options.map(({ label }) => label).join(' | ')}>`).join(' ');
    case 'rich':
      return `<rich ${JSON.stringify(message.json)}>`;
  }
};

const testScriptEngine = (scripts: TestScripts): ScriptEngine => ({
  run: async (run) => {
    const script = scripts[run.script.source];
    if (!script) return { kind: 'failed', problem: 'throw', message: `no script ${run.script.source}` };
    const variables = run.snapshot.variables as JsonObject;
    try {
      return { kind: 'done', effects: script((name) => variables[name], run) };
    } catch (error) {
      return { kind: 'failed', problem: 'throw', message: String(error), line: 1 };
    }
  },
});
