import type { CallTiming, HttpRequest, Outcome } from '@dragoman/core';
import { type Breakers, leftAlone } from './breaker.ts';
import type { CallScope } from './call-scope.ts';
import { decodeContent } from './content-encoding.ts';
import { type Exchanged, exchange } from './exchange.ts';
import type { Pools } from './pools.ts';
import { failure } from './reasons.ts';
import { redirected, tooManyRedirects } from './redirect.ts';
import { all, type ResponseHeaders } from './response-headers.ts';

/** What an attempt needs of the executor. */
export interface AttemptContext {
  readonly pools: Pools;
  readonly limits: { readonly responseBytes: number; readonly redirects: number };
  readonly isOffline: boolean;
  /** Undefined when they are switched off. */
  readonly breakers: Breakers | undefined;
  now(): number;
}

export interface AttemptRequest {
  readonly http: HttpRequest;
  /** Lower-case names of headers that hold a secret: they never travel to another origin. */
  readonly sensitive: readonly string[];
  /** Whether the server may get it twice. */
  readonly isRepeatable: boolean;
}

export interface Attempted {
  readonly outcome: Outcome;
  readonly headers: ResponseHeaders;
  /** Without content encodings; empty without a response. */
  readonly bytes: Buffer;
  /** Whether bytes may have left: then only what is repeatable may be tried again. */
  readonly wasSent: boolean;
  /** The origin is left alone for now: trying again at once would be refused again. */
  readonly isLeftAlone?: boolean;
  /** Of the last exchange. */
  readonly phases: Omit<CallTiming, 'totalMs'>;
}

/** One try of a call, redirects and all. Everything that calls an API goes through here: retries, pages, token requests. */
export const attempt = (context: AttemptContext, request: AttemptRequest, scope: CallScope): Promise<Attempted> =>
  context.isOffline ? Promise.resolve(ended(offline)) : send(context, request, request.http, 0, scope);

/** Sends what is left of a request after so many redirects. */
const send = (context: AttemptContext, request: AttemptRequest, http: HttpRequest, hops: number, scope: CallScope): Promise<Attempted> => {
  const { pools, breakers, limits } = context;
  const { origin } = http.url;
  const nowMs = context.now();
  const breaker = breakers?.of(origin, nowMs);
  const pass = breaker?.admit(nowMs);
  if (breaker !== undefined && pass === undefined) {
    return Promise.resolve({ ...ended(leftAlone(http.url.host), hops > 0), isLeftAlone: true });
  }
  return exchange(pools.of(origin, http.identity), http, limits.responseBytes, scope).then((exchanged) => {
    if (pass !== undefined) breaker?.report(pass, breakers?.verdict(exchanged, scope.ended === 'cancelled') ?? 'neither', context.now());
    // A server may close a connection it kept alive at the very moment a request goes out on it; then the request goes
    // out again on another one, unless it must not be sent twice. Each time costs one connection, so it comes to an end.
    if (exchanged.wasStale && request.isRepeatable) return send(context, request, http, hops, scope);
    const { outcome, headers } = exchanged;
    if (outcome.kind !== 'response') return { ...ended(outcome, exchanged.wasSent), phases: phasesOf(exchanged) };

    const next = redirected(http, outcome.status, headers, request.sensitive);
    if (next === undefined) return whole(outcome, exchanged, limits.responseBytes, scope);
    if ('kind' in next) return ended(next, true);
    if (hops === limits.redirects) return ended(tooManyRedirects(http.url.host, hops), true);
    return send(context, request, next, hops + 1, scope);
  });
};

const whole = (outcome: Outcome, exchanged: Exchanged, responseBytes: number, scope: CallScope): Attempted | Promise<Attempted> => {
  const { headers, bytes } = exchanged;
  const encodings = all(headers, 'content-encoding');
  const attempted: Attempted = { outcome, headers, bytes, wasSent: true, phases: phasesOf(exchanged) };
  return encodings === undefined || bytes.length === 0 ? attempted : unpacked(attempted, encodings, responseBytes, scope);
};

const unpacked = async (whole: Attempted, encodings: string, responseBytes: number, scope: CallScope): Promise<Attempted> => {
  const bytes = await scope.unlessEnded(decodeContent(whole.bytes, encodings, responseBytes));
  if (bytes === undefined) return ended({ kind: 'timeout' }, true);
  return Buffer.isBuffer(bytes) ? { ...whole, bytes } : ended(bytes, true);
};

const phasesOf = ({ connection, wasFirst, firstByteMs, bodyMs }: Exchanged): Attempted['phases'] => {
  const opening = wasFirst ? connection?.times : undefined;
  return firstByteMs === undefined || bodyMs === undefined ? { ...opening } : { ...opening, firstByteMs, bodyMs };
};

/** An attempt without a response. */
export const ended = (outcome: Outcome, wasSent = false): Attempted => ({
  outcome,
  headers: {},
  bytes: Buffer.alloc(0),
  wasSent,
  phases: {},
});

const offline = failure('blocked', 'The network is switched off (`offline`), so nothing was sent. Stub the integration, or switch it on.');
