import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { DragomanError, type Outcome } from '@dragoman/core';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import { Opening, type OpeningMeans, type OpeningTimes } from './opening.ts';
import { skipInterim } from './skip-interim.ts';

/** Carries one request at a time, or many by HTTP/2. Opens its socket for the first, keeps it, and opens another one when it was closed. */
export class Connection {
  /** Requests the present socket has carried. */
  carried = 0;
  times: OpeningTimes | undefined = undefined;
  /** What the present socket broke by. undici takes some answers for complete that it cut off. */
  brokenBy: Error | undefined = undefined;
  /** Whether the present socket speaks HTTP/2. */
  isMultiplexed = false;
  isOpen = false;
  /** Whether nobody is to board any more. Only who is not alone on a connection has to ask. */
  isRetired = false;
  /** Requests under way or waiting inside, as a pool counts them that shares connections. */
  aboard = 0;
  onOpened: (() => void) | undefined = undefined;
  readonly headerBytes: number;
  /** Whether requests must be such that HTTP/2 can carry them. */
  readonly offersHttp2: boolean;
  #givenUp = 0;
  #opening: Opening | undefined = undefined;
  #failed: { readonly error: Error; readonly outcome: Outcome } | undefined = undefined;
  readonly #means: OpeningMeans;
  readonly #client: Client;

  constructor(origin: string, means: OpeningMeans) {
    this.#means = means;
    this.headerBytes = means.headerBytes;
    this.offersHttp2 = means.sessions.offersHttp2;
    this.#client = new Client(origin, {
      connect: (target, callback) => void this.#open(target, callback),
      maxHeaderSize: means.headerBytes,
      allowH2: this.offersHttp2,
      // The deadline of a call covers all of these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  send(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(request, handler);
  }

  close(): Promise<void> {
    return this.#client.destroy();
  }

  /** A request that was not sent will not be. */
  abandon(): void {
    this.#givenUp += 1;
    this.endIfDeserted();
  }

  /** When all aboard are abandoned, opening is given up, or a server that lets none of them begin. */
  endIfDeserted(): void {
    if (this.#givenUp === 0 || this.#givenUp < this.aboard) return;
    if (this.#opening !== undefined) this.#opening.fail({ kind: 'timeout' });
    else if (this.isMultiplexed) {
      this.isRetired = true;
      void this.close();
    }
  }

  /** A request that was abandoned has left after all. */
  forget(): void {
    this.#givenUp -= 1;
  }

  /** What it means for a call that opening failed with this error; undefined for any other error. */
  openingOutcome(error: Error): Outcome | undefined {
    return this.#failed?.error === error ? this.#failed.outcome : undefined;
  }

  /** The connector of undici. */
  async #open(target: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    this.carried = 0;
    this.times = undefined;
    this.isOpen = false;
    this.isMultiplexed = false;
    this.#givenUp = 0;
    const opening = new Opening();
    this.#opening = opening;
    const opened = await opening.open(target, this.#means);
    this.#opening = undefined;
    if ('times' in opened) {
      this.times = opened.times;
      this.brokenBy = undefined;
      this.isOpen = true;
      this.isMultiplexed = isHttp2(opened.socket);
      // Set before undici hears of it and ends the exchange. A connection of HTTP/2 may have outlived its socket.
      if (!this.isMultiplexed) {
        opened.socket.once('error', (error) => {
          this.brokenBy = error;
        });
        skipInterim(opened.socket, this, this.headerBytes);
      }
      callback(null, opened.socket);
      this.onOpened?.();
    } else {
      const error = new DragomanError('The connection could not be opened.', { code: 'internal', source: '@dragoman/http' });
      this.#failed = { error, outcome: opened };
      callback(error, null);
    }
  }
}

const isHttp2 = (socket: Socket): boolean => socket instanceof TLSSocket && socket.alpnProtocol === 'h2';
