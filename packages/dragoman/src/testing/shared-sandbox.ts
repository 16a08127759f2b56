import type { PlatformAdapter } from '@dragoman/core';
import { createSandbox, type Sandbox } from '@dragoman/sandbox';

/**
 * The sandbox that all simulations with these adapters share: its threads start with the first script, and are not worth
 * starting for each conversation. Nobody has to dispose of it. An adapter that was made twice has one dialect.
 */
export const sharedSandbox = (adapters: readonly PlatformAdapter[]): Sandbox => {
  const dialects = new Map(adapters.flatMap((adapter) => adapter.dialects.scripts ?? []).map((dialect) => [dialect.id, dialect]));
  const key = JSON.stringify([...dialects.values()].map(({ id, prelude }) => [id, prelude]).toSorted());
  const sandbox = shared.get(key) ?? createSandbox({ dialects: [...dialects.values()] });
  shared.set(key, sandbox);
  return sandbox;
};

const shared = new Map<string, Sandbox>();
