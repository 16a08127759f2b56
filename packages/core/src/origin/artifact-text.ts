import type { Layout } from '../adapter/artifact-format.ts';
import type { Json } from '../json.ts';

/** Writes an artifact as a file of its own. */
export const artifactText = (artifact: Json, { indent, finalNewline }: Layout): string =>
  JSON.stringify(artifact, null, indent) + (finalNewline ? '\n' : '');

/** The layout a file was written in. */
export const layoutOf = (source: string, otherwise: Layout): Layout => {
  const [, indent] = /^\s*[[{][ \t]*\r?\n([ \t]+)/.exec(source) ?? [];
  const isOneLine = !source.trim().includes('\n');
  return { indent: indent ?? (isOneLine ? 0 : otherwise.indent), finalNewline: source.endsWith('\n') };
};
