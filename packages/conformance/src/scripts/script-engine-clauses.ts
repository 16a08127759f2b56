import type { JsonObject, ScriptEffect, ScriptEngine, ScriptResult, ScriptRun } from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';

/** What the clauses say to a script engine, in one of its dialects. */
export interface ScriptPhrases {
  readonly dialect: string;
  /** Writes what an expression yields to a variable. */
  set(name: string, expression: string): string;
  /** An expression that reads a variable. */
  get(name: string): string;
  /** Sends a text, where the dialect can. */
  send?(text: string): string;
}

/** The dialect that is core's own. */
export const es5Phrases: ScriptPhrases = {
  dialect: 'es5',
  set: (name, expression) => `set(${JSON.stringify(name)}, ${expression});`,
  get: (name) => `get(${JSON.stringify(name)})`,
  send: (text) => `send(${JSON.stringify(text)});`,
};

/** What the clauses of a script engine are tried on. */
export interface ScriptEngineSubject {
  create(): ScriptEngine;
  readonly phrases: ScriptPhrases;
}

interface RunOptions extends Partial<Omit<ScriptRun, 'script' | 'snapshot'>> {
  readonly variables?: JsonObject;
}

const start = ({ create, phrases }: ScriptEngineSubject) => {
  const engine = create();
  const run = (source: string, { variables = {}, ...options }: RunOptions = {}): Promise<ScriptResult> =>
    engine.run({
      script: { dialect: phrases.dialect, source },
      snapshot: deepFreeze({ variables }),
      answers: [],
      nowMs: noonMs,
      seed: 0.5,
      timeoutMs: 2_000,
      ...options,
    });
  const done = async (source: string, options?: RunOptions): Promise<readonly ScriptEffect[]> => {
    const result = await run(source, options);
    expectThat(result.kind === 'done', `The script ends well: ${source} It ended as ${JSON.stringify(result)}.`);
    return result.effects;
  };
  const written = async (source: string, options?: RunOptions): Promise<JsonObject> =>
    Object.fromEntries((await done(source, options)).flatMap((effect) => (effect.kind === 'set' ? [[effect.name, effect.value]] : [])));
  return { ...phrases, run, done, written };
};

const noonMs = Date.UTC(2024, 5, 1, 12);

/** What a script engine promises, clause by clause. */
export const scriptEngineClauses = {
  'gives-effects-in-order': clause<ScriptEngineSubject>(async (subject) => {
    const { done, set } = start(subject);
    const effects = await done(`${set('b', '1')} ${set('a', '"two"')} ${set('b', '[true, null]')}`);
    expectSame(
      effects.map((effect) => (effect.kind === 'set' ? [effect.name, effect.value] : effect.kind)),
      [
        ['b', 1],
        ['a', 'two'],
        ['b', [true, null]],
      ],
      'What a script writes comes as effects, in its order.',
    );
  }),

  'sends-as-an-effect': clause<ScriptEngineSubject>(
    async (subject) => {
      const { done, send = () => '' } = start(subject);
      expectSame(
        await done(`${send('one')} ${send('two')}`),
        [
          { kind: 'send', text: 'one' },
          { kind: 'send', text: 'two' },
        ],
        'What a script sends comes as effects.',
      );
    },
    ({ phrases }) => (phrases.send === undefined ? 'the dialect has no words to send with.' : undefined),
  ),

  'reads-the-snapshot': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set, get } = start(subject);
    const variables = { city: 'Utrecht', order: { items: [{ count: 2 }] } };
    expectSame(
      await written(`${set('copy', get('city'))} ${set('count', `${get('order')}.items[0].count + 1`)}`, { variables }),
      { copy: 'Utrecht', count: 3 },
      'A script reads the variables as they are.',
    );
  }),

  'reads-its-own-writes': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set, get } = start(subject);
    const source = `${set('count', '2')} ${set('count', `${get('count')} + 1`)}`;
    expectSame(await written(source, { variables: { count: 10 } }), { count: 3 }, 'A read sees what the script itself wrote before.');
  }),

  'gives-the-same-live-object': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set, get } = start(subject);
    const source = `${get('order')}.state = "paid"; ${set('state', `${get('order')}.state`)}`;
    expectSame(
      await written(source, { variables: { order: { state: 'open' } } }),
      { state: 'paid' },
      'Two reads of a variable in one script give the same object.',
    );
  }),

  'passes-values-as-json': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set } = start(subject);
    const source = `${set('date', 'new Date(0)')} ${set('nothing', 'undefined')} ${set('holed', '{ a: undefined, b: [undefined], c: new Date(0) }')} ${set('odd', '0 / 0')}`;
    expectSame(
      await written(source),
      { date: '1970-01-01T00:00:00.000Z', nothing: null, holed: { b: [null], c: '1970-01-01T00:00:00.000Z' }, odd: null },
      'Values leave a script as JSON: a date as its text, undefined as null.',
    );
  }),

  'discards-effects-of-a-throw': clause<ScriptEngineSubject>(async (subject) => {
    const { run, set } = start(subject);
    const result = await run(`${set('a', '1')}\nthrow new Error("broken on purpose");`);
    expectThat(
      result.kind === 'failed' && result.problem === 'throw',
      `A script that throws has failed, with none of its effects; it ended as ${JSON.stringify(result)}.`,
    );
    expectThat(result.message.includes('broken on purpose'), 'The message says what was thrown.');
  }),

  'fails-on-what-is-no-script': clause<ScriptEngineSubject>(async (subject) => {
    const { run } = start(subject);
    const result = await run('var = ;');
    expectThat(
      result.kind === 'failed' && result.problem === 'throw',
      `A script that cannot be read fails; it ended as ${JSON.stringify(result)}.`,
    );
  }),

  'stops-at-the-deadline': clause<ScriptEngineSubject>(async (subject) => {
    const { run, written, set } = start(subject);
    const result = await run(`${set('a', '1')} for (;;) {}`, { timeoutMs: 100 });
    expectThat(
      result.kind === 'failed' && result.problem === 'deadline',
      `A script without an end is stopped at its deadline; it ended as ${JSON.stringify(result)}.`,
    );
    expectSame(await written(set('after', '1')), { after: 1 }, 'The engine runs the next script.');
  }),

  'asks-for-what-it-does-not-have': clause<ScriptEngineSubject>(async (subject) => {
    const { run, done, set, get } = start(subject);
    const source = `${set('before', '1')} ${set('copy', get('far'))} ${set('other', get('farther'))}`;
    const first = await run(source);
    expectThat(
      first.kind === 'miss',
      `A read that the snapshot does not hold ends the run with a miss; it ended as ${JSON.stringify(first)}.`,
    );
    expectSame(Object.keys(first).toSorted(), ['kind', 'miss'], 'A run that ends with a miss has no effects.');
    const second = await run(source, { answers: [{ miss: first.miss, value: 'here' }] });
    expectThat(
      second.kind === 'miss' && JSON.stringify(second.miss) !== JSON.stringify(first.miss),
      `With that answer the run goes on to the next miss; it ended as ${JSON.stringify(second)}.`,
    );
    const effects = await done(source, {
      answers: [
        { miss: first.miss, value: 'here' },
        { miss: second.miss, value: null },
      ],
    });
    expectSame(
      effects.map((effect) => (effect.kind === 'set' ? [effect.name, effect.value] : effect.kind)),
      [
        ['before', 1],
        ['copy', 'here'],
        ['other', null],
      ],
      'With all answers the run ends well, each effect once.',
    );
  }),

  'evaluates-globals-first': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set } = start(subject);
    expectSame(
      await written(set('sum', 'base + twice(1)'), { globals: 'var base = 40; function twice(x) { return x * 2; }' }),
      { sum: 42 },
      'What globals declares is there for the script.',
    );
  }),

  'leaks-nothing-into-the-next-run': clause<ScriptEngineSubject>(async (subject) => {
    const { run, written, set } = start(subject);
    await run('leaked = 1; Object.prototype.leaked = 1; Array.prototype.push = function () {}; JSON.stringify = null;');
    const source = `var list = []; list.push(1); ${set('seen', 'typeof leaked')} ${set('own', 'typeof {}.leaked')} ${set('pushed', 'list.length')}`;
    expectSame(
      await written(source),
      { seen: 'undefined', own: 'undefined', pushed: 1 },
      'A run finds nothing of what another one left behind.',
    );
    expectSame(Object.hasOwn(Object.prototype, 'leaked'), false, 'A script cannot reach what the engine itself runs in.');
  }),

  'keeps-runs-apart': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set, get } = start(subject);
    const numbers = [1, 2, 3, 4, 5];
    const all = await Promise.all(numbers.map((number) => written(set('mine', get('given')), { variables: { given: number } })));
    expectSame(
      all,
      numbers.map((mine) => ({ mine })),
      'Runs at the same time each have their own variables.',
    );
  }),

  'takes-time-and-chance-from-the-host': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set } = start(subject);
    const source = `${set('now', 'new Date().getTime()')} ${set('also', 'Date.now()')} ${set('random', 'Math.random()')} ${set('more', 'Math.random()')}`;
    const first = await written(source, { nowMs: 1_000, seed: 0.25 });
    expectSame([first.now, first.also], [1_000, 1_000], 'The time is the one the run was given.');
    expectSame(await written(source, { nowMs: 1_000, seed: 0.25 }), first, 'The same seed gives the same random numbers.');
    const other = await written(source, { nowMs: 1_000, seed: 0.75 });
    expectThat(other.random !== first.random, 'Another seed gives other random numbers.');
    expectThat(first.random !== first.more, 'Two random numbers of a run are not the same.');
  }),

  'keeps-the-host-out-of-reach': clause<ScriptEngineSubject>(async (subject) => {
    const { written, set } = start(subject);
    const probes = ['typeof process', 'typeof require', 'typeof fetch', 'typeof setTimeout', 'reach("process")', 'reach("require")'];
    const reach =
      'function reach(name) { try { return (function () {}).constructor("return typeof " + name)(); } catch (error) { return "undefined"; } }';
    const source = `${reach} ${probes.map((probe, index) => set(`p${index}`, probe)).join(' ')}`;
    expectSame(
      Object.values(await written(source)),
      probes.map(() => 'undefined'),
      'A script has no process, no modules, no network and no timers.',
    );
  }),

  'leaves-the-snapshot-alone': clause<ScriptEngineSubject>(async (subject) => {
    const { done, get } = start(subject);
    const variables = { order: { state: 'open' } };
    await done(`${get('order')}.state = "paid";`, { variables });
    expectSame(variables, { order: { state: 'open' } }, 'What a script changes in what it read stays in the script.');
  }),
};

export type ScriptEngineClause = keyof typeof scriptEngineClauses;
