import { type HttpIntegrationInput, type IntegrationInput, isJsonObject, type Json, type Method, readBot } from '@dragoman/core';
import { jsonPathOfResponsePath } from '../response-path.ts';
import { valueAt } from '../value-at.ts';
import type { M1botApi, M1botDocument } from '../wire/document.ts';
import type { ImportWork } from './import-context.ts';
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
    const problem = problemOf(integration);
    if (problem === undefined) {
      reportSample(api, integration, pointer, work);
      return integration;
    }
    const { id: _id, name: _name, response: _response, sample: _sample, schema: _schema, neutral: _neutral, ...raw } = api;
    const carried: IntegrationInput = { id, name, kind: 'platform', adapter: 'm1bot', raw: raw as Json, response };
    const reason = `This API cannot be read, and is carried as it is. ${problem}`;
    context.report({ code: 'unknown-call', severity: 'warning', at: carried, platformPlace: pointer, reason });
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
  { context, policies, variableOf }: ImportWork,
): IntegrationInput['response'] => {
  const names = createUnique();
  const told = context.restore ? neutral : undefined;
  const fields = response.flatMap(({ path, attribute }, index) => {
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

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** Core knows what a call may look like. */
const problemOf = (integration: HttpIntegrationInput): string | undefined => {
  if (!methods.has(integration.method)) return `Its method is ${JSON.stringify(integration.method)}; m1bot has GET, POST, PUT and DELETE.`;
  return readBot({ id: 'call', integrations: [integration] }).diagnostics.find(({ severity }) => severity === 'error')?.reason;
};
