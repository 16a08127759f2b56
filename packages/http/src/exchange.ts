import type { IncomingHttpHeaders } from 'node:http';
import { DragomanError, type HttpRequest, type Outcome } from '@dragoman/core';
import type { Dispatcher } from 'undici';
import type { CallScope, Stoppable } from './call-scope.ts';
import type { Connection } from './connection.ts';
import { isStreamError, multiplexable, sizeOf } from './http2.ts';
import type { OriginPool, Passenger } from './pools.ts';
import { failure, outcomeOf } from './reasons.ts';
import type { ResponseHeaders } from './response-headers.ts';
import { wireHeaders } from './wire-headers.ts';

/** One request and what became of it. */
export interface Exchanged {
  readonly outcome: Outcome;
  /** Empty without a complete response. */
  readonly headers: ResponseHeaders;
  /** As they came, still encoded. */
  readonly bytes: Buffer;
  /** Whether bytes may have left. */
  readonly wasSent: boolean;
  /** Whether it went out on a connection that the server may have been closing at that moment, and nothing came back. */
  readonly wasStale: boolean;
  readonly connection: Connection | undefined;
  /** Whether the connection was opened for this exchange. */
  readonly wasFirst: boolean;
  readonly firstByteMs: number | undefined;
  readonly bodyMs: number | undefined;
}

/** Sends one request over a connection of the pool as soon as one is free. Never rejects; a scope that ended counts as `timeout`. */
export const exchange = (pool: OriginPool, request: HttpRequest, responseBytes: number, scope: CallScope): Promise<Exchanged> =>
  new Promise((resolve) => {
    const running = new Exchange(pool, request, responseBytes, scope, resolve);
    if (scope.ended !== undefined) return running.stop();
    scope.waitsFor = running;
    pool.request(running);
  });

const timeout: Outcome = { kind: 'timeout' };
const none: ResponseHeaders = Object.freeze({});
const noBytes: Buffer = Buffer.alloc(0);

/** The handler on undici's dispatch, which is also the result: a call allocates one object. */
class Exchange implements Stoppable, Passenger, Dispatcher.DispatchHandler, Exchanged {
  outcome: Outcome = timeout;
  headers = none;
  bytes = noBytes;
  wasSent = false;
  wasStale = false;
  wasFirst = false;
  connection: Connection | undefined = undefined;
  firstByteMs: number | undefined = undefined;
  bodyMs: number | undefined = undefined;

  #status = 0;
  #received: ResponseHeaders = none;
  // Most bodies come in one piece.
  #first: Buffer | undefined = undefined;
  #rest: Buffer[] | undefined = undefined;
  #size = 0;
  #hasAnswered = false;
  #isSettled = false;
  #sentAtMs = 0;
  #firstByteAtMs = 0;
  #controller: Dispatcher.DispatchController | undefined = undefined;
  readonly #pool: OriginPool;
  readonly #request: HttpRequest;
  readonly #responseBytes: number;
  readonly #scope: CallScope;
  readonly #resolve: (result: Exchanged) => void;

  constructor(pool: OriginPool, request: HttpRequest, responseBytes: number, scope: CallScope, resolve: (result: Exchanged) => void) {
    this.#pool = pool;
    this.#request = request;
    this.#responseBytes = responseBytes;
    this.#scope = scope;
    this.#resolve = resolve;
  }

  /** The call's time is over: answers at once, and frees the connection. */
  stop(): void {
    this.#settle(timeout);
    if (this.#controller !== undefined) {
      // A stream that got no answer in time may be on a connection that is dead: it is not given to others.
      if (this.connection !== undefined && this.#scope.ended === 'timeout') this.connection.isRetired = true;
      this.#controller.abort(stopped());
    } else if (this.connection !== undefined) this.connection.abandon();
    else this.#pool.leave(this);
  }

  board(connection: Connection): void {
    this.connection = connection;
    const { method, url, headers, body = null } = this.#request;
    const rows = connection.offersHttp2 ? multiplexable(headers) : headers;
    connection.send({ method, path: url.pathname + url.search, headers: wireHeaders(rows), body }, this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown and not aborted: an abort would take the connection with it, on which nothing was sent.
    if (this.#isSettled) {
      this.connection?.forget();
      throw stopped();
    }
    this.#controller = controller;
    this.wasSent = true;
    this.wasFirst = this.connection?.carried === 0;
    if (this.connection !== undefined) this.connection.carried += 1;
    this.#sentAtMs = performance.now();
  }

  onResponseStarted(): void {
    this.#hasAnswered = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#firstByteAtMs = performance.now();
    this.firstByteMs = this.#firstByteAtMs - this.#sentAtMs;
    this.#status = status;
    this.#received = headers as ResponseHeaders;
    const announced = this.#request.method === 'HEAD' || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
    if (announced > this.#responseBytes) this.#refuse(controller, tooLarge(this.#responseBytes));
    else if (this.connection?.isMultiplexed === true && sizeOf(this.#received) > this.connection.headerBytes) {
      this.#refuse(controller, tooMuchHeader(this.#request.url.host));
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#responseBytes) this.#refuse(controller, tooLarge(this.#responseBytes));
    else if (this.#first === undefined) this.#first = chunk;
    else if (this.#rest === undefined) this.#rest = [chunk];
    else this.#rest.push(chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    const brokenBy = this.connection?.brokenBy;
    if (brokenBy !== undefined) {
      this.onResponseError(controller, brokenBy);
      return;
    }
    this.bodyMs = performance.now() - this.#firstByteAtMs;
    this.headers = this.#received;
    if (this.#first !== undefined)
      this.bytes = this.#rest === undefined ? this.#first : Buffer.concat([this.#first, ...this.#rest], this.#size);
    this.#settle({ kind: 'response', status: this.#status });
    if (this.connection !== undefined) this.#pool.release(this.connection);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const outcome = this.connection?.openingOutcome(error) ?? outcomeOf(error, this.#request.url.host);
    this.wasStale = this.wasSent && !this.wasFirst && !this.#hasAnswered && isReset(outcome) && !isStreamError(error);
    this.#settle(outcome);
    const { connection } = this;
    // Later, because undici is still tidying up and must not be given the next request meanwhile.
    if (connection !== undefined) queueMicrotask(() => this.#pool.release(connection));
  }

  #refuse(controller: Dispatcher.DispatchController, outcome: Outcome): void {
    this.#settle(outcome);
    controller.abort(stopped());
  }

  #settle(outcome: Outcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#scope.waitsFor = undefined;
    this.outcome = outcome;
    this.#resolve(this);
  }
}

export const tooLarge = (responseBytes: number): Outcome =>
  failure('too-large', `The response is larger than ${responseBytes} bytes. Ask for less, or raise \`limits.responseBytes\`.`);

const tooMuchHeader = (host: string): Outcome => failure('too-large', `${host} sent more header than \`limits.headerBytes\` allows.`);

const isReset = (outcome: Outcome): boolean => outcome.kind === 'error' && outcome.reason === 'reset';

const stopped = () => new DragomanError('The call ended before the exchange did.', { code: 'cancelled', source: '@dragoman/http' });
