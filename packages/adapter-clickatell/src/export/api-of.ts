import { type Body, type HttpIntegration, isJsonObject, type Row } from '@dragoman/core';
import { fieldSteps, rowFieldSteps } from '../templates/field-steps.ts';
import type { ClickatellApi } from '../wire/document.ts';
import type { KeyValue, NodeBody } from '../wire/node.ts';
import { baseElementOf, type Printing, type View } from './printing.ts';

/** An endpoint: what every step that calls it has in common. */
export const apiOf = (integration: View['integrations'][number], printing: Printing): ClickatellApi => {
  const { bot, report } = printing;
  const { name, response, timeoutMs, concurrency } = integration;
  const named = new Set([...fieldSteps(response.fields), ...rowFieldSteps(response.fields)].map((field) => field.name));
  const fields = response.fields.filter((field) => named.has(field.name));
  for (const field of response.fields) {
    if (fields.includes(field)) continue;
    const reason = `No variable there has a name for ${field.path}, so ${field.name} has no value.`;
    report({ code: 'field-path-not-carried', at: field, loss: 'degraded', reason, fix: 'Select it by a path of names and positions.' });
  }
  const sharing = bot.integrations.find((other) => other.response.variable === response.variable);
  if (sharing !== integration) {
    const reason = `Another endpoint is called ${response.variable} too, and there the name is that of the variables.`;
    report({
      code: 'shared-response-variable',
      at: integration,
      loss: 'degraded',
      reason,
      fix: 'Give each response a variable of its own.',
    });
  }
  const neutral = {
    ...(name !== response.variable && { name }),
    ...(response.rows !== undefined && response.rows !== baseElementOf(integration) && { rows: response.rows }),
    ...(fields.length > 0 && { fields: fields.map(({ name: field, path, perRow }) => ({ name: field, path, ...(perRow && { perRow }) })) }),
  };
  return {
    id: bot.key(integration),
    name: response.variable,
    ...(integration.kind === 'http' ? httpOf(integration, printing) : carried(integration.raw)),
    ...(baseElementOf(integration) !== undefined && { baseElement: baseElementOf(integration) }),
    elementValidation: response.outcome === 'status' ? 'HTTP_RESPONSE_CODE' : response.outcome.jsonpath,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(concurrency && { maxConnections: concurrency.limit, ...(concurrency.queue !== undefined && { maxWaiting: concurrency.queue }) }),
    ...(Object.keys(neutral).length > 0 && { neutral }),
  };
};

const httpOf = (integration: HttpIntegration, printing: Printing) => {
  const { method, url, query, headers, body } = integration;
  if (method === 'PUT' || method === 'DELETE') {
    const reason = `Assumed: Chat Flow sends ${method}. Its FAQ names it, the page of the node only GET and POST.`;
    printing.report({ code: 'method-from-faq', at: integration, loss: 'assumed', reason });
  }
  reportBody(method, body, integration, printing);
  return {
    url: printing.text(url),
    method: method as ClickatellApi['method'],
    ...(headers.length > 0 && { headers: rowsOf(headers, printing) }),
    ...(query.length > 0 && { query: rowsOf(query, printing) }),
    ...(body && { body: bodyOf(body, printing) }),
  };
};

const carried = (raw: unknown): Pick<ClickatellApi, 'url' | 'method'> => ({
  url: '',
  method: 'GET',
  ...(isJsonObject(raw as never) ? (raw as object) : {}),
});

export const reportBody = (method: string, body: Body | undefined, at: object, { report }: Printing): void => {
  if (body === undefined || method !== 'GET') return;
  const reason = 'Assumed: Chat Flow sends a body with GET. Its page speaks of bodies for POST alone.';
  report({ code: 'body-without-post', at, loss: 'assumed', reason, fix: 'Use POST, or put the values into the query.' });
};

export const rowsOf = (rows: readonly Row[], { text }: Printing): KeyValue[] =>
  rows.map(({ name, value }) => ({ key: name, value: text(value) }));

export const bodyOf = (body: Body, { text }: Printing): NodeBody => {
  if ('json' in body) return { json: text(body.json) };
  if ('text' in body) return { text: text(body.text), ...(body.contentType !== undefined && { contentType: body.contentType }) };
  return { text: '' };
};
