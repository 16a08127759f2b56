import { DragomanError, type Outcome } from '@dragoman/core';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import { Opening, type OpeningMeans, type OpeningTimes } from './opening.ts';

/** Carries one request at a time. Opens its socket for the first, keeps it, and opens another one when it was closed. */
export class Connection {
  /** Requests the present socket has carried. */
  carried = 0;
  times: OpeningTimes | undefined = undefined;
  /** What the present socket broke by. undici takes some answers for complete that it cut off. */
  brokenBy: Error | undefined = undefined;
  #opening: Opening | undefined = undefined;
  #failed: { readonly error: Error; readonly outcome: Outcome } | undefined = undefined;
  readonly #means: OpeningMeans;
  readonly #client: Client;

  constructor(origin: string, means: OpeningMeans) {
    this.#means = means;
    this.#client = new Client(origin, {
      connect: (target, callback) => void this.#open(target, callback),
      maxHeaderSize: means.headerBytes,
      allowH2: false,
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

  /** Gives up opening. Does nothing once open. */
  abandon(): void {
    this.#opening?.fail({ kind: 'timeout' });
  }

  /** What it means for a call that opening failed with this error; undefined for any other error. */
  openingOutcome(error: Error): Outcome | undefined {
    return this.#failed?.error === error ? this.#failed.outcome : undefined;
  }

  /** The connector of undici. */
  async #open(target: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    this.carried = 0;
    this.times = undefined;
    const opening = new Opening();
    this.#opening = opening;
    const opened = await opening.open(target, this.#means);
    this.#opening = undefined;
    if ('times' in opened) {
      this.times = opened.times;
      this.brokenBy = undefined;
      // Set before undici hears of it and ends the exchange.
      opened.socket.once('error', (error) => {
        this.brokenBy = error;
      });
      callback(null, opened.socket);
    } else {
      const error = new DragomanError('The connection could not be opened.', { code: 'internal', source: '@dragoman/http' });
      this.#failed = { error, outcome: opened };
      callback(error, null);
    }
  }
}
