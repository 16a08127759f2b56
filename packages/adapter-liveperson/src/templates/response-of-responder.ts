import {
  isJsonObject,
  type Json,
  type JsonObject,
  type ResponseField,
  type ResponseMapping,
  type TranslationFinding,
} from '@dragoman/core';
import { blockFits, type GeneratedBlock, splitBlocks } from '../scripts/generated-block.ts';
import { readScript } from '../scripts/read-es5.ts';
import type { LivePersonPair, LivePersonResponder } from '../wire/responder.ts';
import { jsonPathOfSteps, type PathStep, stepsOfResultPath } from './path-steps.ts';
import type { ResultPathCode } from './result-path-codes.ts';

/** What a responder's custom data fields and transform script are in the neutral model. */
export interface ImportedResponse extends Pick<ResponseMapping, 'transform' | 'rows' | 'fields'> {
  /**
   * The custom data fields that no response field can say. They belong in `platformOptions.liveperson.customDataFields`,
   * from where `customDataOf` takes them again.
   */
  readonly others: readonly LivePersonPair[];
  /** `platformPlace` is relative to the responder. */
  readonly findings: readonly TranslationFinding<ResultPathCode>[];
}

/**
 * Reads the custom data fields and the transform script of a responder. `restore`: what was generated comes back as what
 * it was generated from.
 *
 * The fields of one list are rows; where there are several lists, the rows are of the one with the most fields.
 */
export const responseOfResponder = (responder: ResponderParts, { restore }: { readonly restore: boolean }): ImportedResponse => {
  const { name = '', responseDataVariable, customDataFields = [], transformResultsScript = '' } = responder;
  const parts = restore ? splitBlocks(transformResultsScript) : [transformResultsScript];
  const generated = generatedIn(parts);
  const isIntact = generated !== undefined && blockFits(generated, fieldsJson(customDataFields));
  const source = isIntact ? parts.filter((part) => typeof part === 'string').join('\n') : transformResultsScript;
  const transform = source !== '' && { transform: readScript(source, { restore }) };
  if (isIntact) {
    const saved = generated.marker.payload as unknown as GeneratedFrom;
    const names = new Set(saved.fields.map((field) => field.name));
    return { ...transform, ...saved, others: customDataFields.filter(({ key = '' }) => !names.has(key)), findings: [] };
  }
  const variable = responseDataVariable || name;
  const read = readFields([variable, name], customDataFields);
  if (generated === undefined) return { ...transform, ...read };
  const changed: TranslationFinding<ResultPathCode> = {
    code: 'result-script-changed',
    severity: 'warning',
    platformPlace: '/transformResultsScript',
    reason: `The generated part of the transform script of ${variable} was changed, so it is an ordinary script now.`,
  };
  return { ...transform, ...read, findings: [...read.findings, changed] };
};

/** Whether the transform script of a responder adds to the result, and is restored as what it was made of. */
export const extendsResult = ({ customDataFields = [], transformResultsScript = '' }: ResponderParts): boolean => {
  const generated = generatedIn(splitBlocks(transformResultsScript));
  return generated !== undefined && generated.code !== '' && blockFits(generated, fieldsJson(customDataFields));
};

const generatedIn = (parts: readonly (string | GeneratedBlock)[]): GeneratedBlock | undefined =>
  parts.find((part): part is GeneratedBlock => typeof part !== 'string' && isGeneratedFrom(part.marker.payload));

type ResponderParts = Pick<LivePersonResponder, 'name' | 'responseDataVariable' | 'customDataFields' | 'transformResultsScript'>;

/** What the marker of a generated transform holds. */
export interface GeneratedFrom extends Pick<ResponseMapping, 'rows' | 'fields'> {}

/** What belongs to a generated transform: with other fields beside it, it means something else. */
export const fieldsJson = (fields: readonly LivePersonPair[]): Json => fields.map(({ key = '', value = '' }) => [key, value]);

const isGeneratedFrom = ({ rows, fields }: JsonObject): boolean =>
  (rows === undefined || typeof rows === 'string') &&
  Array.isArray(fields) &&
  fields.every((field) => isJsonObject(field) && typeof field.name === 'string' && typeof field.path === 'string');

interface ReadField {
  readonly key: string;
  readonly place: string;
  readonly steps: readonly PathStep[];
}

/** `names`: of the result; the pages disagree on whether it is the integration's name or its response data variable. */
const readFields = (
  names: readonly string[],
  pairs: readonly LivePersonPair[],
): Pick<ImportedResponse, 'rows' | 'fields' | 'others' | 'findings'> => {
  const findings: TranslationFinding<ResultPathCode>[] = [];
  const others: LivePersonPair[] = [];
  const known = new Map<string, ReadField>();
  for (const [index, pair] of pairs.entries()) {
    const place = `/customDataFields/${index}`;
    const read = readPair(pair, names, known);
    if ('steps' in read) known.set(read.key, { ...read, place });
    else {
      others.push(pair);
      findings.push({ ...read, platformPlace: place });
    }
  }
  const fields = [...known.values()];
  const list = mostUsed(fields);
  return {
    ...(list !== undefined && { rows: list }),
    fields: fields.map((field) => {
      const finding = listFinding(field, list);
      if (finding) findings.push(finding);
      return responseField(field, list);
    }),
    others,
    findings,
  };
};

type Problem = Pick<TranslationFinding<ResultPathCode>, 'code' | 'loss' | 'severity' | 'reason' | 'fix'>;

const readPair = (
  { key = '', value = '' }: LivePersonPair,
  names: readonly string[],
  known: ReadonlyMap<string, ReadField>,
): Pick<ReadField, 'key' | 'steps'> | Problem => {
  if (known.has(key)) {
    const reason = `There is another custom data field ${JSON.stringify(key)}; the first counts.`;
    return { code: 'result-field-repeated', severity: 'warning', reason, fix: 'Give each its own name.' };
  }
  const unread = (why: string): Problem => ({
    code: 'result-field-unread',
    loss: 'degraded',
    reason: `The custom data field ${JSON.stringify(key)} is not set here: ${JSON.stringify(value)}. ${why}`,
    fix: 'Take the value from the result where it is used, or set a variable.',
  });
  if (key === '' || key.startsWith('$')) return unread('No response field can have this name.');
  const path = stepsOfResultPath(value);
  if ('reason' in path) return unread(path.reason);
  return names.includes(path.variable) ? { key, steps: path.steps } : unread(`It reads the result of ${path.variable}.`);
};

/** The list of a path that goes through one list. */
const listOf = ({ steps }: ReadField): string | undefined => {
  const first = steps.indexOf('every');
  return first === -1 || steps.lastIndexOf('every') !== first ? undefined : jsonPathOfSteps(steps.slice(0, first));
};

/** The first of the lists that most fields are of. */
const mostUsed = (fields: readonly ReadField[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const field of fields) {
    const list = listOf(field);
    if (list !== undefined) counts.set(list, (counts.get(list) ?? 0) + 1);
  }
  // The sort keeps the order of lists with as many fields.
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
};

const responseField = (field: ReadField, rows: string | undefined): ResponseField => {
  const { key, steps } = field;
  if (rows === undefined || listOf(field) !== rows) return { name: key, path: jsonPathOfSteps(steps) };
  return { name: key, path: jsonPathOfSteps(steps.slice(steps.indexOf('every') + 1)), perRow: true };
};

const listFinding = (field: ReadField, rows: string | undefined): TranslationFinding<ResultPathCode> | undefined => {
  const { key, place, steps } = field;
  const name = JSON.stringify(key);
  const platformPlace = place;
  if (steps[0] === 'every') {
    const reason = `For LivePerson ${name} finds nothing: [i] does not work on a list that is the whole result. Here it does.`;
    const fix = 'Put the list into an object in the transform script.';
    return { code: 'result-list-whole', severity: 'warning', loss: 'assumed', platformPlace, reason, fix };
  }
  if (!steps.includes('every')) return undefined;
  const list = listOf(field);
  if (list === undefined) {
    const reason = `What ${name} yields with several [i] is not documented; here it is the values of all elements in one list.`;
    return { code: 'result-list-nested', loss: 'assumed', platformPlace, reason };
  }
  if (list === rows) return undefined;
  const reason = `${name} is not of the list ${rows}, whose elements are the rows; here it is a list of its own.`;
  return { code: 'result-list-apart', loss: 'assumed', platformPlace, reason };
};
