import {
  type CallOptions,
  type CallResult,
  type CallTiming,
  type HttpRequest,
  type IntegrationCall,
  isDragomanError,
  type Outcome,
  type RenderedRequest,
  requestUrl,
} from '@dragoman/core';
import { type Attempted, type AttemptRequest, attempt } from './attempt.ts';
import { attemptWithCredential } from './attempt-with-credential.ts';
import { isOutcome } from './authenticate.ts';
import type { CallScope } from './call-scope.ts';
import { isRepeatableMethod } from './client-on.ts';
import type { HttpOptions } from './options.ts';
import { createPlaces } from './places.ts';
import { readBody } from './read-body.ts';
import { failure } from './reasons.ts';
import { one } from './response-headers.ts';
import { isTransient, parseRetryAfter, retryDelayMs } from './retry.ts';
import { type RevealedHeaders, revealHeaders } from './reveal-headers.ts';
import { createTransport, type Transport } from './transport.ts';

/**
 * Makes the executor of api nodes. A call takes a place of its integration, is checked, goes out with its credential,
 * and ends in one outcome within its deadline. It rejects with `cancelled` when its signal aborts or the executor is
 * disposed of, and with nothing else.
 *
 * Throws `configuration` for options that cannot be read.
 */
export const createIntegrationCall = (options: HttpOptions = {}): IntegrationCall & { dispose(): Promise<void> } => {
  const transport = createTransport(options);
  return { ...callOn(transport), dispose: () => transport.dispose() };
};

export const callOn = (transport: Transport): IntegrationCall => {
  const places = createPlaces();

  return {
    redact: (text) => transport.redaction.text(text),
    async call(request, options) {
      const { concurrency } = options;
      const { id } = request.integration;
      const scope = transport.open(options.timeoutMs, options.signal);
      let hasPlace = false;
      try {
        let queuedMs: number | undefined;
        if (concurrency !== undefined) {
          const entering = places.enter(id, concurrency, scope);
          hasPlace = typeof entering === 'boolean' ? entering : await entering;
          queuedMs = scope.elapsedMs;
        }
        const performed =
          concurrency === undefined || hasPlace
            ? await perform(transport, request, options, scope)
            : without(scope.ended === undefined ? { kind: 'max-connection' } : timeout);
        if (scope.ended === 'cancelled') throw scope.cancellation();
        const { outcome, headers, body } = performed;
        const timing: Writable<CallTiming> = { ...performed.phases, totalMs: scope.elapsedMs };
        if (queuedMs !== undefined) timing.queuedMs = queuedMs;
        return body === undefined ? { outcome, headers, timing } : { outcome, headers, body, timing };
      } finally {
        if (hasPlace) places.leave(id);
        scope.close();
      }
    },
  };
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Performed = Pick<CallResult, 'outcome' | 'headers' | 'body'> & Pick<Attempted, 'phases'>;

/** Everything between having a place and the outcome: attempts until one stands. */
const perform = async (transport: Transport, request: RenderedRequest, options: CallOptions, scope: CallScope): Promise<Performed> => {
  const preparing = prepared(transport, request, options);
  const plain = preparing instanceof Promise ? ((await scope.unlessEnded(preparing)) ?? timeout) : preparing;
  if (isOutcome(plain)) return without(plain);
  for (let attempts = 1; ; attempts++) {
    const attempted =
      request.credential === undefined
        ? await attempt(transport, plain, scope)
        : await attemptWithCredential(transport, plain, request.credential, scope);
    const { outcome, headers, phases } = attempted;
    const delayMs = isTransient(outcome, options.retry) ? delayBefore(transport, options, attempts, plain, attempted, scope) : undefined;
    if (delayMs === undefined) return outcome.kind === 'response' ? withBody(request, outcome, attempted) : { outcome, headers, phases };
    await scope.sleep(delayMs);
    if (scope.ended !== undefined) return without(timeout);
    options.onRetry?.(attempts + 1, outcome);
  }
};

const delayBefore = (
  transport: Transport,
  { retry }: CallOptions,
  attempts: number,
  { isRepeatable }: AttemptRequest,
  { outcome, headers, wasSent }: Attempted,
  { leftMs }: CallScope,
): number | undefined => {
  const retryAfterMs = parseRetryAfter(one(headers, 'retry-after'), transport.now());
  return retryDelayMs({ retry, attempts, outcome, isRepeatable, wasSent, retryAfterMs, leftMs, random: Math.random() });
};

/** The request without handles and before its credential, or why there is none. */
const prepared = (
  transport: Transport,
  request: RenderedRequest,
  { idempotencyKey }: CallOptions,
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
  const revealed = revealHeaders(request.headers, transport.vault);
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

const withBody = (
  { responseFormat }: RenderedRequest,
  outcome: Outcome & { kind: 'response' },
  { headers, bytes, phases }: Attempted,
): Performed => {
  const read = readBody(responseFormat, outcome.status, one(headers, 'content-type') ?? '', bytes);
  if (isOutcome(read)) return without(read, phases);
  return read.body === undefined ? { outcome, headers, phases } : { outcome, headers, body: read.body, phases };
};

const without = (outcome: Outcome, phases: Attempted['phases'] = {}): Performed => ({ outcome, headers: {}, phases });

const timeout: Outcome = { kind: 'timeout' };
