// tsyringe refuses to load without it.
import 'reflect-metadata';
import { type DependencyContainer, instanceCachingFactory, container as root } from 'tsyringe';
import { DragomanError } from './dragoman-error.ts';
import type { Plugin } from './plugin/plugin.ts';
import { type ManyToken, type Provider, provide, type Resolver, type Token } from './plugin/token.ts';
import { CredentialKinds, Executors, NodeKinds, PlatformAdapters, Rules } from './plugin/tokens.ts';

export { createEventBus, type EventBusOptions } from './event-bus.ts';

/** The start and the end of what plugins provide. */
export interface Lifetime {
  /**
   * Creates everything that is provided, then runs the `start` of each, in order of creation. When one of them fails, or
   * the signal aborts (`cancelled`), everything created is disposed of at once. A second call joins the first.
   */
  start(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /**
   * Runs the `dispose` of everything created, started or not, in reverse order, one after the other. All of them run;
   * then those that failed are reported in one error. A second call joins the first.
   */
  dispose(): Promise<void>;
}

/** Holds what plugins provide, each thing made once. Only the place that puts an application together needs one. */
export interface Container extends Resolver, Lifetime {}

/**
 * Puts plugins together. Nothing is created before it is asked for or `start` is called. Throws `configuration` when
 * two plugins have one name, or provide the same thing and neither overrides it.
 */
export const createContainer = (plugins: readonly Plugin[]): Container => {
  checkNames(plugins);
  // A child of tsyringe's global container, on which we never register anything.
  return createScope(root.createChildContainer(), effectiveEntries(plugins));
};

/**
 * Adds what a plugin provides to a tsyringe container of your own, where `@inject(Clock.key)` finds it. tsyringe neither
 * starts nor disposes of what factories make: the returned functions do it for this plugin.
 *
 * Throws `configuration` when the container has a provider of a token already and the plugin does not override it, and
 * `unsupported` when the plugin overrides a list: tsyringe can only add to one.
 */
export const registerPlugin = (container: DependencyContainer, plugin: Plugin): Lifetime => {
  const entries = effectiveEntries([plugin]);
  for (const { provider } of entries) {
    const { token, overrides } = provider;
    if (token.many && overrides) {
      throw new DragomanError(`${plugin.name} overrides the list ${token.name}, which tsyringe cannot do. Use createContainer.`, {
        code: 'unsupported',
        source: plugin.name,
      });
    }
    if (!token.many && !overrides && container.isRegistered(token.key)) throw providedTwice(token, 'this container', plugin.name);
  }
  const { start, dispose } = createScope(container, entries);
  return { start, dispose };
};

type AnyToken = Token<unknown> | ManyToken<unknown>;

interface Entry {
  readonly plugin: string;
  readonly provider: Provider;
}

interface Created extends Entry {
  readonly value: unknown;
}

const checkNames = (plugins: readonly Plugin[]) => {
  const names = new Set<string>();
  for (const { name } of plugins) {
    if (names.has(name)) {
      throw new DragomanError(`Two plugins are called ${name}. List it once, or rename one of them.`, {
        code: 'configuration',
        source: name,
      });
    }
    names.add(name);
  }
};

/** Of each token the last override, else everything provided, in plugin order. */
const effectiveEntries = (plugins: readonly Plugin[]): readonly Entry[] => {
  const entries = plugins.flatMap((plugin) => providersOf(plugin).map((provider): Entry => ({ plugin: plugin.name, provider })));
  const byKey = Map.groupBy(entries, ({ provider }) => provider.token.key);
  return [...byKey.values()].flatMap((rivals) => {
    const override = rivals.findLast(({ provider }) => provider.overrides);
    if (override !== undefined) return [override];
    const [first, second] = rivals;
    if (first !== undefined && second !== undefined && !second.provider.token.many) {
      throw providedTwice(second.provider.token, first.plugin, second.plugin);
    }
    return rivals;
  });
};

const providersOf = (plugin: Plugin): readonly Provider[] => [
  ...plugin.adapters.map((adapter) => provide(PlatformAdapters, () => adapter)),
  ...plugin.nodeKinds.map((kind) => provide(NodeKinds, () => kind)),
  ...plugin.credentialKinds.map((kind) => provide(CredentialKinds, () => kind)),
  ...plugin.executors.map((executor) => provide(Executors, () => executor)),
  ...plugin.rules.map((rule) => provide(Rules, () => rule)),
  ...plugin.providers,
];

const createScope = (container: DependencyContainer, entries: readonly Entry[]): Container => {
  const created: Created[] = [];
  const replacedLists = new Set<symbol>();
  // Names of what is being created, outermost first: tsyringe would overflow the stack on a cycle.
  const path: string[] = [];
  let isClosed = false;

  const lookUp = <Found>(token: AnyToken, find: () => Found): Found => {
    if (isClosed) throw configuration(`The container was disposed of before ${token.name} was looked up. Look it up earlier and keep it.`);
    if (path.includes(token.name)) {
      const cycle = [...path.slice(path.indexOf(token.name)), token.name].join(' → ');
      throw configuration(`Circular dependency: ${cycle}. Hand one of them to the other later, as an argument of a method.`);
    }
    path.push(token.name);
    try {
      return find();
    } finally {
      path.pop();
    }
  };

  const resolver: Resolver = {
    get: (token) =>
      lookUp(token, () => {
        if (container.isRegistered(token.key, true)) return container.resolve(token.key);
        const needed = path.length > 1 ? ` (needed by ${path.slice(0, -1).join(' → ')})` : '';
        throw configuration(`no provider for ${token.name}${needed}. Add a plugin that provides it.`);
      }),
    find: (token) => lookUp(token, () => (container.isRegistered(token.key, true) ? container.resolve(token.key) : undefined)),
    getAll: (token) =>
      lookUp(token, () => {
        if (replacedLists.has(token.key)) return container.resolve(token.key);
        return container.isRegistered(token.key, true) ? container.resolveAll(token.key) : [];
      }),
  };

  for (const entry of entries) {
    const { token, overrides } = entry.provider;
    const create = () => {
      const value = entry.provider.factory(resolver);
      // tsyringe would take it for not made yet and call the factory again.
      if (value === undefined || value === null) {
        throw configuration(`The factory of ${token.name} in ${entry.plugin} returned nothing. Return the thing it provides.`);
      }
      created.push({ ...entry, value });
      return value;
    };
    // A caching factory of its own: one that two containers share would share its instance.
    container.register(token.key, { useFactory: instanceCachingFactory(create) });
    if (token.many && overrides) replacedLists.add(token.key);
  }

  const createAll = () => {
    for (const { provider } of entries) {
      if (provider.token.many) resolver.getAll(provider.token);
      else resolver.get(provider.token);
    }
  };
  const close = () => {
    isClosed = true;
    return disposeAll(created);
  };
  return { ...resolver, ...createLifetime(createAll, created, close) };
};

const createLifetime = (createAll: () => void, created: readonly Created[], close: () => Promise<void>): Lifetime => {
  const disposal = new AbortController();
  let started: Promise<void> | undefined;
  let closed: Promise<void> | undefined;
  const closeOnce = () => {
    closed ??= close();
    return closed;
  };

  const startAll = async (signal: AbortSignal) => {
    try {
      signal.throwIfAborted();
      createAll();
      for (const { value, provider } of created) {
        signal.throwIfAborted();
        await unlessAborted(provider.lifecycle.start?.(value, { signal }), signal);
      }
    } catch (error) {
      const failure = signal.aborted ? cancelled(signal) : error;
      await closeOnce().catch((disposeError: unknown) => {
        throw new DragomanError('The container could not be started, nor what it had created be disposed of. See the causes.', {
          code: 'internal',
          cause: new AggregateError([failure, disposeError]),
        });
      });
      throw failure;
    }
  };

  return {
    start({ signal } = {}) {
      started ??= startAll(signal === undefined ? disposal.signal : AbortSignal.any([signal, disposal.signal]));
      return started;
    },
    async dispose() {
      disposal.abort(configuration('The container was disposed of while it started.'));
      // Whoever called start hears why it failed.
      await started?.catch(() => {});
      await closeOnce();
    },
  };
};

/** Waits for a start-up, but no longer than the signal allows: a plugin that ignores the signal must not hold up Ctrl-C. */
const unlessAborted = async (work: Promise<void> | void, signal: AbortSignal) => {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const disposeAll = async (created: readonly Created[]) => {
  const failures: { readonly name: string; readonly error: unknown }[] = [];
  for (const { value, plugin, provider } of created.toReversed()) {
    try {
      await provider.lifecycle.dispose?.(value);
    } catch (error) {
      failures.push({ name: `${provider.token.name} (${plugin})`, error });
    }
  }
  if (failures.length === 0) return;
  throw new DragomanError(`Could not dispose of ${failures.map(({ name }) => name).join(', ')}. The rest is disposed of; see the causes.`, {
    code: 'internal',
    cause: new AggregateError(failures.map(({ error }) => error)),
  });
};

const configuration = (message: string) => new DragomanError(message, { code: 'configuration' });

const cancelled = (signal: AbortSignal) =>
  new DragomanError('The container was not started: it was cancelled, and what it had created is disposed of.', {
    code: 'cancelled',
    cause: signal.reason,
  });

const providedTwice = (token: AnyToken, first: string, second: string) =>
  new DragomanError(`${token.name} is provided by ${first} and by ${second}. Use override in the one that should win.`, {
    code: 'configuration',
    source: second,
  });
