import {
  type BodyInput,
  type Diagnostic,
  formatPointer,
  type HttpIntegrationInput,
  type IntegrationInput,
  type Json,
  parsePointer,
  type Row,
  readBot,
} from '@dragoman/core';
import { baseNames } from '../export/printing.ts';
import { placeInside } from '../place-inside.ts';
import type { ClickatellApi } from '../wire/document.ts';
import type { KeyValue, NodeBody } from '../wire/node.ts';
import type { Reading } from './reading.ts';

/** An endpoint as an integration. One that cannot be read is carried. */
export const integrationOf = (
  api: ClickatellApi,
  at: { readonly id: string; readonly name: string; readonly pointer: string },
  reading: Reading,
): IntegrationInput => {
  const { id, name, pointer } = at;
  const response = responseOf(api);
  const { timeoutMs, maxConnections, maxWaiting } = api;
  const common = {
    id,
    name,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(maxConnections !== undefined && { concurrency: { limit: maxConnections, ...(maxWaiting !== undefined && { queue: maxWaiting }) } }),
    ...(api.baseElement !== undefined && { platformOptions: { clickatell: { baseElement: api.baseElement } } }),
  };
  const integration: HttpIntegrationInput = {
    ...common,
    method: api.method,
    url: reading.text(api.url, `${pointer}/url`),
    ...(api.headers && { headers: rowsOf(api.headers, `${pointer}/headers`, reading, 'header') }),
    ...(api.query && { query: rowsOf(api.query, `${pointer}/query`, reading) }),
    ...(api.body && { body: bodyOf(api.body, `${pointer}/body`, reading) }),
    response,
  };
  reportMethod(api.method, `${pointer}/method`, reading);
  if (api.body) reportBody(api.method, `${pointer}/body`, reading);
  const problem = problemOf(integration);
  if (problem === undefined) return integration;
  const field = fieldOf(problem.place, api);
  const isJudging = field[0] === 'elementValidation';
  reading.context.report({
    code: 'unreadable-api',
    severity: 'warning',
    platformPlace: pointer + formatPointer(field),
    reason: `This endpoint cannot be read, and is carried as it is. ${problem.reason}`,
    fix: isJudging ? 'Use HTTP_RESPONSE_CODE, or a JSONPath such as $.status.' : (problem.fix ?? 'Correct what is wrong with it.'),
  });
  const { url, method, headers, query, body, elementValidation } = api;
  const raw = withoutUnset({ url, method, headers, query, body, elementValidation }) as Json;
  return { ...common, kind: 'platform', adapter: 'clickatell', raw, response: { variable: response.variable } };
};

const responseOf = ({ name, elementValidation, baseElement, neutral }: ClickatellApi): HttpIntegrationInput['response'] => {
  const rows = neutral?.rows ?? (baseNames(baseElement).isSearched ? baseElement : undefined);
  return {
    variable: name,
    ...(elementValidation.trim() !== 'HTTP_RESPONSE_CODE' && { outcome: { jsonpath: elementValidation } }),
    ...(rows !== undefined && { rows }),
    ...(neutral?.fields && {
      fields: neutral.fields.map(({ name: field, path, perRow }) => ({
        name: field,
        path,
        ...(perRow && rows !== undefined && { perRow }),
      })),
    }),
  };
};

/** Core knows what a call may look like. Real documents hold addresses and paths that are none. */
const problemOf = (integration: HttpIntegrationInput): Diagnostic | undefined =>
  readBot({ id: 'call', integrations: [integration] }).diagnostics.find(({ severity }) => severity === 'error');

const fieldOf = (place: string, api: ClickatellApi): readonly (string | number)[] => {
  const [, , ...path] = parsePointer(place);
  return placeInside('integration', path, api as Json) ?? [];
};

const reportMethod = (method: string, platformPlace: string, { context }: Reading): void => {
  if (method !== 'PUT' && method !== 'DELETE') return;
  const reason = `Chat Flow's FAQ names ${method}, the page of the node only GET and POST.`;
  context.report({ code: 'method-from-faq', severity: 'info', platformPlace, reason });
};

export const reportBody = (method: string, platformPlace: string, { context }: Reading): void => {
  if (method !== 'GET') return;
  const reason = "Chat Flow's page speaks of bodies for POST alone; here it is sent with GET.";
  const fix = 'Use POST, or put the values into the query.';
  context.report({ code: 'body-without-post', severity: 'info', platformPlace, reason, fix });
};

export const rowsOf = (rows: readonly KeyValue[], pointer: string, { text }: Reading, where?: 'header'): readonly Row[] =>
  rows.map(({ key, value }, index) => ({ name: key, value: text(value, `${pointer}/${index}/value`, where) }));

export const bodyOf = (body: NodeBody, pointer: string, { text }: Reading): BodyInput =>
  'json' in body && typeof body.json === 'string'
    ? { json: text(body.json, `${pointer}/json`) }
    : { text: text(String(body.text), `${pointer}/text`), ...(typeof body.contentType === 'string' && { contentType: body.contentType }) };

export const withoutUnset = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
