import type { Script } from '@dragoman/core';
import { functionsIn } from './es5-functions.ts';

/**
 * The text of a code panel: the script as it is, below the marker if there is one. Core's own `es5` stands inside a call of
 * the library (`es5Library`), as it was written.
 */
export const printPanel = (script: Script | undefined, marker?: string): string | undefined => {
  const source = script && (script.dialect === 'es5' ? printEs5(script.source) : script.source);
  if (marker === undefined) return source;
  return source === undefined ? `// ${marker}` : `// ${marker}\n${source}`;
};

/** A script in `es5` that runs on `botContext`. Only what it calls is named. */
export const printEs5 = (source: string): string => {
  const names = functionsIn(source);
  const given = names.map((name) => JSON.stringify(name)).join(', ');
  return `${es5Opening}[${given}], function (${names.join(', ')}) {\n${source}\n${es5Closing}`;
};

export const es5Opening = 'dragoman.run(';
export const es5Closing = '});';
