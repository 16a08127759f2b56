import {
  type HttpIntegrationInput,
  type IntegrationInput,
  type Json,
  type Method,
  type PlatformIntegrationInput,
  readBot,
} from '@dragoman/core';
import { responseOfResponder } from '../templates/response-of-responder.ts';
import type { LivePersonResponder } from '../wire/responder.ts';
import type { ImportContext, ReadTemplate } from './import-context.ts';
import { createNaming, type NamedPart } from './named-parts.ts';
import { platformPart } from './platform-part.ts';
import type { Part } from './read-part.ts';
import { bodyOf, rowsOf } from './request.ts';

export interface NamedResponder extends NamedPart<LivePersonResponder> {
  /** The neutral one. */
  readonly id: string;
}

/** Integrations with what they are called, there and here. */
export const namedResponders = (
  responders: readonly Part<LivePersonResponder>[],
  { id, report }: ImportContext,
): readonly NamedResponder[] => {
  const named = createNaming('integration', report);
  return responders.map(named).map((one) => ({ ...one, id: id('integration', { key: one.key, name: one.name, pointer: one.pointer }) }));
};

/** The base name of everything an integration yields. */
export const responseVariableOf = ({ value, name }: NamedResponder): string => value.responseDataVariable || value.name || name;

/** An integration: a request where it is one, else carried. `credentials`: neutral ids, by those of the document. */
export const integrationOf = (
  responder: NamedResponder,
  credentials: ReadonlyMap<string, string>,
  read: ReadTemplate,
  { report, restore }: ImportContext,
): IntegrationInput => {
  const { value, id, name, pointer } = responder;
  const { others, findings, ...mapping } = responseOfResponder(value, { restore });
  for (const finding of findings) report({ ...finding, platformPlace: pointer + (finding.platformPlace ?? '') });
  const base = {
    id,
    name,
    response: { variable: responseVariableOf(responder), ...mapping },
    ...(others.length > 0 && { platformOptions: { liveperson: { customDataFields: others as unknown as Json } } }),
  };
  const { integrationType } = value;
  if (integrationType !== 'API') {
    if (integrationType === undefined || !carriedTypes.has(integrationType)) {
      const shown = integrationType === undefined ? 'no type' : `the type ${JSON.stringify(integrationType)}`;
      const reason = `${JSON.stringify(name)} has ${shown}, which means nothing here; it is carried as it is.`;
      report({ code: 'unknown-integration-type', severity: 'warning', platformPlace: `${pointer}/integrationType`, reason });
    }
    return carried(base, value);
  }
  const credential = value.apiCredentialsId ? credentials.get(value.apiCredentialsId) : undefined;
  const method = methodOf(value);
  const request = method && requestOf(responder, method, read, report);
  const problem = request === undefined ? noMethod(value) : problemOf({ ...base, ...request });
  if (request !== undefined && problem === undefined) return { ...base, ...request, ...(credential !== undefined && { credential }) };
  const integration = carried(base, value);
  const reason = `${JSON.stringify(name)} cannot be read as a request, and is carried as it is. ${problem}`;
  report({ code: 'unreadable-integration', severity: 'warning', at: integration, platformPlace: pointer, reason });
  return integration;
};

/** Types that are documented and need what only the platform has. */
const carriedTypes: ReadonlySet<string> = new Set(['FAAS', 'KB']);

type Request = Pick<HttpIntegrationInput, 'method' | 'url' | 'query' | 'headers' | 'body' | 'defaultHeaders'>;
type Base = Pick<IntegrationInput, 'id' | 'name' | 'response' | 'platformOptions'>;

const requestOf = ({ value, pointer }: NamedResponder, method: Method, read: ReadTemplate, report: ImportContext['report']): Request => {
  const { webhook = '', params = [], headers = [], postBody = '' } = value;
  const body = bodyOf(postBody, `${pointer}/postBody`, read);
  return {
    method,
    url: read(webhook, `${pointer}/webhook`),
    query: rowsOf(params, 'parameter', `${pointer}/params`, read, report),
    headers: rowsOf(headers, 'header', `${pointer}/headers`, read, report),
    ...(body !== undefined && { body }),
    ...(isWithoutDefaultHeaders(value) && { defaultHeaders: false }),
  };
};

/** Assumed: whatever the toggle is called, it says that it is of default headers. */
const isWithoutDefaultHeaders = (responder: LivePersonResponder): boolean =>
  Object.entries(responder).some(([key, value]) => /default_?headers/i.test(key) && (value === false || value === 'false'));

const methods: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const methodOf = ({ method = '' }: LivePersonResponder): Method | undefined => {
  const wanted = method.trim().toUpperCase();
  return methods.find((known) => known === wanted);
};

const noMethod = ({ method }: LivePersonResponder): string =>
  method === undefined ? 'It has no method. Choose one.' : `There is no method ${JSON.stringify(method)}. Choose another.`;

/** Core knows what a request may look like. Real documents hold addresses that are none. */
const problemOf = (integration: IntegrationInput): string | undefined =>
  readBot({ id: 'call', integrations: [integration] }).diagnostics.find(({ severity }) => severity === 'error')?.reason;

/** The integration without what is modelled. */
const carried = (base: Base, value: LivePersonResponder): PlatformIntegrationInput => {
  const { id: _id, name: _name, chatbotId: _bot, responseDataVariable: _variable, customDataFields: _fields, ...rest } = value;
  const { transformResultsScript: _transform, ...raw } = rest;
  return { ...base, ...platformPart(raw) };
};
