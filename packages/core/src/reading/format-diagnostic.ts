import type { Diagnostic } from '../diagnostic.ts';

/** Writes a diagnostic as one line: `path: problem. what to do`, with the place in the file before it when it is known. */
export const formatDiagnostic = ({ at, path, place, reason, fix }: Diagnostic): string => {
  const file = at === undefined ? '' : `${at.file}:${at.line}:${at.column} `;
  return `${file}${path ?? (place === '' ? 'bot' : place)}: ${reason}${fix === undefined ? '' : ` ${fix}`}`;
};
