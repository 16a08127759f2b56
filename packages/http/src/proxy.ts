import { DragomanError, type SecretReference } from '@dragoman/core';
import { type HostPort, matchesHost, parseHostPort, plainHost } from './host-port.ts';
import type { Redaction } from './redaction.ts';
import type { Vault } from './vault.ts';

export interface ProxyOptions {
  /** `http://HOST:PORT`, or `https://` when the way to the proxy itself is TLS. */
  readonly url: string;
  readonly username?: string | SecretReference;
  readonly password?: string | SecretReference;
  /** `HOST`, `HOST:PORT`, or `.DOMAIN` for all names below it: connected to without the proxy. */
  readonly bypass?: readonly string[];
}

/** An HTTP proxy that opens connections to others with CONNECT. */
export interface HttpProxy extends Required<HostPort> {
  readonly isSecure: boolean;
  /** Whether the host is connected to without the proxy. */
  isBypassed(host: string, port: number): boolean;
  /** The `proxy-authorization` header. Rejects with `configuration` when a secret is missing. */
  authorization(): Promise<string | undefined>;
}

/** Throws `configuration` for an option that cannot be read. */
export const createProxy = ({ url, username, password, bypass = [] }: ProxyOptions, vault: Vault, redaction: Redaction): HttpProxy => {
  const { protocol, hostname, port } = parsed(url);
  const isSecure = protocol === 'https:';
  const bypassed = bypass.map(bypassRule);
  const reveal = (field: string | SecretReference | undefined) =>
    typeof field === 'object' ? vault.reveal(field.secret) : Promise.resolve(field ?? '');
  return {
    host: plainHost(hostname),
    port: Number(port) || (isSecure ? 443 : 80),
    isSecure,
    isBypassed: (host, port) => bypassed.some((rule) => rule(host, port)),
    async authorization() {
      if (username === undefined && password === undefined) return undefined;
      const pair = `${await reveal(username)}:${await reveal(password)}`;
      const value = `Basic ${Buffer.from(pair).toString('base64')}`;
      redaction.addHeader(value);
      return value;
    },
  };
};

const parsed = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw configuration('proxy.url is not the address of a proxy. Write it like http://proxy.example:3128.');
  }
  if (url.username !== '' || url.password !== '') {
    throw configuration('proxy.url holds a user name or password. Give them as proxy.username and proxy.password.');
  }
  return url;
};

const bypassRule = (text: string): ((host: string, port: number) => boolean) => {
  if (text.startsWith('.')) {
    const { host: domain } = parseHostPort(text.slice(1), 'proxy.bypass');
    return (host) => host.endsWith(`.${domain}`);
  }
  const rule = parseHostPort(text, 'proxy.bypass');
  return (host, port) => matchesHost(rule, host, port);
};

const configuration = (message: string) => new DragomanError(message, { code: 'configuration', source: '@dragoman/http' });
