import {
  type Bot,
  type Conversation,
  DragomanError,
  type Frame,
  type Input,
  type IntegrationCall,
  type Json,
  type JsonObject,
  type MessageInput,
  type Plugin,
  type ScriptEngine,
  type TurnHost,
} from '@dragoman/core';
import { type CompiledBot, sharedCompiledBot } from './compile/compiled-bot.ts';
import { dispatchMessage } from './dispatch/dispatch.ts';
import { sendErrorText } from './scripts/run-script.ts';
import { expireSession, expiringTimer, isExpired, noteMessage, openSession, sessionTimer, sessionTimerDue } from './session/session.ts';
import { cancelTimer, takeTimer } from './session/timers.ts';
import { closeTurn, openTurn } from './turn/open-turn.ts';
import { report } from './turn/report.ts';
import type { EngineParts, Turn } from './turn/turn.ts';
import { writeVariable } from './turn/variables.ts';
import { waitTimer } from './walk/enter-node.ts';
import { openFlow, openFrame } from './walk/frames.ts';
import { leaveNode } from './walk/leave-node.ts';
import { walk } from './walk/walk.ts';

export interface EngineOptions {
  /** Performs the calls of api nodes. */
  readonly call: IntegrationCall;
  /** Runs scripts. A bot with scripts is refused without one, or when they are in another dialect. */
  readonly scripts?: ScriptEngine;
  /** Bring node kinds, executors and integrations. */
  readonly plugins?: readonly Plugin[];
  /** What `{{env.NAME}}` reads. */
  readonly env?: { readonly [name: string]: string };
  /** What only a platform's cloud would know, by the names that its scripts ask for it. */
  readonly given?: JsonObject;
}

/** Runs bots. It has no I/O and keeps nothing of a conversation: all of that is the host's. */
export interface Engine {
  /**
   * Takes one turn and gives the conversation after it; the one given stays as it was. `onSensitive` is told every value
   * a sensitive variable is given, for whoever keeps what was said and must not keep that.
   * Rejects with `unsupported` for a bot with scripts that the script engine does not run, `validation` for one `readBot` would have
   * refused, and with whatever the host throws.
   */
  runTurn(bot: Bot, conversation: Conversation, input: Input, host: TurnHost, onSensitive?: (value: Json) => void): Promise<Conversation>;
  /** The turn that stands in for one that failed for good: the error text, frames as before, the input counted as done. */
  failTurn(bot: Bot, conversation: Conversation, input: Input, host: TurnHost): Conversation;
}

export const createEngine = ({ call, scripts, plugins = [], env = {}, given = {} }: EngineOptions): Engine => {
  const parts: EngineParts = {
    call,
    ...(scripts && { scripts }),
    executors: plugins.flatMap(({ executors }) => executors),
    env,
    given,
    panels: new Map(
      plugins.flatMap(({ adapters }) =>
        adapters.flatMap(({ dialects }) => (dialects.scripts ?? []).map(({ id, panels = {} }) => [id, panels] as const)),
      ),
    ),
  };
  const nodeKinds = plugins.flatMap((plugin) => plugin.nodeKinds);
  const integrations = plugins.flatMap((plugin) => plugin.integrations);
  const compiled = new WeakMap<Bot, CompiledBot>();
  const compile = (bot: Bot): CompiledBot => {
    const known = compiled.get(bot);
    if (known) return known;
    const fresh = sharedCompiledBot(bot, { nodeKinds, integrations });
    refuseScripts(fresh, scripts);
    compiled.set(bot, fresh);
    return fresh;
  };
  return {
    runTurn: async (bot, conversation, input, host, onSensitive) => {
      const turn = openTurn(compile(bot), parts, conversation, input, host, onSensitive);
      forgetLostFrames(turn);
      hideSensitiveReply(turn, input);
      host.emit?.({
        event: 'turn-start',
        atMs: host.now(),
        turn: turn.number,
        input: turn.redactor.json(input as unknown as Json) as unknown as Input,
      });
      await takeInput(turn, input);
      return finish(turn);
    },
    failTurn: (bot, conversation, input, host) => {
      const turn = openTurn(compile(bot), parts, conversation, input, host);
      sendErrorText(turn);
      report(turn, { code: 'turn-failed', severity: 'error', reason: 'The turn failed every time it was tried; its input is set aside.' });
      return finish(turn, true);
    },
  };
};

const finish = (turn: Turn, failed = false): Conversation => {
  if (turn.status !== 'closed' && turn.status !== 'handed-off')
    turn.status = turn.frames.some(({ waiting }) => waiting) ? 'waiting' : 'active';
  turn.host.emit?.({ event: 'turn-end', atMs: turn.host.now(), turn: turn.number, status: turn.status, ...(failed && { failed: true }) });
  return closeTurn(turn);
};

const takeInput = (turn: Turn, input: Input): Promise<void> => {
  switch (input.kind) {
    case 'message':
      return takeMessage(turn, input);
    case 'event':
      return takeEvent(turn, input);
    case 'callback':
      return takeCallback(turn, input);
    case 'timer':
      return takeTimerInput(turn, input);
    case 'handoff-end':
      return endHandoff(turn, input.reason);
  }
};

const takeMessage = async (turn: Turn, input: MessageInput): Promise<void> => {
  if (turn.status === 'handed-off') return noteMessage(turn, input);
  if (isExpired(turn)) await expireSession(turn);
  // Whether `stopped` was asked for in the expired session is of no concern to the new one.
  turn.stopped = false;
  const isNew = turn.session === undefined;
  const opening = isNew ? openSession(turn) : undefined;
  if (opening) await opening;
  noteMessage(turn, input);
  await walk(turn, await dispatchMessage(turn, input, isNew));
};

const takeEvent = async (turn: Turn, { name, data }: Extract<Input, { kind: 'event' }>): Promise<void> => {
  if (turn.session === undefined) await openSession(turn);
  if (data !== undefined) writeVariable(turn, 'event', data, 'turn');
  const flow = turn.bot.events.get(name);
  await walk(turn, flow === undefined ? undefined : openFlow(turn, flow, 'event'));
};

const takeCallback = async (turn: Turn, { reference, result, data }: Extract<Input, { kind: 'callback' }>): Promise<void> => {
  const frame = turn.frames.find(({ waiting }) => waiting?.reference === reference);
  if (!frame)
    return report(turn, {
      code: 'unknown-callback',
      severity: 'warning',
      reason: 'A callback came for a reference nothing waits for; it is ignored.',
    });
  return leaveWait(turn, frame, 'callback', { result, ...(data !== undefined && { data }) });
};

const takeTimerInput = async (turn: Turn, { name, generation }: Extract<Input, { kind: 'timer' }>): Promise<void> => {
  if (!takeTimer(turn, name, generation)) return;
  if (name === sessionTimer || name === expiringTimer) return sessionTimerDue(turn, name);
  const frame = turn.frames.find(({ waiting }) => waiting !== undefined && waitTimer(waiting.node) === name);
  if (frame) return leaveWait(turn, frame, 'timeout');
};

const endHandoff = async (turn: Turn, reason: 'done' | 'failed'): Promise<void> => {
  if (turn.status !== 'handed-off') return;
  turn.status = 'active';
  const frame = openFrame(turn);
  if (frame && (reason === 'done' || routesFailure(turn, frame))) return leaveWait(turn, frame, reason);
  const flow = turn.bot.events.get('handoff-failed');
  if (reason === 'failed' && flow !== undefined) {
    turn.frames = turn.frames.slice(0, -1);
    return walk(turn, openFlow(turn, flow, 'event'));
  }
  if (frame) return leaveWait(turn, frame, reason);
};

const routesFailure = (turn: Turn, { node }: Frame): boolean =>
  turn.bot.nodes.get(node)?.routes.some(({ match }) => match.kind === 'outcome' && match.outcome === 'failed') ?? false;

// The frame comes to the top; what was open above it waits below until it is done.
const leaveWait = async (turn: Turn, frame: Frame, outcome: string, value?: JsonObject): Promise<void> => {
  const node = turn.bot.nodes.get(frame.node);
  if (!node) return;
  const { waiting: _left, ...rest } = frame;
  turn.frames = [...turn.frames.filter((other) => other !== frame), rest];
  cancelTimer(turn, waitTimer(frame.node));
  turn.visits += 1;
  if (value && node.behaviour.variable !== undefined) writeVariable(turn, node.behaviour.variable, value);
  return walk(turn, leaveNode(turn, node, { outcome }));
};

// A conversation may come back after its bot has changed: what is no longer there cannot be gone on with.
const forgetLostFrames = (turn: Turn): void => {
  const kept = turn.frames.filter(({ flow, node }) => turn.bot.nodes.get(node)?.flow === flow);
  if (kept.length === turn.frames.length) return;
  turn.frames = kept;
  if (turn.status === 'handed-off' && !openFrame(turn)) turn.status = 'active';
  report(turn, {
    code: 'lost-node',
    severity: 'warning',
    reason: 'The conversation was at a node this version of the bot does not have; that flow is closed.',
  });
};

// What the consumer answers to a question whose variable is sensitive is hidden before the first event shows it.
const hideSensitiveReply = (turn: Turn, input: Input): void => {
  const frame = openFrame(turn);
  const variable = frame && turn.bot.nodes.get(frame.node)?.behaviour.variable;
  if (input.kind === 'message' && variable !== undefined && turn.bot.sensitive.has(variable)) turn.redactor.add(input.text);
};

const refuseScripts = ({ scripts }: CompiledBot, engine: ScriptEngine | undefined): void => {
  const known = engine?.dialects;
  if (engine && !known) return;
  const refused = scripts.find(({ script }) => !known?.includes(script.dialect));
  if (refused === undefined) return;
  const { place, script } = refused;
  throw new DragomanError(
    known === undefined
      ? `${place}: this bot has scripts, and there is nothing to run them with. Install @dragoman/sandbox and give createEngine what it makes as scripts, or take the scripts out.`
      : `${place}: this script is written in ${JSON.stringify(script.dialect)}, and only ${known.join(', ')} can be run here. Add the adapter that brings this language to the plugins, or write the script in es5.`,
    { code: 'unsupported', source: 'runtime' },
  );
};
