import type { CallOptions, Outcome, RenderedRequest } from '@dragoman/core';
import { type Attempted, type AttemptRequest, attempt } from './attempt.ts';
import { attemptWithCredential } from './attempt-with-credential.ts';
import { isOutcome } from './authenticate.ts';
import type { CallScope } from './call-scope.ts';
import { callerOf } from './caller.ts';
import { type Performed, timeout, without } from './performed.ts';
import { prepareRequest } from './prepare-request.ts';
import { type ReadBody, readBody } from './read-body.ts';
import { type PagesContext, readPages } from './read-pages.ts';
import { one } from './response-headers.ts';
import { isTransient, parseRetryAfter, retryDelayMs } from './retry.ts';
import type { Transport } from './transport.ts';

/** A call that has its place. */
export interface PlacedCall {
  readonly transport: Transport;
  readonly request: RenderedRequest;
  readonly options: CallOptions;
  readonly scope: CallScope;
}

/** Everything between having a place and the outcome. Not a promise when nothing can be sent. */
export const performCall = (call: PlacedCall): Promise<Performed> | Performed => {
  const preparing = prepareRequest(call.transport, call.request, call.options);
  // Only what waits costs a wait.
  if (!(preparing instanceof Promise)) return perform(call, preparing);
  return call.scope.unlessEnded(preparing).then((plain) => perform(call, plain ?? timeout));
};

const perform = (call: PlacedCall, plain: AttemptRequest | Outcome): Promise<Performed> | Performed => {
  if (isOutcome(plain)) return without(plain);
  const { pagination, idempotencyHeader } = call.request;
  if (pagination === undefined) return attemptUntilItStands(call, plain);
  const { responseBytes } = call.transport.limits;
  const onPage: PagesContext['onPage'] = (page) => call.options.onPage?.(page);
  return readPages(plain, { pagination, idempotencyHeader, responseBytes, onPage }, (page) => attemptUntilItStands(call, page));
};

/** Attempts until the outcome of one stands. */
const attemptUntilItStands = (call: PlacedCall, plain: AttemptRequest): Promise<Performed> => {
  const { transport, request, options } = call;
  if (options.retry.retries > 0) transport.retryBudget.countCall(callerOf(request, options), transport.now());
  return attemptNumber(1, call, plain);
};

const attemptNumber = (number: number, call: PlacedCall, plain: AttemptRequest): Promise<Performed> => {
  const { transport, request, options, scope } = call;
  const attempting =
    request.credential === undefined
      ? attempt(transport, plain, scope)
      : attemptWithCredential(transport, plain, request.credential, scope);
  return attempting.then((attempted) => {
    const { outcome, headers, phases } = attempted;
    const delayMs = isTransient(outcome, options.retry) ? delayBefore(call, number, plain, attempted) : undefined;
    if (delayMs !== undefined) return attemptLater(delayMs, number + 1, call, plain, outcome);
    return outcome.kind === 'response' ? withBody(call, outcome, attempted) : { outcome, headers, phases };
  });
};

const attemptLater = async (
  delayMs: number,
  number: number,
  call: PlacedCall,
  plain: AttemptRequest,
  outcome: Outcome,
): Promise<Performed> => {
  await call.scope.sleep(delayMs);
  if (call.scope.ended !== undefined) return without(timeout);
  call.options.onRetry?.(number, outcome);
  return attemptNumber(number, call, plain);
};

const delayBefore = (
  { transport, request, options, scope }: PlacedCall,
  attempts: number,
  { isRepeatable }: AttemptRequest,
  { outcome, headers, wasSent, isLeftAlone }: Attempted,
): number | undefined => {
  if (isLeftAlone) return undefined;
  const nowMs = transport.now();
  const { retry } = options;
  const { leftMs } = scope;
  const retryAfterMs = parseRetryAfter(one(headers, 'retry-after'), nowMs);
  const delayMs = retryDelayMs({ retry, attempts, outcome, isRepeatable, wasSent, retryAfterMs, leftMs, random: Math.random() });
  if (delayMs === undefined) return undefined;
  return transport.retryBudget.grants(callerOf(request, options), nowMs) ? delayMs : undefined;
};

const withBody = (
  { request: { responseFormat }, scope }: PlacedCall,
  outcome: Outcome & { kind: 'response' },
  attempted: Attempted,
): Performed | Promise<Performed> => {
  const { headers, bytes } = attempted;
  const read = readBody(responseFormat, outcome.status, one(headers, 'content-type') ?? '', bytes, scope);
  // Only what waits costs a wait.
  return read instanceof Promise ? read.then((late) => performed(late, outcome, attempted)) : performed(read, outcome, attempted);
};

const performed = (read: ReadBody | Outcome, outcome: Outcome, { headers, bytes, phases }: Attempted): Performed => {
  if (isOutcome(read)) return without(read, phases);
  return read.body === undefined ? { outcome, headers, phases } : { outcome, headers, body: read.body, bytes, phases };
};
