import { type Json, type JsonObject, type Marker, markerFits, printMarker, readMarker } from '@dragoman/core';

/** A part of a script that was generated, between two comments. */
export interface GeneratedBlock {
  readonly marker: Marker;
  readonly code: string;
}

/** Writes a generated part of a script. `beside`: what else must be unchanged for import to read it back. */
export const printBlock = (payload: JsonObject, code: string, beside: Json = null): string =>
  `${opening}${printMarker(payload, [code, beside])}\n${code}${code === '' ? '' : '\n'}${closing}`;

/** Whether a generated part, and what belongs to it, is as it was generated. */
export const blockFits = ({ marker, code }: GeneratedBlock, beside: Json = null): boolean => markerFits(marker, [code, beside]);

/** The generated parts of a script, and the texts between them; each part stands on lines of its own. */
export const splitBlocks = (source: string): readonly (string | GeneratedBlock)[] => {
  const parts: (string | GeneratedBlock)[] = [];
  let kept: string[] = [];
  const lines = source.split('\n');
  const ends = lines.flatMap((line, index) => (line === closing ? [index] : []));
  let nextEnd = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    while ((ends[nextEnd] ?? lines.length) < at) nextEnd += 1;
    const end = ends[nextEnd];
    const marker = end !== undefined && line.startsWith(opening) && line.includes('dragoman:1 ') ? readMarker(line) : undefined;
    if (end === undefined || marker === undefined) {
      kept.push(line);
      continue;
    }
    if (kept.length > 0) parts.push(kept.join('\n'));
    kept = [];
    parts.push({ marker, code: lines.slice(at + 1, end).join('\n') });
    at = end;
  }
  if (kept.length > 0) parts.push(kept.join('\n'));
  return parts;
};

const opening = '// ';
const closing = '// dragoman:end';
