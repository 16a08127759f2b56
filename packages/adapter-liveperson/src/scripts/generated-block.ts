import { type Json, type JsonObject, type Marker, markerFits, printMarker, readMarker } from '@dragoman/core';

/** A part of a script that was generated, between two comments. */
export interface GeneratedBlock {
  readonly marker: Marker;
  readonly code: string;
}

/** Writes a generated part of a script. `beside`: what else must be unchanged for import to read it back. */
export const printBlock = (payload: JsonObject, code: string, beside: Json = null): string =>
  `// ${printMarker(payload, [code, beside])}\n${code}${code === '' ? '' : '\n'}${closing}`;

/** Whether a generated part, and what belongs to it, is as it was generated. */
export const blockFits = ({ marker, code }: GeneratedBlock, beside: Json = null): boolean => markerFits(marker, [code, beside]);

/** The generated parts of a script, and the texts between them; each part stands on lines of its own. */
export const splitBlocks = (source: string): readonly (string | GeneratedBlock)[] => {
  const lines = source.split('\n');
  const parts: (string | GeneratedBlock)[] = [];
  let kept: string[] = [];
  let begin: number | undefined;
  const keepUpTo = (end: number): void => {
    if (begin !== undefined) kept = kept.concat(lines.slice(begin, end));
    begin = undefined;
  };
  for (const [at, line] of lines.entries()) {
    const marker = line === closing && begin !== undefined ? readMarker(lines[begin] ?? '') : undefined;
    if (line.startsWith(opening)) {
      // A marker that nothing closes before the next one begins no part.
      keepUpTo(at);
      begin = at;
    } else if (begin !== undefined && marker !== undefined) {
      if (kept.length > 0) parts.push(kept.join('\n'));
      kept = [];
      parts.push({ marker, code: lines.slice(begin + 1, at).join('\n') });
      begin = undefined;
    } else if (begin === undefined) kept.push(line);
  }
  keepUpTo(lines.length);
  if (kept.length > 0) parts.push(kept.join('\n'));
  return parts;
};

const opening = '// dragoman:1 ';
const closing = '// dragoman:end';
