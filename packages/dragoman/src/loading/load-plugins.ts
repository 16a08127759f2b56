import { DragomanError, type Plugin } from '@dragoman/core';
import { isPlugin } from '../config/config.ts';
import { loadModule } from './load-module.ts';

/**
 * The plugins a module exports, by any name. A name that begins with `.` or `/` is a path from `folder`, anything else a
 * package installed there. Throws `configuration` when it cannot be found or exports none.
 */
export const loadPlugins = async (name: string, folder: string): Promise<readonly Plugin[]> => {
  const exported = Object.values(await loadModule(name, { folder }));
  const plugins = [...new Set(exported.flat().filter(isPlugin))];
  if (plugins.length > 0) return plugins;
  const isFactory = exported.some((value) => typeof value === 'function');
  const fix = isFactory ? 'Call its function in dragoman.config.ts, which takes options.' : 'Export what definePlugin returns.';
  throw new DragomanError(`${name}: exports no plugin. ${fix}`, { code: 'configuration' });
};
