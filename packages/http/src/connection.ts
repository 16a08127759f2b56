import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, connect as openTcp, type Socket } from 'node:net';
import { connect as openTls } from 'node:tls';
import { DragomanError, type Outcome } from '@dragoman/core';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { EgressGuard, Route } from './egress-guard.ts';
import { plainHost } from './host-port.ts';
import { failure, outcomeOf } from './reasons.ts';

/** What opening a connection took, in milliseconds. */
export interface OpeningTimes {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tlsMs?: number;
}

/** Carries one request at a time. Opens its socket for the first, keeps it, and opens another one when it was closed. */
export class Connection {
  /** Requests the present socket has carried. */
  carried = 0;
  times: OpeningTimes | undefined = undefined;
  #opening: Opening | undefined = undefined;
  #failed: { readonly error: Error; readonly outcome: Outcome } | undefined = undefined;
  readonly #guard: EgressGuard;
  readonly #sessions: TlsSessions;
  readonly #client: Client;

  constructor(origin: string, headerBytes: number, guard: EgressGuard, sessions: TlsSessions) {
    this.#guard = guard;
    this.#sessions = sessions;
    this.#client = new Client(origin, {
      connect: (target, callback) => void this.#open(target, callback),
      maxHeaderSize: headerBytes,
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
    const opened = await opening.open(target, this.#guard, this.#sessions);
    this.#opening = undefined;
    if ('times' in opened) {
      this.times = opened.times;
      callback(null, opened.socket);
    } else {
      const error = new DragomanError('The connection could not be opened.', { code: 'internal', source: '@dragoman/http' });
      this.#failed = { error, outcome: opened };
      callback(error, null);
    }
  }
}

interface Opened {
  readonly socket: Socket;
  readonly times: OpeningTimes;
}

/** One socket on its way to being open. */
class Opening {
  #socket: Socket | undefined = undefined;
  #hasFailed = false;
  readonly #done = Promise.withResolvers<Opened | Outcome>();

  fail(outcome: Outcome): void {
    this.#hasFailed = true;
    this.#done.resolve(outcome);
    this.#socket?.destroy();
  }

  open(target: buildConnector.Options, guard: EgressGuard, sessions: TlsSessions): Promise<Opened | Outcome> {
    this.#begin(target, guard, sessions).catch((error: unknown) => this.fail(outcomeOf(error, plainHost(target.hostname))));
    return this.#done.promise;
  }

  async #begin({ protocol, hostname, port, servername }: buildConnector.Options, guard: EgressGuard, sessions: TlsSessions): Promise<void> {
    const isSecure = protocol === 'https:';
    const host = plainHost(hostname);
    const startedAtMs = performance.now();
    const route = await guard.route(hostname, Number(port) || (isSecure ? 443 : 80));
    if ('kind' in route) return this.fail(route);
    if (this.#hasFailed) return;

    const resolvedAtMs = performance.now();
    let connectedAtMs: number | undefined;
    const goesByTls = isSecure && !route.isPlain;
    const socket = goesByTls ? sessions.open(route, servername || (isIP(host) === 0 ? host : '')) : openTcp(socketOptions(route));
    this.#socket = socket.setNoDelay(true).setKeepAlive(true, 60_000);
    socket.once('connect', () => {
      connectedAtMs = performance.now();
    });
    // A peer that leaves in the middle of the handshake says no more than "reset".
    socket.on('error', (error) => this.fail(connectedAtMs === undefined ? outcomeOf(error, host) : tlsFailure(host, error)));
    socket.once(goesByTls ? 'secureConnect' : 'connect', () => {
      const openAtMs = performance.now();
      const tcpAtMs = connectedAtMs ?? openAtMs;
      const times = { dnsMs: resolvedAtMs - startedAtMs, connectMs: tcpAtMs - resolvedAtMs };
      this.#done.resolve({ socket, times: goesByTls ? { ...times, tlsMs: openAtMs - tcpAtMs } : times });
    });
  }
}

/** Opens TLS connections to one origin, each resuming the session of the last. */
export interface TlsSessions {
  open(route: Route, servername: string): Socket;
}

export const createTlsSessions = (): TlsSessions => {
  let session: Buffer | undefined;
  return {
    open(route, servername) {
      const socket = openTls({
        ...socketOptions(route),
        servername,
        ALPNProtocols: ['http/1.1'],
        ...(session === undefined ? {} : { session }),
      });
      socket.on('session', (latest) => {
        session = latest;
      });
      return socket;
    },
  };
};

const socketOptions = (route: Route) => ({
  host: route.host,
  port: route.port,
  lookup: pinnedTo(route.addresses),
  autoSelectFamily: true,
});

/** Answers with the addresses that were checked, so that the name is not resolved a second time. */
const pinnedTo = (addresses: readonly string[]): LookupFunction => {
  const all: LookupAddress[] = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = all;
    if (options.all || first === undefined) callback(null, all);
    else callback(null, first.address, first.family);
  };
};

const tlsFailure = (host: string, error: NodeJS.ErrnoException): Outcome =>
  failure('tls', `${host} and this side could not agree on TLS, or its certificate is not to be trusted (${error.code ?? error.name}).`);
