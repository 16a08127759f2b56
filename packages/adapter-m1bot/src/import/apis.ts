import {
  formatPointer,
  type HttpIntegrationInput,
  type IntegrationInput,
  isJsonObject,
  type Json,
  type Method,
  parsePointer,
  readBot,
} from '@dragoman/core';
import { placeInside } from '../place-inside.ts';
import { jsonPathOfResponsePath } from '../response-path.ts';
import { valueAt } from '../value-at.ts';
import type { M1botApi, M1botDocument } from '../wire/document.ts';
import { reportAttribute } from './attributes.ts';
import type { ImportContext, ImportWork } from './import-context.ts';
import { createUnique } from './keyed-components.ts';

/** The APIs as integrations. What cannot be called is carried as it is. */
export const importedApis = ({ apis = [] }: M1botDocument, work: ImportWork): readonly IntegrationInput[] => {
  const { context } = work;
  const [keys, names] = [createUnique(), createUnique()];
  return apis.map((api, index): IntegrationInput => {
    const pointer = `/apis/${index}`;
    const key = keys(api.id);
    const name = names(api.name);
    if (key !== api.id) {
      const reason = `There is another API ${JSON.stringify(api.id)}: components call the first.`;
      context.report({ code: 'duplicate-id', severity: 'warning', platformPlace: pointer, reason, fix: 'Give it an id of its own.' });
    }
    const id = context.id('integration', { key, name, pointer });
    const response = responseOf(api, id, pointer, work);
    const call = callOf(api, pointer, work);
    const integration: HttpIntegrationInput = { id, name, ...call, response };
    const problem = problemOf(integration, api);
    if (problem === undefined) {
      reportSample(api, integration, pointer, work);
      reportBody(api, integration, pointer, work);
      return integration;
    }
    const { id: _id, name: _name, response: _response, sample: _sample, schema: _schema, neutral: _neutral, ...raw } = api;
    const carried: IntegrationInput = { id, name, kind: 'platform', adapter: 'm1bot', raw: raw as Json, response };
    context.report({
      code: 'unknown-call',
      severity: 'warning',
      at: carried,
      platformPlace: pointer + formatPointer(problem.steps),
      reason: `This API cannot be called, and is carried as it is. ${problem.reason}`,
      fix: problem.fix,
    });
    return carried;
  });
};

const callOf = ({ method, url, parameters = [], headers = [], body }: M1botApi, pointer: string, { read }: ImportWork) => {
  const rows = (list: typeof parameters, tab: string) =>
    list.map(({ key, value }, index) => ({ name: key, value: read(value, { platformPlace: `${pointer}/${tab}/${index}/value` }) }));
  const json = body === undefined || body.trim() === '' ? undefined : read(body, { platformPlace: `${pointer}/body` });
  return {
    method: method.toUpperCase() as Method,
    url: read(url, { platformPlace: `${pointer}/url` }),
    query: rows(parameters, 'parameters'),
    headers: rows(headers, 'headers'),
    ...(json !== undefined && { body: { json } }),
  };
};

const responseOf = (
  { response = [], sample, schema, neutral }: M1botApi,
  id: string,
  pointer: string,
  { context, policies, variableOf, isAttribute }: ImportWork,
): IntegrationInput['response'] => {
  const names = createUnique();
  const told = context.restore ? neutral : undefined;
  const fields = response.flatMap(({ path, attribute }, index) => {
    reportAttribute(attribute, `${pointer}/response/${index}/attribute`, { context, isAttribute });
    if (response.findIndex((row) => row.path === path) < index) reportTwice(path, `${pointer}/response/${index}/path`, context);
    const jsonPath = jsonPathOfResponsePath(path);
    if (jsonPath !== undefined) return [{ name: names(told?.fields[index] ?? attribute), path: jsonPath, to: variableOf(attribute) }];
    const reason = `${JSON.stringify(path)} is no path into a response, such as data.items.0.name.`;
    context.report({ code: 'path-not-carried', severity: 'error', platformPlace: `${pointer}/response/${index}/path`, reason });
    return [];
  });
  return {
    variable: told?.variable ?? id,
    fields,
    onMissing: policies.missingPath === 'keep' && fields.length > 0 ? 'keep' : 'unset',
    ...(sample !== undefined && { sample }),
    ...(schema !== undefined && { schema }),
  };
};

/** @see https://help.botpenguin.com Your APIs: a variable of the response has one drop-down of attributes. */
const reportTwice = (path: string, platformPlace: string, { report }: ImportContext): void =>
  report({
    code: 'mapped-twice',
    severity: 'warning',
    platformPlace,
    reason: `${JSON.stringify(path)} is mapped above already; m1bot maps it to one attribute.`,
    fix: 'Use that attribute, and remove this row.',
  });

/** What is mapped must be in what Test answered. */
const reportSample = ({ response = [], sample }: M1botApi, at: object, pointer: string, { context }: ImportWork): void => {
  if (sample === undefined) return;
  if (!isJsonObject(sample) && !Array.isArray(sample)) {
    const reason = 'The saved response is no JSON object or list, so nothing can be mapped from it.';
    context.report({
      code: 'response-not-json',
      severity: 'error',
      at,
      platformPlace: `${pointer}/sample`,
      reason,
      fix: 'm1bot calls APIs that answer in JSON.',
    });
    return;
  }
  for (const [index, { path }] of response.entries()) {
    if (valueAt(sample, path) !== undefined) continue;
    const reason = `The saved response has nothing at ${JSON.stringify(path)}, so the attribute would stay as it is.`;
    const fix = 'Test the API again, and map what is there.';
    context.report({
      code: 'mapped-path-missing',
      severity: 'warning',
      at,
      platformPlace: `${pointer}/response/${index}/path`,
      reason,
      fix,
    });
  }
};

/** @see https://help.botpenguin.com Your APIs: a body is not recommended with GET. */
const reportBody = ({ method, body = '' }: M1botApi, at: object, pointer: string, { context }: ImportWork): void => {
  if (method.toUpperCase() !== 'GET' || body.trim() === '') return;
  const reason = 'A body stands beside GET, which m1bot advises against: servers may not read it.';
  const fix = 'Move it to the parameters, or use POST.';
  context.report({ code: 'body-with-get', severity: 'info', at, platformPlace: `${pointer}/body`, reason, fix });
};

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

interface Problem {
  /** Where in the API. */
  readonly steps: readonly (string | number)[];
  readonly reason: string;
  readonly fix: string;
}

/** Core knows what a call may look like. */
const problemOf = (integration: HttpIntegrationInput, api: M1botApi): Problem | undefined => {
  if (!methods.has(integration.method)) {
    return {
      steps: ['method'],
      reason: `Its method is ${JSON.stringify(integration.method)}.`,
      fix: 'm1bot has GET, POST, PUT and DELETE.',
    };
  }
  const { diagnostics } = readBot({ id: 'call', integrations: [integration] });
  const found = diagnostics.find(({ severity }) => severity === 'error');
  if (found === undefined) return undefined;
  const [, , ...path] = parsePointer(found.place);
  const steps = placeInside('integration', path, api as Json) ?? [];
  return { steps, reason: found.reason, fix: found.fix ?? 'Correct it, or calls of it fail.' };
};
