import type { Json, JsonObject, ScriptEffect, ScriptResult } from '@dragoman/core';
import { createSandbox } from '@dragoman/sandbox';
import { livePersonDialect } from './liveperson-dialect.ts';

export const sandbox = createSandbox({ dialects: [livePersonDialect()], workers: 1 });

/** What a script is run with. */
export interface Given {
  readonly variables?: JsonObject;
  readonly env?: JsonObject;
  readonly lastCall?: JsonObject | null;
  readonly user?: JsonObject;
  readonly given?: JsonObject;
  readonly platformOptions?: JsonObject;
  readonly globals?: string;
  readonly nowMs?: number;
}

export const noon = Date.UTC(2026, 10, 23, 12, 30);

export const run = (source: string, { globals, nowMs = noon, given = {}, ...rest }: Given = {}): Promise<ScriptResult> =>
  sandbox.run({
    script: { dialect: 'liveperson', source },
    ...(globals !== undefined && { globals }),
    snapshot: { variables: {}, env: {}, lastCall: null, user: { text: 'Hello' }, session: { id: 's1' }, node: null, given, ...rest },
    complete: ['variables', 'env', 'platformOptions', 'lastCall', 'user', 'session', 'node'],
    answers: [],
    nowMs,
    seed: 0.5,
    timeoutMs: 2_000,
  });

export const effects = async (source: string, given?: Given): Promise<readonly ScriptEffect[]> => {
  const result = await run(source, given);
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result.effects;
};

/** What an expression gives: it is stored in a variable. */
export const value = async (expression: string, given?: Given): Promise<Json> => {
  const found = (await effects(`botContext.setBotVariable("it", { is: ${expression} }, true, false);`, given)).findLast(
    (effect) => effect.kind === 'set',
  );
  return ((found?.kind === 'set' ? found.value : null) as JsonObject).is ?? null;
};
