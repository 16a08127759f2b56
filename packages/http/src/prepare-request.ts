import { type CallOptions, type HttpRequest, isDragomanError, type Outcome, type RenderedRequest, requestUrl } from '@dragoman/core';
import type { AttemptRequest } from './attempt.ts';
import { isOutcome } from './authenticate.ts';
import { isRepeatableMethod } from './client-on.ts';
import { failure } from './reasons.ts';
import { type RevealedHeaders, revealHeaders } from './reveal-headers.ts';
import type { Transport } from './transport.ts';

/** The request without handles and before its credential, or why there is none. */
export const prepareRequest = (
  { vault }: Pick<Transport, 'vault'>,
  request: RenderedRequest,
  { idempotencyKey }: Pick<CallOptions, 'idempotencyKey'>,
): AttemptRequest | Outcome | Promise<AttemptRequest | Outcome> => {
  if (request.platform !== undefined) {
    return failure(
      'unsupported',
      `"${request.integration.name}" belongs to ${request.platform.adapter} and cannot be called from here. Stub it, or add a plugin that executes it.`,
    );
  }
  const url = webUrl(request);
  if (isOutcome(url)) return url;
  const { idempotencyHeader, method, body } = request;
  const complete = ({ rows, sensitive }: RevealedHeaders): AttemptRequest => {
    const hasKey = idempotencyHeader !== undefined && idempotencyKey !== undefined;
    const headers = hasKey ? [...rows, { name: idempotencyHeader, value: idempotencyKey }] : rows;
    const http: HttpRequest = body === undefined ? { method, url, headers } : { method, url, headers, body };
    return { http, sensitive, isRepeatable: hasKey || isRepeatableMethod(method) };
  };
  const revealed = revealHeaders(request.headers, vault);
  return revealed instanceof Promise ? revealed.then(complete, unrevealed) : complete(revealed);
};

const unrevealed = (error: unknown): Outcome =>
  failure('configuration', isDragomanError(error) ? error.message : 'A secret could not be read from where secrets are kept.');

const webUrl = (request: RenderedRequest): URL | Outcome => {
  const url = URL.parse(requestUrl(request));
  const { name } = request.integration;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return failure('configuration', `The address of "${name}" is not a web address. It must begin with https:// and name a host.`);
  }
  if (url.username !== '' || url.password !== '') {
    return failure('configuration', `The address of "${name}" holds a user name or password. Use a credential of the kind "basic".`);
  }
  return url;
};
