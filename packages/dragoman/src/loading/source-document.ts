import { unreadable } from './file-error.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import type { SourcePosition } from './source-reading.ts';

/** A JSON or YAML file as data, with the place of everything in it. */
export interface SourceDocument {
  readonly value: unknown;
  /** The same with every scalar as it is spelled in the file: `004711` is that text, not a number. */
  spelled(): unknown;
  /** Where the element that a JSON pointer names stands, else the nearest one around it. */
  locate(pointer: string): SourcePosition;
}

/**
 * Reads a text as JSON or YAML. Repeated keys and keys that reach into JavaScript's own objects (`__proto__`) are
 * refused. Throws `validation` with a diagnostic at line and column for each problem.
 */
export const readSourceDocument = (
  text: string,
  { file, format }: { readonly file: string; readonly format: 'json' | 'yaml' },
): SourceDocument => {
  const reading = format === 'json' ? readJson(text) : readYaml(text);
  if (reading.kind === 'read') return reading;
  throw unreadable(file, reading.problems);
};
