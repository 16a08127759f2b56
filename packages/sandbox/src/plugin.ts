import { definePlugin, PlatformAdapters, type Plugin, provide, ScriptEngine } from '@dragoman/core';
import { createSandbox } from './create-sandbox.ts';
import type { SandboxOptions } from './options.ts';

/** Provides the `ScriptEngine`, with the dialects of all adapters beside those among the options. The container ends its threads. */
export const sandbox = (options: SandboxOptions = {}): Plugin =>
  definePlugin({
    name: '@dragoman/sandbox',
    providers: [
      provide(
        ScriptEngine,
        (resolver) =>
          createSandbox({
            ...options,
            dialects: [...(options.dialects ?? []), ...resolver.getAll(PlatformAdapters).flatMap(({ dialects }) => dialects.scripts ?? [])],
          }),
        { dispose: (engine) => engine.dispose() },
      ),
    ],
  });
