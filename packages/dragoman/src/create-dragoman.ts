import {
  type Bot,
  Clock,
  createRedactor,
  definePlugin,
  Events,
  IntegrationCall,
  type JsonObject,
  type Plugin,
  provide,
  type RunEvents,
  ScriptEngine,
  Secrets,
  TokenStore,
} from '@dragoman/core';
import { createContainer, createEventBus, type Lifetime } from '@dragoman/core/container';
import { http } from '@dragoman/http';
import { createEngine, type Engine, type Stubs, stubCall, systemClock } from '@dragoman/runtime';
import { sandbox } from '@dragoman/sandbox';
import type { NetworkSettings } from './config/network-settings.ts';
import { type ConverseOptions, converse, type Talk } from './converse.ts';

export interface DragomanOptions {
  readonly plugins?: readonly Plugin[];
  readonly network?: NetworkSettings;
  /** What `{{env.NAME}}` reads. */
  readonly env?: { readonly [name: string]: string };
  /** What only a platform's cloud would know: scripts of that platform ask for it by name. */
  readonly given?: JsonObject;
  /** Secret values by name, or something that holds them. Default: none. */
  readonly secrets?: Secrets | { readonly [name: string]: string };
  /** Where the tokens of credentials are kept. Default: in memory. */
  readonly tokens?: TokenStore;
  /** Answers instead of the network, by id or name of an integration or node. */
  readonly stub?: Stubs;
  /** Calls without a stub end as `error`, reason `blocked`. */
  readonly offline?: boolean;
  /** Default: the real time. */
  readonly clock?: Clock;
  /** Runs scripts. Default: that of a plugin, else `@dragoman/sandbox` with the dialects of the plugins' adapters. */
  readonly scripts?: ScriptEngine;
}

/** Everything a bot needs to run, put together. */
export interface Dragoman extends Lifetime {
  readonly engine: Engine;
  /** What api nodes call: stubs first, then the network. */
  readonly call: IntegrationCall;
  readonly clock: Clock;
  /** Told what happens in every conversation, for whoever listens. */
  readonly events: Events;
  readonly plugins: readonly Plugin[];
  /** Starts a conversation with a bot. */
  converse(bot: Bot, options?: ConverseOptions): Talk;
}

/**
 * Puts the engine, the network and plugins together in one container: what the command itself runs on.
 *
 * `start` is needed only when a plugin has something to start; `dispose` closes connections and stops plugins. Throws
 * `configuration` when plugins do not fit together or a sequence of stubs is empty.
 */
export const createDragoman = (options: DragomanOptions = {}): Dragoman => {
  const { plugins = [], network = {}, env = {}, given = {}, stub = {}, offline = false } = options;
  const container = createContainer([http({ ...network, offline }), ...scriptPlugins(options), basePlugin(options), ...plugins]);
  const clock = container.get(Clock);
  const events = container.get(Events);
  const call = redactingCall(stubCall(stub, container.get(IntegrationCall)), options.secrets);
  const scripts = options.scripts ?? container.find(ScriptEngine);
  const engine = createEngine({ call, plugins, env, given, ...(scripts === undefined ? {} : { scripts }) });
  return {
    engine,
    call,
    clock,
    events,
    plugins,
    start: container.start,
    dispose: container.dispose,
    converse: (bot, settings = {}) => converse({ engine, call, clock, events }, bot, settings),
  };
};

// A plugin that brings an engine for scripts means to have it used.
const scriptPlugins = ({ scripts, plugins = [] }: DragomanOptions): readonly Plugin[] =>
  scripts || plugins.some(({ providers }) => providers.some(({ token }) => token === ScriptEngine)) ? [] : [sandbox()];

const basePlugin = ({ secrets = {}, tokens, clock = systemClock }: DragomanOptions): Plugin =>
  definePlugin({
    name: 'dragoman',
    providers: [
      provide(Clock, () => clock),
      provide(Secrets, () =>
        isSecrets(secrets) ? secrets : { reveal: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined) },
      ),
      ...(tokens === undefined ? [] : [provide(TokenStore, () => tokens)]),
      provide(Events, () => createEventBus<RunEvents>()),
    ],
  });

const isSecrets = (secrets: NonNullable<DragomanOptions['secrets']>): secrets is Secrets => typeof secrets.reveal === 'function';

/** Redacts the values that were given, used or not, beside those the network has used. */
const redactingCall = (call: IntegrationCall, secrets: DragomanOptions['secrets'] = {}): IntegrationCall => {
  const redactor = createRedactor();
  if (!isSecrets(secrets)) for (const value of Object.values(secrets)) redactor.add(value);
  return { call: (request, options) => call.call(request, options), redact: (text) => redactor.text(call.redact(text)) };
};
