import { createContext, runInContext } from 'node:vm';
import type { ScriptEngine, ScriptResult, ScriptRun } from '@dragoman/core';

/** How an engine of a test is broken. */
export interface Flaws {
  /** Replaces the source evaluated before the script. */
  prelude?(source: string): string;
  /** Changes what a run is given. */
  run?(run: ScriptRun): ScriptRun;
  /** Changes what a run ends as. */
  result?(result: ScriptResult, run: ScriptRun): ScriptResult;
  /** Keeps one context for all runs. */
  readonly shared?: true;
  /** What stands in the context beside the language. */
  readonly globals?: object;
}

/** A small engine of es5 for the kit's own tests. It keeps well-meant scripts apart; it does not hold hostile ones. */
export const createVmScriptEngine = (flaws: Flaws = {}): ScriptEngine => {
  const fresh = () => createContext(Object.assign(Object.create(null) as object, flaws.globals));
  const shared = flaws.shared && fresh();
  return {
    run: async (given) => {
      const run = flaws.run?.(given) ?? given;
      const { result = (plain) => plain } = flaws;
      return result(evaluate(run, shared ?? fresh(), flaws.prelude?.(prelude) ?? prelude), given);
    },
  };
};

const evaluate = (
  { script, globals = '', snapshot, complete = [], answers, nowMs, seed, timeoutMs }: ScriptRun,
  context: object,
  before: string,
): ScriptResult => {
  const input = JSON.stringify(JSON.stringify({ snapshot, complete, answers, nowMs, seed }));
  const source = `(function (given) {\n${before}\n})(JSON.parse(${input}));\n`;
  try {
    const finish = runInContext(source, context) as () => string;
    try {
      runInContext(`${globals}\n${script.source}`, context, { timeout: timeoutMs });
    } catch (error) {
      const miss = (error as { readonly miss?: string }).miss;
      if (typeof miss === 'string') return { kind: 'miss', miss: JSON.parse(miss) };
      throw error;
    }
    return { kind: 'done', effects: JSON.parse(finish()) };
  } catch (error) {
    const { code, message = String(error) } = error as { readonly code?: string; readonly message?: string };
    return { kind: 'failed', problem: code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'deadline' : 'throw', message };
  }
};

// Runs in the context, so that nothing of the host is in a script's reach. It keeps what it needs before the script can change it.
const prelude = `
  var global = Function('return this')();
  var stringify = JSON.stringify, parse = JSON.parse, own = Object.prototype.hasOwnProperty, RealDate = Date;
  var variables = given.snapshot.variables, answers = given.answers, effects = [], seed = given.seed;
  var asJson = function (value) {
    var text = stringify(value);
    return text === undefined ? null : parse(text);
  };
  global.get = function (name) {
    if (own.call(variables, name)) return variables[name];
    if (given.complete.indexOf('variables') !== -1) return null;
    for (var index = 0; index < answers.length; index++) {
      var miss = answers[index].miss;
      if (miss.name === 'get' && miss.arguments[0] === name) return answers[index].value;
    }
    var stop = new Error('miss');
    stop.miss = stringify({ name: 'get', arguments: [name] });
    throw stop;
  };
  global.set = function (name, value) {
    variables[name] = value;
    effects[effects.length] = { kind: 'set', name: name, value: asJson(value) };
  };
  global.send = function (text) {
    effects[effects.length] = { kind: 'send', text: String(text) };
  };
  global.goto = function (name) {
    effects[effects.length] = { kind: 'goto', name: String(name) };
  };
  global.Date = function (value) {
    return arguments.length === 0 ? new RealDate(given.nowMs) : new RealDate(value);
  };
  global.Date.now = function () {
    return given.nowMs;
  };
  Math.random = function () {
    seed = (seed * 9301 + 0.49297) % 1;
    return seed;
  };
  return function () {
    return stringify(effects);
  };
`;
