import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import {
  DragomanError,
  es5Dialect,
  isDragomanError,
  type ScriptDialect,
  type ScriptEngine,
  type ScriptResult,
  type ScriptRun,
} from '@dragoman/core';
import { guestInput } from './guest-input.ts';
import { defaultLimits, type SandboxOptions } from './options.ts';
import { preparedSources } from './prepared-sources.ts';
import { deadlineMessage, memoryMessage } from './read-failure.ts';
import { readOutcome } from './read-outcome.ts';
import { createThreadPool } from './thread-pool.ts';
import type { WorkerSetup } from './worker-protocol.ts';

/** Runs scripts where they can do no harm; it has threads to let go of. */
export interface Sandbox extends ScriptEngine {
  readonly dialects: readonly string[];
  /** Ends all threads. Runs that are under way reject with `cancelled`, and so do later ones. */
  dispose(): Promise<void>;
}

/**
 * Makes a script engine whose scripts run in QuickJS, in threads of their own, each in a context that nothing ever ran
 * in, within limits of time, memory, stack and output. Nothing runs anywhere else: what cannot be contained is not run.
 *
 * Throws `configuration` for two dialects of one id.
 */
export const createSandbox = ({ dialects: given = [], workers, limits: said = {} }: SandboxOptions = {}): Sandbox => {
  const limits = { ...defaultLimits, ...said };
  const dialects = dialectsById([es5Dialect, ...given]);
  let module: Promise<WebAssembly.Module> | undefined;
  const setup = async (): Promise<WorkerSetup> => {
    module ??= readFile(quickJsPath()).then((bytes) => WebAssembly.compile(bytes));
    const { memoryBytes, stackBytes } = limits;
    return { module: await module, memoryBytes, stackBytes, dialects: [...dialects.values()].map(({ id, prelude }) => ({ id, prelude })) };
  };
  const pool = createThreadPool(setup, workers ?? Math.max(2, availableParallelism()));

  const sources = new Map([...dialects.values()].map((dialect) => [dialect.id, preparedSources(dialect)]));
  const prepare = (
    id: string,
    source: string,
    globals: string | undefined,
  ): { readonly source: string; readonly globals?: string } | Extract<ScriptResult, { readonly kind: 'failed' }> => {
    const make = sources.get(id) ?? ((text) => text);
    let isGlobals = globals !== undefined;
    try {
      const made = globals === undefined ? {} : { globals: make(globals) };
      isGlobals = false;
      return { source: make(source), ...made };
    } catch (error) {
      return { ...unprepared(error), ...(isGlobals && { inGlobals: true }) };
    }
  };

  const attempt = async (dialect: ScriptDialect, run: ScriptRun): Promise<ScriptResult> => {
    const { script, globals: givenGlobals, timeoutMs, signal } = run;
    const prepared = prepare(dialect.id, script.source, givenGlobals);
    if ('kind' in prepared) return prepared;
    const { source, globals } = prepared;
    const end = await pool.perform(
      { dialect: dialect.id, run: { source, input: guestInput(run, limits), timeoutMs, ...(globals !== undefined && { globals }) } },
      timeoutMs + limits.graceMs,
      signal,
    );
    const { memoryBytes } = limits;
    switch (end.kind) {
      case 'ended':
        return readOutcome(end.end, { ...prepared, timeoutMs, memoryBytes });
      case 'killed':
        return { kind: 'failed', problem: 'deadline', message: deadlineMessage({ timeoutMs }) };
      case 'lost':
        return { kind: 'failed', problem: 'memory', message: memoryMessage({ memoryBytes }) };
      case 'fault':
        throw new DragomanError(`The sandbox for scripts in ${dialect.id} could not be made: ${end.reason}. Nothing was run.`, {
          code: 'internal',
          source: '@dragoman/sandbox',
        });
    }
  };

  return {
    dialects: [...dialects.keys()],
    run: async (run) => {
      const dialect = dialects.get(run.script.dialect) ?? unknownDialect(run.script.dialect, [...dialects.keys()]);
      const answers = [...run.answers];
      for (;;) {
        const result = await attempt(dialect, { ...run, answers });
        const value = result.kind === 'miss' && answers.length < mostAnswers ? dialect.answer?.(result.miss, run) : undefined;
        if (result.kind !== 'miss' || value === undefined) return result;
        answers.push({ miss: result.miss, value });
      }
    },
    dispose: () => pool.dispose(),
  };
};

/** What a dialect says of a source that it cannot read, with the place where it says one. */
const unprepared = (error: unknown): Extract<ScriptResult, { readonly kind: 'failed' }> => {
  const [said] = isDragomanError(error) ? error.diagnostics : [];
  const message = said?.reason ?? (error instanceof Error ? error.message : 'it cannot be read');
  return { kind: 'failed', problem: 'throw', message, ...(said?.at && { line: said.at.line, column: said.at.column }) };
};

/** Of one run, those of its dialect among them. */
const mostAnswers = 16;

const dialectsById = (dialects: readonly ScriptDialect[]): ReadonlyMap<string, ScriptDialect> => {
  const byId = new Map<string, ScriptDialect>();
  for (const dialect of dialects) {
    // An adapter that was made twice brings its dialect twice.
    if ((byId.get(dialect.id) ?? dialect).prelude !== dialect.prelude) {
      throw new DragomanError(`There are two script dialects called ${dialect.id}. Leave out the plugin of one of them.`, {
        code: 'configuration',
        source: '@dragoman/sandbox',
      });
    }
    byId.set(dialect.id, dialect);
  }
  return byId;
};

const unknownDialect = (id: string, known: readonly string[]): never => {
  throw new DragomanError(
    `This script is written in ${JSON.stringify(id)}, and only ${known.join(', ')} can be run. Add the plugin of the adapter that brings it.`,
    { code: 'unsupported', source: '@dragoman/sandbox' },
  );
};

const quickJsPath = (): string => createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
