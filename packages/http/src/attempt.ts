import type { CallTiming, HttpRequest, Outcome } from '@dragoman/core';
import type { CallScope } from './call-scope.ts';
import { decodeContent } from './content-encoding.ts';
import { type Exchanged, exchange, type ResponseHeaders } from './exchange.ts';
import type { Pools } from './pools.ts';
import { failure } from './reasons.ts';
import { redirected, tooManyRedirects } from './redirect.ts';

/** What an attempt needs of the executor. */
export interface AttemptContext {
  readonly pools: Pools;
  readonly limits: { readonly responseBytes: number; readonly redirects: number };
  readonly isOffline: boolean;
}

export interface AttemptRequest {
  readonly http: HttpRequest;
  /** Lower-case names of headers that hold a secret: they never travel to another origin. */
  readonly sensitive: ReadonlySet<string>;
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
  /** Of the last exchange. */
  readonly phases: Omit<CallTiming, 'totalMs'>;
}

/** One try of a call, redirects and all. Everything that calls an API goes through here: retries, pages, token requests. */
export const attempt = async (context: AttemptContext, request: AttemptRequest, scope: CallScope): Promise<Attempted> => {
  if (context.isOffline) return ended(offline);
  let { http } = request;
  let exchanged = await exchangeFresh(context, http, request.isRepeatable, scope);
  for (let hops = 0; exchanged !== undefined && exchanged.outcome.kind === 'response'; hops++) {
    const { status } = exchanged.outcome;
    const next =
      status < 300 || status > 399
        ? undefined
        : redirected(http, { status, location: one(exchanged.headers, 'location') }, request.sensitive);
    if (next === undefined) return complete(exchanged, one(exchanged.headers, 'content-encoding'), context.limits.responseBytes, scope);
    if ('kind' in next) return ended(next, true);
    if (hops === context.limits.redirects) return ended(tooManyRedirects(http.url.host, hops), true);
    http = next;
    exchanged = await exchangeFresh(context, http, request.isRepeatable, scope);
  }
  return exchanged === undefined
    ? ended({ kind: 'timeout' })
    : { ...ended(exchanged.outcome, exchanged.wasSent), phases: phasesOf(exchanged) };
};

/** The first value of a header. */
export const one = (headers: ResponseHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

/**
 * One exchange. A server may close a connection it kept alive at the very moment a request goes out on it; then the
 * request goes out again on another one, unless it must not be sent twice. That costs one connection a time, so it ends.
 */
const exchangeFresh = async (
  { pools, limits }: AttemptContext,
  http: HttpRequest,
  isRepeatable: boolean,
  scope: CallScope,
): Promise<Exchanged | undefined> => {
  const pool = pools.of(http.url.origin);
  for (;;) {
    const entered = pool.enter(scope);
    if (entered !== true && !(await entered)) return undefined;
    if (scope.ended !== undefined) {
      pool.leave();
      return undefined;
    }
    const exchanged = await exchange(pool, http, limits.responseBytes, scope);
    if (!exchanged.wasStale || !isRepeatable || scope.ended !== undefined) return exchanged;
  }
};

const complete = async (
  exchanged: Exchanged,
  encodings: string | undefined,
  responseBytes: number,
  scope: CallScope,
): Promise<Attempted> => {
  const { outcome, headers, bytes } = exchanged;
  const whole: Attempted = { outcome, headers, bytes, wasSent: true, phases: phasesOf(exchanged) };
  if (encodings === undefined || bytes.length === 0) return whole;
  const decoded = await scope.unlessEnded(decodeContent(bytes, encodings, responseBytes));
  if (decoded === undefined) return ended({ kind: 'timeout' }, true);
  return Buffer.isBuffer(decoded) ? { ...whole, bytes: decoded } : ended(decoded, true);
};

const phasesOf = ({ connection, wasFirst, firstByteMs, bodyMs }: Exchanged): Attempted['phases'] => ({
  ...(wasFirst ? connection?.times : undefined),
  ...(firstByteMs === undefined ? {} : { firstByteMs }),
  ...(bodyMs === undefined ? {} : { bodyMs }),
});

const ended = (outcome: Outcome, wasSent = false): Attempted => ({ outcome, headers: {}, bytes: Buffer.alloc(0), wasSent, phases: {} });

const offline = failure('blocked', 'The network is switched off (`offline`), so nothing was sent. Stub the integration, or switch it on.');
