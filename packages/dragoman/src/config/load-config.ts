import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Diagnostic, formatPointer, type Plugin } from '@dragoman/core';
import { fileError } from '../loading/file-error.ts';
import { loadDocument } from '../loading/load-document.ts';
import { loadPlugins } from '../loading/load-plugins.ts';
import { configSchema, type DragomanConfig } from './config.ts';

/** A config with its plugins in hand. */
export interface LoadedConfig extends Omit<DragomanConfig, 'plugins'> {
  readonly plugins: readonly Plugin[];
}

/**
 * Reads a config file: the one given, else the nearest `dragoman.config.ts`, `.js` or `.json` from `cwd` upwards, else
 * none. Throws `validation` with located diagnostics.
 */
export const loadConfig = async (cwd: string, given?: string): Promise<LoadedConfig> => {
  const path = given === undefined ? await findConfig(cwd) : resolve(cwd, given);
  if (path === undefined) return { plugins: [] };
  const file = given ?? relative(cwd, path);
  const { value, locate } = await loadDocument(path, file);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) {
    const diagnostics = parsed.error.issues.map((issue): Diagnostic => {
      const place = formatPointer(issue.path.map(String));
      return {
        code: 'wrong-config',
        severity: 'error',
        place,
        ...(locate === undefined ? {} : { at: { file, ...locate(place) } }),
        path: issue.path.join('.'),
        reason:
          issue.code === 'unrecognized_keys' ? `There is no setting ${issue.keys.map((key) => `"${key}"`).join(', ')}.` : issue.message,
        ...(issue.code === 'unrecognized_keys' && issue.path.length === 0 ? { fix: 'There are plugins, network, env and rules.' } : {}),
      };
    });
    throw fileError(file, diagnostics);
  }
  const { plugins = [], ...settings } = parsed.data;
  const loaded = await Promise.all(plugins.map((plugin) => (typeof plugin === 'string' ? loadPlugins(plugin, dirname(path)) : [plugin])));
  return { ...settings, plugins: loaded.flat() };
};

const names = ['dragoman.config.ts', 'dragoman.config.js', 'dragoman.config.json'];

const findConfig = async (folder: string): Promise<string | undefined> => {
  for (const path of names.map((name) => join(folder, name))) if (await isFile(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
};

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;
