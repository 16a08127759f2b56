import type { Diagnostic } from '@dragoman/core';

/** A finding about a file as one line: `file:line:column path: problem. what to do`. Of a platform's document that is no bot yet the path is its own. */
export const problemLine = ({ at, path, place, platformPlace, reason, fix }: Diagnostic, file: string): string => {
  const where = at === undefined ? file : `${at.file}:${at.line}:${at.column}`;
  // A name in a document may hold line breaks; the line of a problem may not.
  const what = (place === '' ? (platformPlace ?? '') : (path ?? place)).replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' ↵ ');
  return `${where}${what === '' ? '' : ` ${what}`}: ${reason}${fix === undefined ? '' : ` ${fix}`}`;
};
