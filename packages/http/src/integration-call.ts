import {
  type CallOptions,
  type CallResult,
  type HttpRequest,
  type IntegrationCall,
  isDragomanError,
  type Outcome,
  type RenderedRequest,
  requestUrl,
} from '@dragoman/core';
import { type Attempted, type AttemptRequest, attempt, one } from './attempt.ts';
import { isOutcome } from './authenticate.ts';
import type { CallScope } from './call-scope.ts';
import { isRepeatableMethod } from './http-client.ts';
import type { HttpOptions } from './options.ts';
import { createPlaces } from './places.ts';
import { readBody } from './read-body.ts';
import { failure } from './reasons.ts';
import { parseRetryAfter, retryDelayMs } from './retry.ts';
import { revealHeaders } from './reveal-headers.ts';
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
      try {
        const entered = concurrency === undefined || places.enter(id, concurrency, scope);
        const isInside = entered === true || (await entered);
        const queuedMs = entered === true ? undefined : scope.elapsedMs;
        if (!isInside && scope.ended === undefined)
          return { outcome: { kind: 'max-connection' }, headers: {}, timing: { totalMs: scope.elapsedMs } };
        try {
          const { outcome, headers, body, phases } = isInside ? await perform(transport, request, options, scope) : over;
          if (scope.ended === 'cancelled') throw scope.cancellation();
          return {
            outcome: scope.ended === 'timeout' ? timeout : outcome,
            headers,
            ...(body === undefined ? {} : { body }),
            timing: { ...(queuedMs === undefined ? {} : { queuedMs }), ...phases, totalMs: scope.elapsedMs },
          };
        } finally {
          if (isInside && concurrency !== undefined) places.leave(id);
        }
      } finally {
        scope.close();
      }
    },
  };
};

type Performed = Pick<CallResult, 'outcome' | 'headers' | 'body'> & Pick<Attempted, 'phases'>;

/** Everything between having a place and the outcome: attempts until one stands. */
const perform = async (transport: Transport, request: RenderedRequest, options: CallOptions, scope: CallScope): Promise<Performed> => {
  const plain = await plainRequest(transport, request, options);
  if (isOutcome(plain)) return without(plain);
  for (let attempts = 1; ; attempts++) {
    const attempted = await attemptOnce(transport, plain, request.credential, scope);
    const { outcome, headers } = attempted;
    const delayMs = retryDelayMs({
      retry: options.retry,
      attempts,
      outcome,
      isRepeatable: plain.isRepeatable,
      wasSent: attempted.wasSent,
      retryAfterMs: parseRetryAfter(one(headers, 'retry-after'), transport.now()),
      leftMs: scope.leftMs,
      random: Math.random(),
    });
    if (delayMs === undefined)
      return outcome.kind === 'response' ? withBody(request, outcome, attempted) : without(outcome, attempted.phases);
    await scope.sleep(delayMs);
    if (scope.ended !== undefined) return without(timeout);
    options.onRetry?.(attempts + 1, outcome);
  }
};

/** The request without handles and before its credential, or why there is none. */
const plainRequest = async (
  transport: Transport,
  request: RenderedRequest,
  { idempotencyKey }: CallOptions,
): Promise<AttemptRequest | Outcome> => {
  if (request.platform !== undefined) {
    return failure(
      'unsupported',
      `"${request.integration.name}" belongs to ${request.platform.adapter} and cannot be called from here. Stub it, or add a plugin that executes it.`,
    );
  }
  const url = webUrl(request);
  if (isOutcome(url)) return url;
  try {
    const revealed = revealHeaders(request.headers, transport.vault);
    const { rows, sensitive } = revealed instanceof Promise ? await revealed : revealed;
    const { idempotencyHeader, method, body } = request;
    const hasKey = idempotencyHeader !== undefined && idempotencyKey !== undefined;
    const headers = hasKey ? [...rows, { name: idempotencyHeader, value: idempotencyKey }] : rows;
    const http: HttpRequest = { method, url, headers, ...(body === undefined ? {} : { body }) };
    return { http, sensitive, isRepeatable: hasKey || isRepeatableMethod(method) };
  } catch (error) {
    return failure('configuration', isDragomanError(error) ? error.message : 'A secret could not be read from where secrets are kept.');
  }
};

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

/** One attempt with fresh proof of who calls. */
const attemptOnce = async (
  transport: Transport,
  plain: AttemptRequest,
  credential: RenderedRequest['credential'],
  scope: CallScope,
): Promise<Attempted> => {
  if (credential === undefined) return attempt(transport, plain, scope);
  const authenticated = await transport.authenticate(plain.http, credential, scope);
  if (isOutcome(authenticated)) return { outcome: authenticated, headers: {}, bytes: Buffer.alloc(0), wasSent: false, phases: {} };
  const sensitive = new Set([...plain.sensitive, ...authenticated.added]);
  return attempt(transport, { ...plain, http: authenticated.http, sensitive }, scope);
};

const withBody = (
  { responseFormat }: RenderedRequest,
  outcome: Outcome & { kind: 'response' },
  { headers, bytes, phases }: Attempted,
): Performed => {
  const read = readBody(responseFormat, { status: outcome.status, contentType: one(headers, 'content-type') ?? '', bytes });
  return isOutcome(read) ? without(read, phases) : { outcome, headers, ...read, phases };
};

const without = (outcome: Outcome, phases: Attempted['phases'] = {}): Performed => ({ outcome, headers: {}, phases });

const timeout: Outcome = { kind: 'timeout' };
const over = without(timeout);
