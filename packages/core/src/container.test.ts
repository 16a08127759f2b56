import 'reflect-metadata';
import { inject, injectable, container as rootContainer } from 'tsyringe';
import { describe, expect, test } from 'vitest';
import { createContainer, registerPlugin } from './container.ts';
import { isDragomanError } from './dragoman-error.ts';
import type { Executor } from './plugin/executor.ts';
import { definePlugin } from './plugin/plugin.ts';
import { defineRule } from './plugin/rule.ts';
import { createManyToken, createToken, type Lifecycle, override, provide } from './plugin/token.ts';
import { Clock, Executors, NodeKinds, Rules } from './plugin/tokens.ts';

interface Ledger {
  readonly owner: string;
}
const Ledger = createToken<Ledger>('acme/ledger');
const Report = createToken<{ readonly title: string }>('acme/report');
const Archive = createToken<{ readonly shelf: number }>('acme/archive');
const Stamps = createManyToken<string>('acme/stamps');

const ledgerOf = (owner: string) => definePlugin({ name: `@acme/${owner}`, providers: [provide(Ledger, () => ({ owner }))] });
const rule = (id: string) => defineRule({ id, severity: 'warning', description: `Finds ${id}.`, check: () => {} });

const caught = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('looking things up', () => {
  test('a factory runs when first asked for, once, and may ask for others', () => {
    let runs = 0;
    const container = createContainer([
      definePlugin({
        name: '@acme/report',
        providers: [
          provide(Report, (resolver) => {
            runs += 1;
            return { title: `Report of ${resolver.get(Ledger).owner}` };
          }),
        ],
      }),
      ledgerOf('ada'),
    ]);
    expect(runs).toBe(0);
    expect(container.get(Report)).toEqual({ title: 'Report of ada' });
    expect(container.get(Report)).toBe(container.get(Report));
    expect(runs).toBe(1);
  });

  test('a list holds what plugins list as data and what they provide, in plugin order', () => {
    const executor: Executor = { contract: 'v1', adapter: 'acme', execute: async () => undefined };
    const container = createContainer([
      definePlugin({ name: 'one', rules: [rule('a/1'), rule('a/2')], providers: [provide(Rules, () => rule('a/3'))] }),
      definePlugin({ name: 'two', rules: [rule('b/1')], executors: [executor] }),
    ]);
    expect(container.getAll(Rules).map(({ id }) => id)).toEqual(['a/1', 'a/2', 'a/3', 'b/1']);
    expect(container.getAll(Executors)).toEqual([executor]);
    expect(container.getAll(NodeKinds)).toEqual([]);
  });

  test('two containers of the same plugins share nothing, and the global tsyringe container learns nothing', () => {
    const plugins = [ledgerOf('ada')];
    const [one, two] = [createContainer(plugins), createContainer(plugins)];
    expect(one.get(Ledger)).not.toBe(two.get(Ledger));
    expect(rootContainer.isRegistered(Ledger.key)).toBe(false);
  });

  test('what one can do without is found, or undefined', () => {
    const container = createContainer([
      ledgerOf('ada'),
      definePlugin({
        name: '@acme/report',
        providers: [provide(Report, (r) => ({ title: `${r.find(Ledger)?.owner} ${r.find(Archive)?.shelf}` }))],
      }),
    ]);
    expect(container.get(Report)).toEqual({ title: 'ada undefined' });
    expect(container.find(Archive)).toBeUndefined();
  });

  test('tokens of one name are one token', () => {
    expect(createContainer([ledgerOf('ada')]).get(createToken<Ledger>('acme/ledger'))).toEqual({ owner: 'ada' });
  });
});

describe('overriding', () => {
  test('the last override wins, wherever the thing itself is provided', () => {
    const other = (name: string, owner: string) => definePlugin({ name, providers: [override(Ledger, () => ({ owner }))] });
    const container = createContainer([other('first', 'bob'), other('second', 'cyd'), ledgerOf('ada')]);
    expect(container.get(Ledger).owner).toBe('cyd');
  });

  test('what is overridden is never made', async () => {
    let made = false;
    const container = createContainer([
      definePlugin({
        name: 'real',
        providers: [
          provide(Ledger, () => {
            made = true;
            return { owner: 'ada' };
          }),
        ],
      }),
      definePlugin({ name: 'test', providers: [override(Ledger, () => ({ owner: 'nobody' }))] }),
    ]);
    await container.start();
    expect(made).toBe(false);
  });

  test('a list is overridden as a whole', () => {
    const container = createContainer([
      definePlugin({ name: 'one', rules: [rule('a/1')] }),
      definePlugin({ name: 'two', providers: [override(Rules, () => [rule('c/1'), rule('c/2')])] }),
      definePlugin({ name: 'three', rules: [rule('b/1')] }),
    ]);
    expect(container.getAll(Rules).map(({ id }) => id)).toEqual(['c/1', 'c/2']);
  });

  test('an empty list is a list', async () => {
    const container = createContainer([
      definePlugin({ name: 'one', rules: [rule('a/1')] }),
      definePlugin({ name: 'two', providers: [override(Rules, () => [])] }),
    ]);
    await container.start();
    expect(container.getAll(Rules)).toEqual([]);
  });

  test('types hold a provider to its token, and its lifecycle to what the factory makes', () => {
    provide(Ledger, () => ({ owner: 'ada', close: () => {} }), { dispose: (ledger) => ledger.close() });
    provide(Clock, () => ({ now: () => 0, sleep: async (durationMs) => void durationMs.toFixed() }));
    // @ts-expect-error: a ledger has an owner
    provide(Ledger, () => ({ title: 'x' }));
    // @ts-expect-error: a list is overridden by a list
    override(Stamps, () => 'stamp');
    // @ts-expect-error: a list is asked for with getAll
    expect(() => createContainer([]).get(Stamps)).toThrow();
  });
});

describe('mistakes in putting together', () => {
  test.each([
    ['two plugins of one name', () => createContainer([ledgerOf('ada'), ledgerOf('ada')]), 'Two plugins are called @acme/ada'],
    [
      'two providers of one thing',
      () => createContainer([ledgerOf('ada'), ledgerOf('bob')]),
      'acme/ledger is provided by @acme/ada and by @acme/bob. Use override',
    ],
    ['a thing nobody provides', () => createContainer([]).get(Ledger), /^no provider for acme\/ledger\. Add a plugin/],
    [
      'a factory that returns nothing',
      () =>
        createContainer([
          // A plugin written without types.
          definePlugin({ name: 'empty', providers: [provide(Ledger, () => undefined as unknown as Ledger)] }),
        ]).get(Ledger),
      'The factory of acme/ledger in empty returned nothing',
    ],
  ])('%s', (_name, act, message) => {
    expect(act).toThrow(message);
    expect(caught(act)).toMatchObject({ code: 'configuration' });
  });

  test('a missing provider names who needs it', () => {
    const container = createContainer([
      definePlugin({ name: 'report', providers: [provide(Report, (r) => ({ title: r.get(Ledger).owner }))] }),
      definePlugin({ name: 'archive', providers: [provide(Archive, (r) => ({ shelf: r.get(Report).title.length }))] }),
    ]);
    expect(() => container.get(Report)).toThrow('no provider for acme/ledger (needed by acme/report)');
    expect(() => container.get(Archive)).toThrow('no provider for acme/ledger (needed by acme/archive → acme/report)');
  });

  test('a cycle is named, also through a list', () => {
    const container = createContainer([
      definePlugin({
        name: 'cycle',
        providers: [
          provide(Ledger, (r) => ({ owner: r.get(Report).title })),
          provide(Report, (r) => ({ title: r.getAll(Stamps).join() })),
          provide(Stamps, (r) => r.get(Ledger).owner),
          provide(Archive, (r) => ({ shelf: r.get(Ledger).owner.length })),
        ],
      }),
    ]);
    const cycle = 'Circular dependency: acme/ledger → acme/report → acme/stamps → acme/ledger.';
    expect(() => container.get(Ledger)).toThrow(cycle);
    expect(() => container.get(Archive)).toThrow(cycle);
  });

  test('a lookup that failed does not spoil the next one', () => {
    let owner: string | undefined;
    const container = createContainer([
      definePlugin({
        name: 'late',
        providers: [
          provide(Ledger, () => {
            if (owner === undefined) throw 'not yet';
            return { owner };
          }),
        ],
      }),
    ]);
    expect(() => container.get(Ledger)).toThrow('not yet');
    owner = 'ada';
    expect(container.get(Ledger)).toEqual({ owner: 'ada' });
  });
});

describe('start and dispose', () => {
  /** Three things, of which each needs the one before, provided in the opposite order. */
  const chain = (lifecycle: (name: string) => Lifecycle<unknown>) =>
    createContainer([
      definePlugin({
        name: 'chain',
        providers: [
          provide(Archive, (r) => ({ shelf: r.get(Report).title.length }), lifecycle('archive')),
          provide(Report, (r) => ({ title: r.get(Ledger).owner }), lifecycle('report')),
          provide(Ledger, () => ({ owner: 'ada' }), lifecycle('ledger')),
        ],
      }),
    ]);

  const recording = (log: string[], failing: Readonly<Record<string, unknown>> = {}) =>
    chain((name) => ({
      async start() {
        log.push(`start ${name}`);
        if (failing[`start ${name}`] !== undefined) throw failing[`start ${name}`];
      },
      async dispose() {
        log.push(`dispose ${name}`);
        if (failing[`dispose ${name}`] !== undefined) throw failing[`dispose ${name}`];
      },
    }));

  test('start in order of creation, dispose in reverse, each once', async () => {
    const log: string[] = [];
    const container = recording(log);
    await Promise.all([container.start(), container.start()]);
    await Promise.all([container.dispose(), container.dispose()]);
    await container.dispose();
    expect(log).toEqual(['start ledger', 'start report', 'start archive', 'dispose archive', 'dispose report', 'dispose ledger']);
  });

  test('without start, what was made is disposed of and nothing else is', async () => {
    const log: string[] = [];
    const container = recording(log);
    container.get(Ledger);
    await container.dispose();
    expect(log).toEqual(['dispose ledger']);
    expect(() => container.get(Report)).toThrow('disposed of before acme/report was looked up');
  });

  test('a start that fails is what the caller gets, after everything is disposed of', async () => {
    const log: string[] = [];
    const failure = { reason: 'port taken' };
    await expect(recording(log, { 'start report': failure }).start()).rejects.toBe(failure);
    expect(log).toEqual(['start ledger', 'start report', 'dispose archive', 'dispose report', 'dispose ledger']);
  });

  test('a factory that fails at start is what the caller gets, after what was made is disposed of', async () => {
    const disposed: string[] = [];
    const container = createContainer([
      definePlugin({
        name: 'half',
        providers: [
          provide(Ledger, () => ({ owner: 'ada' }), { dispose: () => void disposed.push('ledger') }),
          provide(Report, () => {
            throw 'no paper';
          }),
        ],
      }),
    ]);
    await expect(container.start()).rejects.toBe('no paper');
    expect(disposed).toEqual(['ledger']);
  });

  test('dispose runs all, then names those that failed', async () => {
    const log: string[] = [];
    const container = recording(log, { 'dispose archive': 'stuck', 'dispose ledger': 'open' });
    await container.start();
    const failure = await container.dispose().catch((error: unknown) => error);
    expect(log.slice(3)).toEqual(['dispose archive', 'dispose report', 'dispose ledger']);
    expect(failure).toSatisfy(isDragomanError);
    expect(failure).toMatchObject({
      message: expect.stringContaining('acme/archive (chain), acme/ledger (chain)'),
      cause: { errors: ['stuck', 'open'] },
    });
  });

  test('a start and a dispose that both fail are both reported', async () => {
    const failure = await recording([], { 'start ledger': 'taken', 'dispose ledger': 'open' })
      .start()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'internal', cause: { errors: ['taken', { cause: { errors: ['open'] } }] } });
  });

  test('aborting ends a start even when a plugin ignores the signal', async () => {
    const log: string[] = [];
    const stop = new AbortController();
    const container = chain((name) => ({
      start() {
        log.push(`start ${name}`);
        if (name === 'report') stop.abort('enough');
        return name === 'report' ? new Promise<void>(() => {}) : undefined;
      },
      dispose: () => void log.push(`dispose ${name}`),
    }));
    await expect(container.start({ signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled', cause: 'enough' });
    expect(log).toEqual(['start ledger', 'start report', 'dispose archive', 'dispose report', 'dispose ledger']);
  });

  test('a plugin sees the signal; what it rejects with then counts as cancelled', async () => {
    const stop = new AbortController();
    const container = chain(() => ({
      start: (_value, { signal }) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject('my own words'));
        }),
    }));
    const started = container.start({ signal: stop.signal });
    stop.abort();
    await expect(started).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a signal that is aborted before makes nothing', async () => {
    const log: string[] = [];
    await expect(recording(log).start({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    expect(log).toEqual([]);
  });

  test('dispose ends a start that is going on', async () => {
    const disposed: string[] = [];
    const container = chain((name) => ({ start: () => new Promise<void>(() => {}), dispose: () => void disposed.push(name) }));
    const started = container.start().catch((error: unknown) => error);
    await container.dispose();
    expect(await started).toMatchObject({ code: 'cancelled' });
    expect(disposed).toEqual(['archive', 'report', 'ledger']);
  });
});

describe('a tsyringe container of somebody else', () => {
  class Office {
    readonly clock: Clock;
    constructor(clock: Clock) {
      this.clock = clock;
    }
  }
  // What `@injectable()` and `@inject(Clock.key)` come to, in a file whose syntax Node can strip.
  inject(Clock.key)(Office, undefined, 0);
  injectable()(Office);

  const still: Clock = { now: () => 7, sleep: async () => {} };
  const clockPlugin = definePlugin({ name: 'clock', providers: [provide(Clock, () => ({ ...still }))], rules: [rule('c/1')] });

  test('classes get what plugins provide, one instance, in child containers too', () => {
    const theirs = rootContainer.createChildContainer();
    registerPlugin(theirs, clockPlugin);
    expect(theirs.resolve(Office).clock.now()).toBe(7);
    expect(theirs.createChildContainer().resolve(Office).clock).toBe(theirs.resolve(Office).clock);
    expect(theirs.resolveAll(Rules.key)).toHaveLength(1);
  });

  test('factories find what was registered by hand', () => {
    const theirs = rootContainer.createChildContainer().registerInstance(Ledger.key, { owner: 'eve' });
    registerPlugin(theirs, definePlugin({ name: 'report', providers: [provide(Report, (r) => ({ title: r.get(Ledger).owner }))] }));
    expect(theirs.resolve(Report.key)).toEqual({ title: 'eve' });
  });

  test('its plugin starts and is disposed of by the returned functions', async () => {
    const log: string[] = [];
    const theirs = rootContainer.createChildContainer();
    const { start, dispose } = registerPlugin(
      theirs,
      definePlugin({
        name: 'ledger',
        providers: [
          provide(Ledger, () => ({ owner: 'ada' }), { start: () => void log.push('start'), dispose: () => void log.push('dispose') }),
        ],
      }),
    );
    await start();
    await dispose();
    expect(log).toEqual(['start', 'dispose']);
  });

  test('what it has already is replaced by an override only', () => {
    const theirs = rootContainer.createChildContainer();
    registerPlugin(theirs, clockPlugin);
    const later = () => ({ ...still, now: () => 8 });
    expect(() => registerPlugin(theirs, definePlugin({ name: 'second', providers: [provide(Clock, later)] }))).toThrow(
      'dragoman/clock is provided by this container and by second',
    );
    registerPlugin(theirs, definePlugin({ name: 'third', providers: [override(Clock, later)] }));
    expect(theirs.resolve<Clock>(Clock.key).now()).toBe(8);
  });

  test('a list cannot be overridden there', () => {
    const plugin = definePlugin({ name: 'strict', providers: [override(Rules, () => [])] });
    expect(caught(() => registerPlugin(rootContainer.createChildContainer(), plugin))).toMatchObject({ code: 'unsupported' });
  });
});
