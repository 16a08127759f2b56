import {
  es5Phrases,
  type ScriptEngineClause,
  type ScriptEngineSubject,
  scriptEngineClauses,
  scriptEngineConformance,
} from '@dragoman/conformance';
import type { ScriptEngine } from '@dragoman/core';
import { expectMutantsRejected, type Mutants } from '../kit/expect-mutants-rejected.fixture.ts';
import { createVmScriptEngine, type Flaws } from './vm-script-engine.fixture.ts';

const subject = (create: () => ScriptEngine): ScriptEngineSubject => ({ create, phrases: es5Phrases });
const sound = (): ScriptEngineSubject => subject(createVmScriptEngine);
const broken = (flaws: Flaws) => (): ScriptEngineSubject => subject(() => createVmScriptEngine(flaws));
const without = (part: string, instead: string) =>
  broken({
    prelude: (source) => {
      if (!source.includes(part)) throw new RangeError(`There is no ${part} to break.`);
      return source.replaceAll(part, instead);
    },
  });

scriptEngineConformance({ create: createVmScriptEngine });

const mutants: Mutants<ScriptEngineSubject, ScriptEngineClause> = {
  'gives-effects-in-order': broken({
    result: (result) => (result.kind === 'done' ? { ...result, effects: result.effects.toReversed() } : result),
  }),
  'sends-as-an-effect': without("kind: 'send'", "kind: 'private-send'"),
  'reads-the-snapshot': broken({
    run: (run) => ({ ...run, snapshot: { variables: {} }, answers: [{ miss: { name: 'get', arguments: ['city'] }, value: '' }] }),
  }),
  'reads-its-own-writes': without('variables[name] = value;', ''),
  'gives-the-same-live-object': without('return variables[name];', 'return asJson(variables[name]);'),
  'passes-values-as-json': without('value: asJson(value)', 'value: value'),
  'discards-effects-of-a-throw': broken({
    result: (result) => (result.kind === 'failed' ? { kind: 'done', effects: [{ kind: 'set', name: 'a', value: 1 }] } : result),
  }),
  'fails-on-what-is-no-script': broken({
    result: (result) => (result.kind === 'failed' && result.message.includes('token') ? { kind: 'done', effects: [] } : result),
  }),
  'stops-at-the-deadline': broken({
    result: (result) => (result.kind === 'failed' && result.problem === 'deadline' ? { kind: 'done', effects: [] } : result),
  }),
  'asks-for-what-it-does-not-have': without('throw stop;', 'return null;'),
  'evaluates-globals-first': broken({
    run: ({ globals = '', script, ...run }) => ({ ...run, script: { ...script, source: `${script.source}\n${globals}` } }),
  }),
  'leaks-nothing-into-the-next-run': broken({ shared: true }),
  'keeps-runs-apart': () => {
    let first: { readonly [name: string]: unknown } | undefined;
    return broken({
      run: (run) => {
        first ??= run.snapshot;
        return { ...run, snapshot: first as typeof run.snapshot };
      },
    })();
  },
  'takes-time-and-chance-from-the-host': without('new RealDate(given.nowMs)', 'new RealDate()'),
  'keeps-the-host-out-of-reach': broken({ globals: { process } }),
  'leaves-the-snapshot-alone': () =>
    subject(() => {
      const engine = createVmScriptEngine();
      return {
        run: (run) => {
          const { order } = run.snapshot.variables as { readonly order?: { state: string } };
          if (order !== undefined) order.state = 'paid';
          return engine.run(run);
        },
      };
    }),
};

expectMutantsRejected(scriptEngineClauses, sound, mutants);
