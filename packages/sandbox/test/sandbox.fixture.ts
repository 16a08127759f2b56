import type { Json, JsonObject, ScriptEffect, ScriptResult, ScriptRun } from '@dragoman/core';
import { afterAll } from 'vitest';
import { createSandbox, type SandboxOptions } from '../src/index.ts';

export interface RunOptions extends Partial<Omit<ScriptRun, 'script' | 'snapshot'>> {
  readonly dialect?: string;
  readonly variables?: JsonObject;
  readonly snapshot?: JsonObject;
}

/** A sandbox for the tests of a file, and short ways to run scripts in it. */
export const openSandbox = (options: SandboxOptions = {}) => {
  const sandbox = createSandbox({ workers: 2, ...options });
  afterAll(() => sandbox.dispose());
  const run = (source: string, { dialect = 'es5', variables = {}, ...more }: RunOptions = {}): Promise<ScriptResult> =>
    sandbox.run({
      script: { dialect, source },
      snapshot: { variables },
      complete: ['variables'],
      answers: [],
      nowMs: 0,
      seed: 0.5,
      timeoutMs: 5_000,
      ...more,
    });
  const effects = async (source: string, more?: RunOptions): Promise<readonly ScriptEffect[]> => {
    const result = await run(source, more);
    if (result.kind !== 'done') throw new TypeError(`${source} ended as ${JSON.stringify(result)}`);
    return result.effects;
  };
  /** What a script sets, by name. */
  const written = async (source: string, more?: RunOptions): Promise<{ readonly [name: string]: Json }> =>
    Object.fromEntries((await effects(source, more)).flatMap((effect) => (effect.kind === 'set' ? [[effect.name, effect.value]] : [])));
  return { sandbox, run, effects, written };
};
