import type { Script } from '@dragoman/core';
import { es5Closing, es5Opening, printEs5 } from './print-es5.ts';

/**
 * Reads the text of a code panel: the marker of a node apart from the script. `restore`: a script that was printed from
 * `es5` is that script again.
 */
export const readPanel = (
  source: string,
  { restore }: { readonly restore: boolean },
): { readonly script?: Script; readonly marker?: string } => {
  const [, marker, rest = ''] = /^\/\/ (dragoman:1 [^\n]*)(?:\n(.*))?$/s.exec(source) ?? [undefined, undefined, source];
  return { ...(rest !== '' && { script: readScript(rest, { restore }) }), ...(marker !== undefined && { marker }) };
};

/** Reads a script beside which no marker stands. */
export const readScript = (source: string, { restore }: { readonly restore: boolean }): Script => {
  const es5 = restore ? readEs5(source) : undefined;
  return es5 === undefined ? { dialect: 'liveperson', source } : { dialect: 'es5', source: es5 };
};

/** The script that `printEs5` printed like this, if there is one. */
const readEs5 = (panel: string): string | undefined => {
  const begin = panel.indexOf('\n');
  if (!panel.startsWith(es5Opening) || !panel.endsWith(`\n${es5Closing}`) || begin === -1) return undefined;
  const source = panel.slice(begin + 1, -es5Closing.length - 1);
  return printEs5(source) === panel ? source : undefined;
};
