import type { Plugin, RuleSettings } from '@dragoman/core';
import * as z from 'zod';
import { type NetworkSettings, networkSchema } from './network-settings.ts';

/** What a folder's bots have in common: the contents of `dragoman.config.ts`, `.js` or `.json`. */
export interface DragomanConfig {
  /** Plugins, or the modules that export them: a package's name, or a path relative to the config file. */
  readonly plugins?: readonly (Plugin | string)[];
  readonly network?: NetworkSettings;
  /** What `{{env.NAME}}` reads. */
  readonly env?: { readonly [name: string]: string };
  /** The severity of rules by id, or `off`. */
  readonly rules?: RuleSettings;
}

/** Types the contents of a `dragoman.config.ts`. */
export const defineConfig = (config: DragomanConfig): DragomanConfig => config;

export const configSchema: z.ZodType<DragomanConfig> = z.strictObject({
  plugins: z
    .array(
      z.union([z.string().min(1), z.custom<Plugin>((value) => isPlugin(value))], { error: 'Expected a plugin, or the module of one.' }),
    )
    .exactOptional(),
  network: networkSchema.exactOptional(),
  env: z.record(z.string(), z.string('Expected text.')).exactOptional(),
  rules: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'], 'Expected error, warning, info or off.')).exactOptional(),
});

/** Recognises what `definePlugin` makes. */
export const isPlugin = (value: unknown): value is Plugin =>
  typeof value === 'object' &&
  value !== null &&
  'contract' in value &&
  value.contract === 'v1' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'nodeKinds' in value &&
  Array.isArray(value.nodeKinds);
