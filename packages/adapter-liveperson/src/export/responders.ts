import { isJsonObject, type Row } from '@dragoman/core';
import { customDataOf } from '../templates/custom-data-of.ts';
import type { LivePersonPair, LivePersonResponder } from '../wire/responder.ts';
import type { ExportWork, View } from './export-view.ts';

type IntegrationView = View['integrations'][number];

/** An integration as LivePerson writes one. */
export const responderOf = (integration: IntegrationView, work: ExportWork): LivePersonResponder => {
  const { bot, chatBotId, context } = work;
  const { customDataFields, transform, findings } = customDataOf(integration);
  for (const finding of findings) context.report({ at: integration, ...finding });
  const kept = keptFields(integration);
  const known: LivePersonResponder = {
    chatbotId: chatBotId,
    id: bot.key(integration),
    name: integration.name,
    ...requestOf(integration, work),
    defaultValues: ['title', 'subTitle', 'image', 'itemUrl'].map((key) => ({ key })),
    ...(integration.kind === 'http' && bodyOf(integration, work)),
    ...(customDataFields.length > 0 && { customDataFields: customDataFields.map((field) => ({ ...field })) }),
    results: { type: 'TEXT', tile: { tileData: [{ buttons: [], quickReplyList: [] }] } },
    group: 'Responders',
    ...(transform !== undefined && { transformResultsScript: transform }),
    responseDataVariable: integration.response.variable,
    integrationType: 'API',
    ...(integration.kind === 'http' && credentialOf(integration, work)),
    ...(integration.kind === 'http' && integration.defaultHeaders === false && withoutDefaultHeaders(integration, work)),
    tangoContextEnabled: false,
  };
  return { ...known, ...kept };
};

type HttpView = Extract<IntegrationView, { readonly kind: 'http' }>;

const requestOf = (integration: IntegrationView, { context: { print } }: ExportWork) => {
  if (integration.kind === 'platform') return {};
  const pairs = (rows: readonly Row[]): LivePersonPair[] => rows.map(({ name, value }) => ({ key: name, value: print(value) }));
  const { method, url, query, headers } = integration;
  return {
    webhook: print(url),
    method,
    ...(headers.length > 0 && { headers: pairs(headers) }),
    ...(query.length > 0 && { params: pairs(query) }),
  };
};

const bodyOf = ({ body }: HttpView, { context: { print } }: ExportWork) => {
  if (body === undefined || 'form' in body) return {};
  return { postBody: print('json' in body ? body.json : body.text) };
};

/** An export says which credential an integration uses, never what is in it. */
const credentialOf = (integration: HttpView, { bot, context }: ExportWork) => {
  if (integration.credential === undefined) return {};
  const credential = bot.credential(integration.credential);
  context.report({
    code: 'credential-by-reference',
    at: integration,
    loss: 'assumed',
    reason: `The export names the credential ${JSON.stringify(credential.name)}, which has to be there: no export holds one.`,
    fix: 'Create it in LivePerson, and choose it in the integration after the import.',
  });
  return { apiCredentialsId: bot.key(credential), ...securityProtocolOf(credential.kind, credential.fields.securityProtocol) };
};

const withoutDefaultHeaders = (integration: HttpView, { context }: ExportWork) => {
  context.report({
    code: 'default-headers-assumed',
    at: integration,
    loss: 'assumed',
    reason: `${JSON.stringify(integration.name)} is exported with its default headers off under a name that LivePerson does not document.`,
    fix: 'Look at the toggle of the integration after the import.',
  });
  return { useDefaultHeaders: false };
};

/** Assumed: the names of the types that no export shows are spelled like those that one does. */
const securityProtocolOf = (kind: string, known: unknown) => {
  if (typeof known === 'string') return { securityProtocol: known };
  const protocol = protocols[kind];
  return protocol === undefined ? {} : { securityProtocol: protocol };
};

const protocols: { readonly [kind: string]: string | undefined } = {
  'liveperson/access-token': 'ACCESS_TOKEN',
  'liveperson/oauth2': 'OAUTH2',
  'access-token': 'ACCESS_TOKEN',
  basic: 'BASIC_AUTH',
  'mutual-tls': 'MUTUAL_AUTH',
  'oauth2-authorization-code': 'OAUTH2',
  'oauth2-client-credentials': 'OAUTH2',
};

/** What an integration of the platform's own is, and what the author says of it to LivePerson. */
const keptFields = (integration: IntegrationView): object => {
  if (integration.kind !== 'platform' || !isJsonObject(integration.raw)) return {};
  return integration.raw;
};
