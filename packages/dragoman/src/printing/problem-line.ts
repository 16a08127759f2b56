import type { Diagnostic } from '@dragoman/core';

/** A finding about a file as one line: `file:line:column path: problem. what to do`. */
export const problemLine = ({ at, path, place, reason, fix }: Diagnostic, file: string): string => {
  const where = at === undefined ? file : `${at.file}:${at.line}:${at.column}`;
  const what = place === '' ? '' : ` ${path ?? place}`;
  return `${where}${what}: ${reason}${fix === undefined ? '' : ` ${fix}`}`;
};
