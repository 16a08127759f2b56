import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { DragomanError, type Outcome } from '@dragoman/core';
import { addressProblem } from './address-ranges.ts';
import { formatHostPort, type HostPort, matchesHost, parseHostPort, plainHost } from './host-port.ts';
import type { HttpProxy } from './proxy.ts';
import { codeOf, failure } from './reasons.ts';
import type { Tunnel } from './tunnel.ts';

/** Where a connection goes: to one of these addresses and nowhere else. */
export interface Route {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** Goes by plain TCP, even for an https URL. */
  readonly isPlain: boolean;
  /** Set when the addresses are those of a proxy: what it is to be asked for. */
  readonly tunnel?: Tunnel;
}

/** Decides, for every new connection, whether and where it may go. */
export interface EgressGuard {
  /** The way to a host, or the outcome of a call that must not or cannot go there. */
  route(hostname: string, port: number): Promise<Route | Outcome>;
}

export interface EgressOptions {
  readonly allowHosts?: readonly string[];
  readonly connect?: readonly { readonly from: string; readonly to: string }[];
  resolve?(host: string): Promise<readonly string[]>;
}

/**
 * A name is resolved once for each connection, its addresses are checked, and the connection is made to one of those
 * that passed: a name that changes its address in between gains nothing. Redirects are new connections, or go over one
 * that was checked. Throws `configuration` for an option that cannot be read.
 *
 * A proxy is trusted because it was configured. It resolves the names of targets, so behind it a target is checked by its
 * name, and by its address where the name is one.
 */
export const createEgressGuard = (
  { allowHosts = [], connect = [], resolve = resolveBySystem }: EgressOptions,
  proxy?: HttpProxy,
): EgressGuard => {
  const allowed = allowHosts.map((text) => parseHostPort(text, 'allowHosts'));
  const detours = connect.map(({ from, to }) => ({ from: parseHostPort(from, 'connect'), to: detourTarget(to) }));

  const addressesOf = async (host: string): Promise<readonly string[] | Outcome> => {
    if (isIP(host) !== 0) return [host];
    try {
      const addresses = await resolve(host);
      return addresses.length > 0 ? addresses : failure('dns', `The name ${host} has no address.`);
    } catch (error) {
      return failure('dns', `The name ${host} could not be resolved (${codeOf(error) || 'no code'}).`);
    }
  };

  const routeThrough = async (proxy: HttpProxy, host: string, port: number, isTrusted: boolean): Promise<Route | Outcome> => {
    const problem = isTrusted ? undefined : nameProblem(host);
    if (problem !== undefined) return blocked(host, port, `${host} is ${problem}`);
    const addresses = await addressesOf(proxy.host);
    if ('kind' in addresses) return addresses;
    return { host: proxy.host, port: proxy.port, addresses, isPlain: false, tunnel: { proxy, target: { host, port } } };
  };

  return {
    async route(hostname, port) {
      const host = plainHost(hostname);
      const detour = detours.find(({ from }) => matchesHost(from, host, port))?.to;
      const target = detour ?? { host, port };
      const isTrusted = detour !== undefined || allowed.some((entry) => matchesHost(entry, host, port));
      if (!isTrusted && isMetadataHost(host)) return blocked(host, port, `${host} is a metadata service of a cloud`);
      if (proxy !== undefined && detour === undefined && !proxy.isBypassed(host, port)) return routeThrough(proxy, host, port, isTrusted);

      const addresses = await addressesOf(target.host);
      if ('kind' in addresses) return addresses;
      // One that passes is enough: the others are not used. Where IPv6 is translated, public names have both kinds.
      const passed = isTrusted ? addresses : addresses.filter((address) => addressProblem(address) === undefined);
      const [first] = addresses;
      if (passed.length === 0 && first !== undefined) return blocked(host, port, `${first} is ${addressProblem(first)}`);
      return { ...target, addresses: passed, isPlain: detour !== undefined };
    },
  };
};

const detourTarget = (text: string): Required<HostPort> => {
  const { host, port } = parseHostPort(text, 'connect');
  if (port !== undefined) return { host, port };
  throw new DragomanError(`connect: the target "${text}" needs a port. Write it like localhost:8080.`, {
    code: 'configuration',
    source: '@dragoman/http',
  });
};

const blocked = (host: string, port: number, because: string): Outcome => {
  const place = formatHostPort(host, port);
  return failure('blocked', `No connection to ${place}: ${because}. To allow it: allowHosts: ['${place}'], or --allow-host ${place}.`);
};

const resolveBySystem = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** What a name says of where it leads, without resolving it. */
const nameProblem = (host: string): string | undefined => {
  if (isIP(host) !== 0) return addressProblem(host);
  return host === 'localhost' || host.endsWith('.localhost') ? 'a name of this machine' : undefined;
};

/** Names under which clouds serve credentials to whoever runs inside; they may resolve to any address. */
const isMetadataHost = (host: string): boolean => metadataHosts.some((name) => host === name || host.endsWith(`.${name}`));

const metadataHosts = [
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
];
