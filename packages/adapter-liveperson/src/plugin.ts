import { definePlugin, type Plugin } from '@dragoman/core';
import { createLivePersonAdapter, type LivePersonOptions } from './adapter.ts';
import { livePersonRules } from './rules/liveperson-rules.ts';

/** LivePerson for whoever lists plugins: `defineConfig({ plugins: [livePerson()] })`. */
export const livePerson = (options?: LivePersonOptions): Plugin =>
  definePlugin({ name: '@dragoman/adapter-liveperson', adapters: [createLivePersonAdapter(options)], rules: livePersonRules });
