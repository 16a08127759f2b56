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
  /** Why it could not be opened. */
  failed: Outcome | undefined = undefined;
  #abandon: (() => void) | undefined = undefined;
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
    this.#abandon?.();
  }

  /** The connector of undici. */
  async #open(target: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    const isSecure = target.protocol === 'https:';
    const port = Number(target.port) || (isSecure ? 443 : 80);
    const startedAtMs = performance.now();
    let socket: Socket | undefined;
    let connectedAtMs: number | undefined;
    this.carried = 0;
    this.failed = undefined;
    this.times = undefined;

    let isSettled = false;
    const fail = (outcome: Outcome, cause?: unknown) => {
      socket?.destroy();
      if (isSettled) return;
      isSettled = true;
      this.#abandon = undefined;
      this.failed = outcome;
      callback(new DragomanError('The connection could not be opened.', { code: 'internal', source: '@dragoman/http', cause }), null);
    };
    this.#abandon = () => fail({ kind: 'timeout' });

    const route = await this.#guard.route(target.hostname, port);
    if (isSettled) return;
    if ('kind' in route) return fail(route);
    const resolvedAtMs = performance.now();
    const host = plainHost(target.hostname);
    const goesByTls = isSecure && !route.isPlain;
    socket = goesByTls ? this.#sessions.open(route, target.servername || (isIP(host) === 0 ? host : '')) : openTcp(socketOptions(route));
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    socket.once('connect', () => {
      connectedAtMs = performance.now();
    });
    socket.on('error', (error) => {
      // A peer that leaves in the middle of the handshake says no more than "reset".
      const outcome = connectedAtMs === undefined ? outcomeOf(error, host) : tlsFailure(host, error);
      fail(outcome, error);
    });
    socket.once(goesByTls ? 'secureConnect' : 'connect', () => {
      if (isSettled || socket === undefined) return;
      isSettled = true;
      this.#abandon = undefined;
      const openAtMs = performance.now();
      const tcpAtMs = connectedAtMs ?? openAtMs;
      this.times = {
        dnsMs: resolvedAtMs - startedAtMs,
        connectMs: tcpAtMs - resolvedAtMs,
        ...(goesByTls ? { tlsMs: openAtMs - tcpAtMs } : {}),
      };
      callback(null, socket);
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
