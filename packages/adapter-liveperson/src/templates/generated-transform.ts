import type { ResponseField } from '@dragoman/core';
import { es5Literal, indented } from '../scripts/es5-text.ts';
import { type Es5Path, es5PathFunctions } from './json-path-es5.ts';
import type { PathStep } from './path-steps.ts';

/** A field whose value only a script finds. */
export interface ComputedField {
  readonly field: ResponseField;
  readonly path: Es5Path;
}

/** What a generated transform adds to the result, under this name. */
export const computedKey = 'dragoman';

/** What a row is called there. */
export const computedRow = 'rows[i]';

/** Where a computed field stands in the result. Of a list only the fields of its elements can be had, so each is wrapped. */
export const computedSteps = ({ field, path }: ComputedField): readonly PathStep[] => {
  if (field.perRow) return [{ name: computedKey }, { name: 'rows' }, 'every', { name: field.name }];
  const value: readonly PathStep[] = [{ name: computedKey }, { name: 'fields' }, { name: field.name }];
  return path.isSingular ? value : [...value, 'every', { name: 'value' }];
};

/**
 * A script that finds the values of fields, and puts them into the result for custom data fields to read. A result that is
 * no object becomes one, as `[i]` does not work on a list at the top. As it came, the result stands in `dragoman.body`.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-api-integrations.html
 */
export const generatedTransform = (variable: string, fields: readonly ComputedField[], rows: Es5Path | undefined): string => {
  const key = es5Literal(`api_${variable}`);
  const single = fields.filter(({ field }) => !field.perRow);
  const columns = fields.filter(({ field }) => field.perRow);
  const paths = [...fields.map(({ path }) => path), ...(rows && columns.length > 0 ? [rows] : [])];
  const functions = new Set(paths.flatMap((path) => [...path.functions]));
  const hasLists = single.some(({ path }) => !path.isSingular);
  return [
    '// Finds what custom data fields cannot.',
    '(function () {',
    `  var result = botContext.getBotVariable(${key}), body;`,
    `  try { body = JSON.parse(result.jsonData)[${key}]; } catch (error) { return; }`,
    '  if (body === undefined) return;',
    '  var found = { body: body, fields: {} };',
    ...single.map(
      ({ field, path }) =>
        `  found.fields[${es5Literal(field.name)}] = ${path.isSingular ? one('body', path) : `listed(${all('body', path)})`};`,
    ),
    ...(rows && columns.length > 0 ? rowLines(rows, columns) : []),
    `  var whole = { ${computedKey}: found };`,
    '  if (body !== null && typeof body === "object" && !Array.isArray(body))',
    `    for (var name in body) if (name !== "${computedKey}") whole[name] = body[name];`,
    `  var wrapped = {};`,
    `  wrapped[${key}] = whole;`,
    '  result.jsonData = JSON.stringify(wrapped);',
    `  botContext.setBotVariable(${key}, result, true, false);`,
    '',
    ...Object.entries(es5PathFunctions).flatMap(([name, source]) =>
      functions.has(name as keyof typeof es5PathFunctions) ? [indented(source)] : [],
    ),
    ...(hasLists ? [indented(listed)] : []),
    '})();',
  ].join('\n');
};

const rowLines = (rows: Es5Path, columns: readonly ComputedField[]): readonly string[] => [
  `  var rows = ${all('body', rows)};`,
  '  if (rows.length === 1 && Array.isArray(rows[0])) rows = rows[0];',
  '  found.rows = [];',
  '  for (var i = 0; i < rows.length; i++) {',
  '    var row = {};',
  ...columns.map(({ field, path }) => {
    const name = es5Literal(field.name);
    return `    row[${name}] = ${path.isSingular ? one(computedRow, path) : all(computedRow, path)};\n    if (row[${name}] === undefined) row[${name}] = null;`;
  }),
  '    found.rows.push(row);',
  '  }',
];

const all = (start: string, { steps }: Es5Path): string => `select(${start}, ${steps})`;
const one = (start: string, path: Es5Path): string => `${all(start, path)}[0]`;

const listed = `function listed(values) {
  var list = [];
  for (var i = 0; i < values.length; i++) list.push({ value: values[i] });
  return list;
}`;
