import type { Script } from '@dragoman/core';

/** The text of a code panel: the script on the vendor's functions, below the marker if there is one. */
export const printPanel = (script: Script | undefined, marker?: string): string | undefined =>
  script === undefined ? marker && `// ${marker}` : script.source;
