import { definePlugin, type Plugin } from '@dragoman/core';
import { createTallyAdapter } from './adapter.ts';

/** Tally for whoever lists plugins: `defineConfig({ plugins: [tally()] })`. */
export const tally = (): Plugin => definePlugin({ name: '@dragoman/adapter-tally', adapters: [createTallyAdapter()] });
