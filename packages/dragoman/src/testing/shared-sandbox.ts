import type { PlatformAdapter, ScriptDialect } from '@dragoman/core';
import { createSandbox, type Sandbox } from '@dragoman/sandbox';

/**
 * The sandbox that all simulations with these adapters share: its threads start with the first script, and are not worth
 * starting for each conversation. Nobody has to dispose of it.
 */
export const sharedSandbox = (adapters: readonly PlatformAdapter[]): Sandbox => {
  const dialects = [...new Set(adapters.flatMap((adapter) => adapter.dialects.scripts ?? []))];
  const known = shared.find(
    (one) => one.dialects.length === dialects.length && dialects.every((dialect) => one.dialects.includes(dialect)),
  );
  if (known) return known.sandbox;
  const sandbox = createSandbox({ dialects });
  shared.push({ dialects, sandbox });
  return sandbox;
};

const shared: { readonly dialects: readonly ScriptDialect[]; readonly sandbox: Sandbox }[] = [];
