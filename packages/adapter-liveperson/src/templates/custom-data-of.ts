import {
  type Integration,
  isJsonObject,
  type JsonObject,
  type ResponseField,
  type ResponseMapping,
  type TranslationFinding,
} from '@dragoman/core';
import { printBlock } from '../scripts/generated-block.ts';
import { printPanel } from '../scripts/print-es5.ts';
import { type ComputedField, computedRow, computedSteps, generatedTransform } from './generated-transform.ts';
import { es5Path } from './json-path-es5.ts';
import { type PathStep, resultPathOfSteps, stepsOfJsonPath } from './path-steps.ts';
import { fieldsJson, responseOfResponder } from './response-of-responder.ts';
import type { ResultPathCode } from './result-path-codes.ts';

/** What a response mapping is in a responder. */
export interface ExportedResponse {
  readonly customDataFields: readonly CustomDataField[];
  /** The whole Transform Result Script: the author's, then what finds the values that no custom data field can say. */
  readonly transform?: string;
  /** Whether the transform adds what it finds to the result. */
  readonly extendsResult: boolean;
  readonly findings: readonly TranslationFinding<ResultPathCode>[];
}

// Not an interface: those do not fit what may hold further keys.
export type CustomDataField = { readonly key: string; readonly value: string };

export interface CustomDataSource extends Pick<Integration, 'response' | 'platformOptions'> {}

/**
 * Says a response mapping as custom data fields and a transform script. It says `fields`, `rows`, `perRow` and `transform`
 * of a mapping; `to`, `type`, `keep` and an outcome by JSONPath it does not, so the capabilities must not list them.
 */
export const customDataOf = ({ response, platformOptions }: CustomDataSource): ExportedResponse => {
  const { variable, rows, fields, transform } = response;
  const printed = fields.map((field) => ({ field, steps: plainSteps(field, rows) }));
  const isComputed = printed.some(({ steps }) => steps === undefined);
  // A script that adds to the result makes an object of a list, so neither the whole nor a position in it is left.
  const isPlain = (steps: readonly PathStep[] | undefined): boolean => steps !== undefined && !(isComputed && isOfWhole(steps));
  const computed = printed.flatMap(({ field, steps }) => (isPlain(steps) ? [] : [computedField(field)]));
  const lost = new Set(computed.flatMap(({ field, path }) => (path ? [] : [field])));
  const kept = computed.flatMap(({ field, path }): ComputedField[] => (path ? [{ field, path }] : []));
  const rowsPath = rows === undefined ? undefined : es5Path(rows, 'body');
  if (rowsPath === undefined) for (const { field } of kept) if (field.perRow) lost.add(field);
  const reachable = kept.filter(({ field }) => !lost.has(field));
  const own = printed.flatMap(({ field, steps = [] }): CustomDataField[] => {
    const scripted = reachable.find((one) => one.field === field);
    if (lost.has(field)) return [];
    return [{ key: field.name, value: resultPathOfSteps(variable, scripted ? computedSteps(scripted) : steps) }];
  });
  const customDataFields = [...own, ...authorFields(platformOptions?.liveperson)];
  const code = reachable.length > 0 ? generatedTransform(variable, reachable, rowsPath) : '';
  const isSaid = code !== '' || !comesBack(response, own);
  const generated = isSaid ? printBlock(savedJson(response), code, fieldsJson(customDataFields)) : undefined;
  const script = [printPanel(transform), generated].filter((part) => part !== undefined).join('\n');
  return {
    customDataFields,
    ...(script !== '' && { transform: script }),
    extendsResult: code !== '',
    findings: [...reachable.map(({ field }) => computedFinding(field)), ...[...lost].map(lostFinding)],
  };
};

/** The steps of a field that a custom data field can say; undefined where only a script finds it. */
const plainSteps = ({ path, perRow }: ResponseField, rows: string | undefined): readonly PathStep[] | undefined => {
  const steps = stepsOfJsonPath(path);
  const list = perRow ? (rows === undefined ? undefined : stepsOfJsonPath(rows)) : [];
  // `[*]` also takes the values of an object, which counts as one row where the list itself is looked for.
  if (perRow && list?.at(-1) === 'every') return undefined;
  if (steps === undefined || list === undefined) return undefined;
  const all = perRow ? [...list, 'every' as const, ...steps] : steps;
  const isOneList = all.filter((step) => step === 'every').length < 2;
  return isOneList && all[0] !== 'every' ? all : undefined;
};

const isOfWhole = ([first]: readonly PathStep[]): boolean => first === undefined || first === 'every' || 'index' in first;

const computedField = (field: ResponseField) => ({ field, path: es5Path(field.path, field.perRow ? computedRow : 'body') });

const savedJson = ({ rows, fields }: ResponseMapping): JsonObject =>
  JSON.parse(JSON.stringify({ ...(rows !== undefined && { rows }), fields })) as JsonObject;

/** Whether import makes the same of the fields without being told. */
const comesBack = (response: ResponseMapping, customDataFields: readonly CustomDataField[]): boolean => {
  const { rows, fields } = responseOfResponder(
    { responseDataVariable: response.variable, customDataFields: [...customDataFields] },
    { restore: false },
  );
  return canonical(savedJson({ ...response, rows, fields } as ResponseMapping)) === canonical(savedJson(response));
};

const canonical = ({ rows = null, fields }: JsonObject): string =>
  JSON.stringify([
    rows,
    (fields as readonly unknown[]).map((field) => Object.entries(field as object).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ]);

/** The fields that import could not read, as they were. */
const authorFields = (options: unknown): readonly CustomDataField[] => {
  const { customDataFields } = isJsonObject(options as JsonObject) ? (options as JsonObject) : {};
  if (!Array.isArray(customDataFields)) return [];
  return customDataFields.filter((field): field is CustomDataField & JsonObject => isJsonObject(field) && typeof field.key === 'string');
};

const computedFinding = ({ name, path }: ResponseField): TranslationFinding<ResultPathCode> => ({
  code: 'result-field-computed',
  loss: 'assumed',
  reason: `No custom data field can say ${path}, so the transform script finds ${JSON.stringify(name)}.`,
});

const lostFinding = ({ name, path }: ResponseField): TranslationFinding<ResultPathCode> => ({
  code: 'result-field-lost',
  loss: 'dropped',
  reason: `Neither a custom data field nor a script can say ${path}, so ${JSON.stringify(name)} is not set.`,
  fix: 'Take the value by a simpler path.',
});
