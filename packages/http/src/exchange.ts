import type { IncomingHttpHeaders } from 'node:http';
import { DragomanError, type HttpRequest, type Outcome } from '@dragoman/core';
import type { Dispatcher } from 'undici';
import type { CallScope } from './call-scope.ts';
import type { Connection, Passenger } from './connection.ts';
import type { OriginPool } from './pools.ts';
import { failure, outcomeOf } from './reasons.ts';
import { wireHeaders } from './wire-headers.ts';

export interface ResponseHeaders {
  readonly [name: string]: string | readonly string[];
}

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

/** Sends one request over a place the caller has entered, and gives the place back when undici is done with it. Never rejects. */
export const exchange = (pool: OriginPool, request: HttpRequest, responseBytes: number, scope: CallScope): Promise<Exchanged> =>
  new Promise((resolve) => {
    const running = new Exchange(pool, request.url.host, request.method, responseBytes, scope, resolve);
    scope.onEnd = () => running.stop();
    const { pathname, search } = request.url;
    pool.dispatch(
      {
        method: request.method,
        path: pathname + search,
        headers: wireHeaders(request.headers),
        body: request.body ?? null,
      },
      running,
    );
  });

const none: ResponseHeaders = Object.freeze({});
const noBytes: Buffer = Buffer.alloc(0);

/** The handler on undici's dispatch, which is also the result: a call allocates one object. */
class Exchange implements Passenger, Exchanged {
  outcome: Outcome = { kind: 'timeout' };
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
  #chunks: Buffer[] = [];
  #size = 0;
  #hasAnswered = false;
  #isSettled = false;
  #hasLeft = false;
  #sentAtMs = 0;
  #firstByteAtMs = 0;
  #controller: Dispatcher.DispatchController | undefined = undefined;
  readonly #pool: OriginPool;
  readonly #host: string;
  readonly #method: string;
  readonly #responseBytes: number;
  readonly #scope: CallScope;
  readonly #resolve: (result: Exchanged) => void;

  constructor(
    pool: OriginPool,
    host: string,
    method: string,
    responseBytes: number,
    scope: CallScope,
    resolve: (result: Exchanged) => void,
  ) {
    this.#pool = pool;
    this.#host = host;
    this.#method = method;
    this.#responseBytes = responseBytes;
    this.#scope = scope;
    this.#resolve = resolve;
  }

  /** The call's time is over: answers at once, and frees the connection. */
  stop(): void {
    this.#settle({ kind: 'timeout' });
    if (this.#controller !== undefined) this.#controller.abort(stopped());
    else this.connection?.abandon();
  }

  board(connection: Connection): void {
    this.connection = connection;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Thrown and not aborted: an abort would take the connection with it, on which nothing was sent.
    if (this.#isSettled) throw stopped();
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
    if (status < 200) return;
    this.#firstByteAtMs = performance.now();
    this.firstByteMs = this.#firstByteAtMs - this.#sentAtMs;
    this.#status = status;
    this.#received = headers as ResponseHeaders;
    const announced = this.#method === 'HEAD' || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
    if (announced > this.#responseBytes) this.#refuseSize(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#responseBytes) this.#refuseSize(controller);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.bodyMs = performance.now() - this.#firstByteAtMs;
    this.headers = this.#received;
    const [first] = this.#chunks;
    if (first !== undefined) this.bytes = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#size);
    this.#settle({ kind: 'response', status: this.#status });
    this.#leave();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const outcome = (this.wasSent ? undefined : this.connection?.failed) ?? outcomeOf(error, this.#host);
    this.wasStale = this.wasSent && !this.wasFirst && !this.#hasAnswered && outcome.kind === 'error' && outcome.reason === 'reset';
    this.#settle(outcome);
    this.#leave();
  }

  #refuseSize(controller: Dispatcher.DispatchController): void {
    this.#settle(tooLarge(this.#responseBytes));
    controller.abort(stopped());
  }

  #settle(outcome: Outcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#scope.onEnd = undefined;
    this.outcome = outcome;
    this.#resolve(this);
  }

  #leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#pool.leave();
  }
}

export const tooLarge = (responseBytes: number): Outcome =>
  failure('too-large', `The response is larger than ${responseBytes} bytes. Ask for less, or raise \`limits.responseBytes\`.`);

const stopped = () => new DragomanError('The call ended before the exchange did.', { code: 'cancelled', source: '@dragoman/http' });
