import { definePlugin, type Plugin } from '@dragoman/core';
import { createM1botAdapter, type M1botOptions } from './adapter.ts';

/** m1bot for whoever lists plugins: `defineConfig({ plugins: [m1bot()] })`. */
export const m1bot = (options?: M1botOptions): Plugin =>
  definePlugin({ name: '@dragoman/adapter-m1bot', adapters: [createM1botAdapter(options)] });
