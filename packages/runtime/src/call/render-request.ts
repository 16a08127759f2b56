import {
  type ApiNode,
  type Body,
  type CompiledHeader,
  type CompiledText,
  type CompiledUrl,
  type Credential,
  compileHeader,
  compileJsonBody,
  compileText,
  compileUrl,
  type ErrorReason,
  type HttpIntegration,
  type Lookup,
  type Rendered,
  type RenderedRequest,
  type Row,
  type SealedText,
  type Semantics,
} from '@dragoman/core';

export interface CompiledRequest {
  readonly integration: HttpIntegration;
  readonly url: CompiledUrl;
  readonly parts: RequestParts;
  readonly defaultHeaders: readonly CompiledHeaderRow[];
  readonly credential?: CompiledCredential;
}

/** What an integration and an api node can both say of a request. */
export interface RequestParts {
  readonly query: readonly { readonly name: string; readonly value: CompiledText }[];
  readonly headers: readonly CompiledHeaderRow[];
  readonly body?: CompiledBody;
}

interface CompiledCredential {
  readonly rendered: RenderedCredential;
  /** Gives the token of the person in the conversation, for a credential that is made of it. */
  readonly token: CompiledText | undefined;
}

type RenderedCredential = NonNullable<RenderedRequest['credential']>;

interface CompiledHeaderRow {
  readonly name: string;
  readonly key: string;
  readonly value: CompiledHeader;
}

interface CompiledBody {
  readonly contentType: string;
  render(lookup: Lookup, semantics: Semantics): Rendered<string>;
}

export type RequestProblem = { readonly reason: Extract<ErrorReason, 'configuration' | 'conflict'>; readonly detail: string };

export const compileRequest = (
  integration: HttpIntegration,
  semantics: Semantics,
  credential: Credential | undefined,
): CompiledRequest => ({
  integration,
  url: compileUrl(integration.url),
  parts: compileRequestParts(integration),
  defaultHeaders: compileHeaders(semantics.defaultHeaders),
  ...(integration.credential !== undefined && {
    // The executor refuses a kind it does not know, and says so; a stubbed call is not affected.
    credential: credential
      ? compileCredential(credential)
      : { rendered: { id: integration.credential, kind: 'missing', fields: {} }, token: undefined },
  }),
});

export const compileRequestParts = (source: Pick<ApiNode, 'query' | 'headers' | 'body'>): RequestParts => ({
  query: (source.query ?? []).map(({ name, value }) => ({ name, value: compileText(value) })),
  headers: compileHeaders(source.headers ?? []),
  ...(source.body && { body: compileBody(source.body) }),
});

/** The request of one call, or why it cannot be sent. */
export const renderRequest = (
  { integration, url, parts, defaultHeaders, credential }: CompiledRequest,
  own: RequestParts | undefined,
  node: RenderedRequest['node'],
  lookup: Lookup,
  semantics: Semantics,
): { readonly request: RenderedRequest } | { readonly problem: RequestProblem } => {
  const address = url.render(lookup, semantics);
  if (!address.ok) return { problem: { reason: 'configuration', detail: `url: ${address.problem}` } };
  const body = own?.body ?? parts.body;
  const content = body?.render(lookup, semantics);
  if (content && !content.ok) return { problem: { reason: 'configuration', detail: `body: ${content.problem}` } };
  const headers = renderHeaders(parts.headers, own?.headers ?? [], defaultHeaders, body?.contentType, lookup, semantics);
  if ('problem' in headers) return headers;
  const query = parts.query.map(({ name, value }) => ({ name, value: value.render(lookup, semantics) }));
  if (own) for (const { name, value } of own.query) query.push({ name, value: value.render(lookup, semantics) });
  return {
    request: {
      integration: { id: integration.id, name: integration.name },
      node,
      method: integration.method,
      url: address.value,
      query,
      queryEncoding: semantics.encoding.query,
      headers: headers.rows,
      ...(content && { body: content.value }),
      ...(credential && { credential: renderCredential(credential, lookup) }),
      responseFormat: integration.response.format,
      ...(integration.pagination && { pagination: integration.pagination }),
      ...(integration.idempotency && { idempotencyHeader: integration.idempotency.header }),
    },
  };
};

const compileCredential = ({ id, kind, fields }: Credential): CompiledCredential => {
  const { variable } = fields;
  const isOfPerson = kind === 'consumer-token' && typeof variable === 'string';
  return { rendered: { id, kind, fields }, token: isOfPerson ? compileText(`{{${variable}}}`) : undefined };
};

const renderCredential = ({ rendered, token }: CompiledCredential, lookup: Lookup): RenderedCredential =>
  token === undefined ? rendered : { ...rendered, fields: { ...rendered.fields, token: token.render(lookup, { unsetText: 'empty' }) } };

type HeaderRows = { name: string; value: SealedText }[];

const renderHeaders = (
  shared: readonly CompiledHeaderRow[],
  own: readonly CompiledHeaderRow[],
  defaults: readonly CompiledHeaderRow[],
  contentType: string | undefined,
  lookup: Lookup,
  semantics: Semantics,
): { readonly rows: HeaderRows } | { readonly problem: RequestProblem } => {
  const rows: (HeaderRows[number] & { readonly key: string })[] = [];
  const winners = semantics.defaultHeadersWin ? new Set(defaults.map(({ key }) => key)) : undefined;
  for (const source of [shared, own]) {
    const before = rows.length;
    for (const { name, key, value } of source) {
      if (winners?.has(key)) continue;
      const rendered = value.render(lookup, semantics);
      if (!rendered.ok) return { problem: { reason: 'configuration', detail: `header ${name}: ${rendered.problem}` } };
      const said = rows.findIndex((row, index) => index < before && row.key === key);
      if (said === -1) rows.push({ name, key, value: rendered.value });
      else if (!sameSealed(rows[said]?.value, rendered.value)) {
        return { problem: { reason: 'conflict', detail: `header ${name} is set to another value by the integration than by the node.` } };
      }
    }
  }
  for (const { name, key, value } of defaults) {
    if (rows.some((row) => row.key === key)) continue;
    const rendered = value.render(lookup, semantics);
    if (rendered.ok) rows.push({ name, key, value: rendered.value });
  }
  if (contentType !== undefined && !rows.some(({ key }) => key === 'content-type'))
    rows.push({ name: 'content-type', key: 'content-type', value: contentType });
  return { rows: rows.map(({ name, value }) => ({ name, value })) };
};

const sameSealed = (a: SealedText | undefined, b: SealedText): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const compileHeaders = (rows: readonly Row[]): readonly CompiledHeaderRow[] =>
  rows.map(({ name, value }) => ({ name, key: name.toLowerCase(), value: compileHeader(value) }));

const compileBody = (body: Body): CompiledBody => {
  if ('json' in body) {
    const json = compileJsonBody(body.json);
    return { contentType: 'application/json', render: (lookup, semantics) => json.render(lookup, semantics) };
  }
  if ('text' in body) {
    const text = compileText(body.text);
    return {
      contentType: body.contentType ?? 'text/plain; charset=utf-8',
      render: (lookup, semantics) => ({ ok: true, value: text.render(lookup, semantics) }),
    };
  }
  const rows = body.form.map(({ name, value }) => ({ name, value: compileText(value) }));
  return {
    contentType: 'application/x-www-form-urlencoded',
    render: (lookup, semantics) => ({
      ok: true,
      value: rows.map(({ name, value }) => `${formEncode(name)}=${formEncode(value.render(lookup, semantics))}`).join('&'),
    }),
  };
};

const formEncode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
