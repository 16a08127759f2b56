import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { isIP, type LookupFunction, connect as openTcp, type Socket } from 'node:net';
import { isDragomanError, type Outcome } from '@dragoman/core';
import type { buildConnector } from 'undici';
import type { EgressGuard, Route } from './egress-guard.ts';
import { plainHost } from './host-port.ts';
import { failure, outcomeOf } from './reasons.ts';
import type { TlsSessions } from './tls-sessions.ts';
import { askForTunnel, proxyName, type Tunnel } from './tunnel.ts';

/** What opening a connection took, in milliseconds. */
export interface OpeningTimes {
  /** Behind a proxy: its name. */
  readonly dnsMs: number;
  /** Behind a proxy: until it has connected to the target. */
  readonly connectMs: number;
  readonly tlsMs?: number;
}

export interface Opened {
  readonly socket: Socket;
  readonly times: OpeningTimes;
}

/** What it takes to open connections to one origin. */
export interface OpeningMeans {
  readonly guard: EgressGuard;
  readonly sessions: TlsSessions;
  readonly headerBytes: number;
}

/** One socket on its way to being open. */
export class Opening {
  #socket: Socket | undefined = undefined;
  #hasFailed = false;
  readonly #done = Promise.withResolvers<Opened | Outcome>();

  fail(outcome: Outcome): void {
    this.#hasFailed = true;
    this.#done.resolve(outcome);
    this.#socket?.destroy();
  }

  open(target: buildConnector.Options, means: OpeningMeans): Promise<Opened | Outcome> {
    this.#begin(target, means).catch((error: unknown) => this.fail(openingFailure(error, plainHost(target.hostname))));
    return this.#done.promise;
  }

  async #begin({ protocol, hostname, port, servername }: buildConnector.Options, means: OpeningMeans): Promise<void> {
    const { guard, sessions } = means;
    const isSecure = protocol === 'https:';
    const host = plainHost(hostname);
    const startedAtMs = performance.now();
    const route = await guard.route(hostname, Number(port) || (isSecure ? 443 : 80));
    if ('kind' in route) return this.fail(route);
    if (this.#hasFailed) return;

    const resolvedAtMs = performance.now();
    const tunnel = route.tunnel === undefined ? undefined : await this.#dig(route, route.tunnel, means);
    if (route.tunnel !== undefined && tunnel === undefined) return;
    let connectedAtMs = tunnel && performance.now();
    const finish = (socket: Socket, openAtMs: number, goesByTls: boolean) => {
      const tcpAtMs = connectedAtMs ?? openAtMs;
      const times = { dnsMs: resolvedAtMs - startedAtMs, connectMs: tcpAtMs - resolvedAtMs };
      this.#done.resolve({ socket, times: goesByTls ? { ...times, tlsMs: openAtMs - tcpAtMs } : times });
    };

    const goesByTls = isSecure && !route.isPlain;
    if (tunnel !== undefined && !goesByTls) return finish(tunnel, performance.now(), false);
    const way = tunnel === undefined ? socketOptions(route) : { socket: tunnel, host };
    const socket = goesByTls ? sessions.open(way, servername || nameOf(host)) : openTcp(socketOptions(route));
    this.#socket = socket.setNoDelay(true).setKeepAlive(true, 60_000);
    if (tunnel === undefined) {
      socket.once('connect', () => {
        connectedAtMs = performance.now();
      });
    }
    // A peer that leaves in the middle of the handshake says no more than "reset".
    socket.on('error', (error) => this.fail(connectedAtMs === undefined ? outcomeOf(error, host) : tlsFailure(host, error)));
    socket.once(goesByTls ? 'secureConnect' : 'connect', () => finish(socket, performance.now(), goesByTls));
  }

  /** A connection to the target by way of a proxy; undefined once the opening failed. */
  async #dig(route: Route, tunnel: Tunnel, { sessions, headerBytes }: OpeningMeans): Promise<Socket | undefined> {
    const { isSecure } = tunnel.proxy;
    const proxy = proxyName(tunnel.proxy);
    const socket = isSecure ? sessions.openToProxy(socketOptions(route), nameOf(route.host)) : openTcp(socketOptions(route));
    this.#socket = socket.setNoDelay(true).setKeepAlive(true, 60_000);
    let hasConnected = false;
    socket.once('connect', () => {
      hasConnected = true;
    });
    let isReady = false;
    socket.on('error', (error) => this.fail(hasConnected && isSecure && !isReady ? tlsFailure(proxy, error) : outcomeOf(error, proxy)));
    await once(socket, isSecure ? 'secureConnect' : 'connect');
    isReady = true;
    const refusal = await askForTunnel(socket, tunnel, headerBytes);
    if (refusal !== undefined) this.fail(refusal);
    return this.#hasFailed ? undefined : socket;
  }
}

const openingFailure = (error: unknown, host: string): Outcome =>
  isDragomanError(error) && error.code === 'configuration' ? failure('configuration', error.message) : outcomeOf(error, host);

/** The name to ask a certificate for: addresses are none. */
const nameOf = (host: string): string => (isIP(host) === 0 ? host : '');

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
