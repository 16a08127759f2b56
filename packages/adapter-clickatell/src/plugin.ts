import { definePlugin, type Plugin } from '@dragoman/core';
import { type ClickatellOptions, createClickatellAdapter } from './adapter.ts';

/** Chat Flow for whoever lists plugins: `defineConfig({ plugins: [clickatell()] })`. */
export const clickatell = (options?: ClickatellOptions): Plugin =>
  definePlugin({ name: '@dragoman/adapter-clickatell', adapters: [createClickatellAdapter(options)] });
