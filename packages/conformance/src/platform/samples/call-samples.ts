import type { Capabilities, CredentialInput, HttpIntegrationInput, PlatformAdapter } from '@dragoman/core';
import type { CanonicalBot } from '../canonical-bot.ts';
import { integrationFor } from './integration-for.ts';
import { fieldOf, type Sample, sampleBot, say } from './sample.ts';

const bodied: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** A bot for each thing a request may be or carry. */
export const requestSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const { methods, request, call, credentials } = capabilities;
  const withBody = methods.find((method) => bodied.includes(method));
  const body = (more: HttpIntegrationInput['body']): Partial<HttpIntegrationInput> => ({
    ...(withBody && { method: withBody }),
    ...(more && { body: more }),
  });
  const sample = (title: string, more: Partial<HttpIntegrationInput>, field: string, node: object = {}): Sample => ({
    title,
    bot: callBot(adapter, more, node),
    probe: field.startsWith('node ') ? fieldOf('api', field.slice(5)) : integrationField(field),
  });
  const requests: { readonly [R in Capabilities['request'][number]]: () => Sample } = {
    query: () => sample('query', { query: rows }, 'query'),
    headers: () => sample('headers', { headers: headerRows }, 'headers'),
    json: () => sample('json body', body({ json: '{"id":"{{answer}}","size":2}' }), 'body'),
    form: () => sample('form body', body({ form: rows }), 'body'),
    text: () => sample('text body', body({ text: 'Order {{answer}}' }), 'body'),
    'node-query': () => sample('query of the node', {}, 'node query', { query: rows }),
    'node-headers': () => sample('headers of the node', {}, 'node headers', { headers: headerRows }),
    'node-body': () => sample('body of the node', body(undefined), 'node body', { body: { json: '{"id":"{{answer}}"}' } }),
  };
  return [
    sample('url', { url: 'https://api.example/orders/{{answer}}' }, 'url'),
    ...methods.map((method) => sample(`method ${method}`, { method }, 'method')),
    ...request
      .filter((entry) => withBody !== undefined || !['json', 'form', 'text', 'node-body'].includes(entry))
      .map((entry) => requests[entry]()),
    ...call.map((field) =>
      sample(field, { ...(field === 'onInterrupted' && { method: withBody ?? methods[0] ?? 'GET' }), [field]: callValues[field] }, field),
    ),
    ...credentials.flatMap((kind): readonly Sample[] => {
      const fields = credentialFields[kind];
      if (fields === undefined) return [];
      const credential: CredentialInput = { id: 'key', name: 'Key', kind, fields };
      return [
        {
          title: `credential ${kind}`,
          bot: { ...callBot(adapter, { credential: 'key' }), credentials: [credential] },
          probe: (bot) => [capabilities.credentialFields ? bot.credentials : bot.credentials.length, integrationField('credential')(bot)],
        },
      ];
    }),
  ];
};

// The names repeat and the order tells: neither may be lost.
const rows = [
  { name: 'tag', value: 'b' },
  { name: 'id', value: '{{answer}}' },
  { name: 'tag', value: 'a' },
];
const headerRows = [
  { name: 'x-trace', value: 'on' },
  { name: 'x-customer', value: '{{answer}}' },
];

const callValues: { readonly [F in Capabilities['call'][number]]: unknown } = {
  timeoutMs: 4_000,
  retry: { retries: 2, statuses: [503] },
  concurrency: { limit: 4, queue: 10 },
  idempotency: { header: 'idempotency-key' },
  onInterrupted: 'resend',
  defaultHeaders: false,
  pagination: { next: { cursor: '$.next', query: 'after' }, rows: '$.items', maxPages: 5 },
};

/** The built-in kinds. What a plugin's takes, the kit cannot know. */
const credentialFields: { readonly [kind: string]: CredentialInput['fields'] | undefined } = {
  basic: { username: 'shop', password: { secret: 'SHOP_PASSWORD' } },
  'access-token': { type: 'Bearer', token: { secret: 'SHOP_TOKEN' } },
  'api-key': { header: 'x-api-key', key: { secret: 'SHOP_KEY' } },
};

/** A bot for each thing a response mapping may hold. */
export const responseSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { response } = adapter.capabilities;
  const has = (...entries: readonly Capabilities['response'][number][]): boolean => entries.every((entry) => response.includes(entry));
  const sample = (title: string, more: Partial<HttpIntegrationInput['response']>): Sample => ({
    title,
    bot: callBot(adapter, { response: { variable: 'reply', ...more } }),
    probe: integrationField('response'),
  });
  const field = { name: 'state', path: '$.order.state' };
  return [
    sample('variable', {}),
    ...(has('fields') ? [sample('fields', { fields: [field, { name: 'count', path: '$.items[0].count' }] })] : []),
    ...(has('to') && !has('keep-only') ? [sample('to', { fields: [{ ...field, to: 'state' }] })] : []),
    ...(has('fields', 'type') ? [sample('type', { fields: [{ ...field, type: 'number' }] })] : []),
    ...(has('rows') ? [sample('rows', { rows: '$.items[*]' })] : []),
    ...(has('fields', 'rows', 'perRow')
      ? [sample('perRow', { rows: '$.items[*]', fields: [{ name: 'title', path: '$.title', perRow: true }] })]
      : []),
    ...(has('to', 'keep') || has('to', 'keep-only') ? [sample('keep', { fields: [{ ...field, to: 'state' }], onMissing: 'keep' })] : []),
    ...(has('jsonpath') ? [sample('jsonpath outcome', { outcome: { jsonpath: '$.state' } })] : []),
    ...(has('xml') ? [sample('xml', { format: 'xml' })] : []),
    ...(has('text') ? [sample('text', { format: 'text' })] : []),
    ...(has('transform') && adapter.capabilities.scripts[0] !== undefined
      ? [sample('transform', { transform: { dialect: adapter.capabilities.scripts[0], source: 'var seen = 1;' } })]
      : []),
  ];
};

const callBot = (adapter: PlatformAdapter, more: Partial<HttpIntegrationInput>, node: object = {}) =>
  sampleBot(adapter, [{ id: 'first', kind: 'api', integration: 'call', ...node }, say(adapter.capabilities, 'last', 'Done.')], {
    integrations: [integrationFor(adapter.capabilities, more)],
  });

const integrationField =
  (field: string) =>
  ({ integrations }: CanonicalBot): unknown =>
    integrations.map((integration) => integration[field]);
