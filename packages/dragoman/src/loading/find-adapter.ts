import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DragomanError, definePlugin, type Json, type PlatformAdapter, type Plugin } from '@dragoman/core';
import { isPlugin } from '../config/config.ts';
import { loadModule } from './load-module.ts';

export interface FindAdapterOptions {
  readonly plugins: readonly Plugin[];
  /** Where installed adapters are looked for. */
  readonly folder: string;
}

/** An adapter, and the plugin that brings it: the rules of its platform are there. */
export interface FoundAdapter {
  readonly adapter: PlatformAdapter;
  readonly plugin: Plugin;
}

/**
 * The adapter of a platform: that of a plugin, else of `@dragoman/adapter-NAME`, installed for the folder. Throws
 * `configuration` with what to install when there is none.
 */
export const findAdapter = async (name: string, options: FindAdapterOptions): Promise<PlatformAdapter> =>
  (await findAdapterPlugin(name, options)).adapter;

/** The same, with the plugin. */
export const findAdapterPlugin = async (name: string, { plugins, folder }: FindAdapterOptions): Promise<FoundAdapter> => {
  const found = await find(name, { plugins, folder });
  if (found !== undefined) return found;
  throw new DragomanError(`No adapter "${name}". npm i -D @dragoman/adapter-${name}, or list its plugin in dragoman.config.ts.`, {
    code: 'configuration',
  });
};

/** The adapter whose document this is, or undefined. Plugins are asked first, then whatever adapters are installed for the folder. */
export const recogniseAdapter = async (document: unknown, { plugins, folder }: FindAdapterOptions): Promise<FoundAdapter | undefined> => {
  const brought = adaptersOf(plugins);
  const isTheirs = ({ adapter }: FoundAdapter): boolean => adapter.artifact.recognises(document as Json);
  const recognised = brought.find(isTheirs);
  if (recognised !== undefined) return recognised;
  const known = new Set(brought.map(({ adapter }) => adapter.id));
  for (const name of await installedNames(folder)) {
    if (known.has(name)) continue;
    const found = await findInstalled(name, folder);
    if (found !== undefined && isTheirs(found)) return found;
  }
  return undefined;
};

/** The plugin that brings the adapter of a platform, if there is one. */
export const findPlugin = async (name: string, options: FindAdapterOptions): Promise<Plugin | undefined> =>
  (await find(name, options))?.plugin;

const find = async (name: string, { plugins, folder }: FindAdapterOptions): Promise<FoundAdapter | undefined> =>
  adaptersOf(plugins).find(({ adapter }) => adapter.id === name) ?? (await findInstalled(name, folder));

const adaptersOf = (plugins: readonly Plugin[]): readonly FoundAdapter[] =>
  plugins.flatMap((plugin) => plugin.adapters.map((adapter) => ({ adapter, plugin })));

/** A package that is there but exports no adapter of the name is a mistake of its own, which the caller's message covers. */
const findInstalled = async (name: string, folder: string): Promise<FoundAdapter | undefined> => {
  if (!/^[a-z0-9-]+$/.test(name) || !(await installedNames(folder)).includes(name)) return undefined;
  const specifier = `@dragoman/adapter-${name}`;
  const exported = Object.entries(await loadModule(specifier, { folder }));
  // By the house rule an adapter's package exports its plugin as `<name>(options?)` and the adapter as `create<Name>Adapter(options?)`.
  const plugins = exported.map(([exportName, value]) =>
    typeof value === 'function' && exportName.toLowerCase() === name.replaceAll('-', '') ? value() : value,
  );
  const found = adaptersOf(plugins.filter(isPlugin)).find(({ adapter }) => adapter.id === name);
  if (found !== undefined) return found;
  for (const [exportName, value] of exported) {
    const adapter = typeof value === 'function' && /^create\w+Adapter$/.test(exportName) ? value() : value;
    if (isAdapter(adapter) && adapter.id === name) return { adapter, plugin: definePlugin({ name: specifier, adapters: [adapter] }) };
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
