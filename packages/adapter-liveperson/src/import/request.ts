import { type BodyInput, parseTemplate, type Row } from '@dragoman/core';
import type { LivePersonPair } from '../wire/responder.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';

/** Request parameters, or headers without those that no request can carry. */
export const rowsOf = (
  pairs: readonly LivePersonPair[],
  what: 'header' | 'parameter',
  pointer: string,
  read: ReadTemplate,
  report: ImportReport,
): readonly Row[] =>
  pairs.flatMap(({ key, value = '' }, index) => {
    const at = `${pointer}/${index}`;
    // People paste line breaks along with a value.
    const row = { name: key.trim(), value: read(what === 'header' ? value.trim() : value, `${at}/value`) };
    const problem = what === 'header' ? headerProblem(row) : row.name === '' ? 'It has no name.' : undefined;
    if (problem === undefined) return [row];
    report({
      code: 'unreadable-header',
      severity: 'warning',
      platformPlace: at,
      reason: `This ${what} is left out. ${problem}`,
      fix: 'Correct it.',
    });
    return [];
  });

const headerProblem = ({ name, value }: Row): string | undefined => {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'Its name is none that a header may have.';
  return /[\r\n]/.test(value) ? 'Its value is of several lines.' : undefined;
};

/** JSON where it is JSON once its placeholders are filled in, else a text; the default headers say that it is JSON. */
export const bodyOf = (postBody: string, pointer: string, read: ReadTemplate): BodyInput | undefined => {
  if (postBody.trim() === '') return undefined;
  const text = read(postBody, pointer);
  return isJson(text) ? { json: text } : { text };
};

/** `0` is a value, and part of a text. */
const isJson = (template: string): boolean => {
  // A value alone may be anything: bots keep whole bodies in one variable.
  if (!/^\s*[[{](?!\{)/.test(template)) return false;
  try {
    JSON.parse(
      parseTemplate(template)
        .tree.map((part) => (part.kind === 'text' ? part.text : '0'))
        .join(''),
    );
    return true;
  } catch {
    return false;
  }
};
