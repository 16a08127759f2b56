import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DragomanError, type Json, type PlatformAdapter, type Plugin } from '@dragoman/core';
import { loadModule } from './load-module.ts';

export interface FindAdapterOptions {
  readonly plugins: readonly Plugin[];
  /** Where installed adapters are looked for. */
  readonly folder: string;
}

/**
 * The adapter of a platform: that of a plugin, else the one that `@dragoman/adapter-NAME` exports, installed for the
 * folder. Throws `configuration` with what to install when there is none.
 */
export const findAdapter = async (name: string, { plugins, folder }: FindAdapterOptions): Promise<PlatformAdapter> => {
  const brought = plugins.flatMap((plugin) => plugin.adapters).find(({ id }) => id === name);
  if (brought !== undefined) return brought;
  const installed = /^[a-z0-9-]+$/.test(name) ? await findInstalled(name, folder) : undefined;
  if (installed !== undefined) return installed;
  throw new DragomanError(`No adapter "${name}". npm i -D @dragoman/adapter-${name}, or list its plugin in dragoman.config.ts.`, {
    code: 'configuration',
  });
};

/** The adapter whose document this is, or undefined. Plugins are asked first, then whatever adapters are installed for the folder. */
export const recogniseAdapter = async (
  document: unknown,
  { plugins, folder }: FindAdapterOptions,
): Promise<PlatformAdapter | undefined> => {
  const brought = plugins.flatMap((plugin) => plugin.adapters);
  const recognised = brought.find(({ artifact }) => artifact.recognises(document as Json));
  if (recognised !== undefined) return recognised;
  const known = new Set(brought.map(({ id }) => id));
  for (const name of await installedNames(folder)) {
    if (known.has(name)) continue;
    const adapter = await findInstalled(name, folder);
    if (adapter?.artifact.recognises(document as Json)) return adapter;
  }
  return undefined;
};

/** A package that is there but exports no adapter of the name is a mistake of its own, which the caller's message covers. */
const findInstalled = async (name: string, folder: string): Promise<PlatformAdapter | undefined> => {
  if (!(await installedNames(folder)).includes(name)) return undefined;
  const exported = Object.entries(await loadModule(`@dragoman/adapter-${name}`, { folder }));
  for (const [exportName, value] of exported) {
    // By the house rule an adapter's package exports `create<Name>Adapter(options?)`.
    const candidate = typeof value === 'function' && /^create\w+Adapter$/.test(exportName) ? value() : value;
    if (isAdapter(candidate) && candidate.id === name) return candidate;
  }
  return undefined;
};

const isAdapter = (value: unknown): value is PlatformAdapter =>
  typeof value === 'object' && value !== null && 'toPlatform' in value && 'contract' in value && value.contract === 'v1';

const prefix = 'adapter-';

/** Names of the adapter packages that a module in the folder could import, nearest first. */
const installedNames = async (folder: string): Promise<readonly string[]> => {
  const here = await readdir(join(folder, 'node_modules', '@dragoman')).catch(() => []);
  const names = here.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const parent = dirname(folder);
  return parent === folder ? names : [...new Set([...names, ...(await installedNames(parent))])];
};
