import { isIPv6 } from 'node:net';
import { DragomanError } from '@dragoman/core';

/** A host, as a URL spells it but without brackets, and perhaps a port. */
export interface HostPort {
  readonly host: string;
  readonly port?: number;
}

/** Reads `HOST`, `HOST:PORT`, `[::1]:PORT` or `::1`. Throws `configuration` naming the option. */
export const parseHostPort = (text: string, option: string): HostPort => {
  const [, host, port] = isIPv6(text) ? ['', `[${text}]`] : (pattern.exec(text) ?? []);
  const url = host === undefined ? null : URL.parse(`http://${host}`);
  if (url === null || url.hostname === '' || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1) {
    throw new DragomanError(`${option}: "${text}" is not a host with or without a port. Write it like api.example or localhost:8080.`, {
      code: 'configuration',
      source: '@dragoman/http',
    });
  }
  return { host: plainHost(url.hostname), ...(port === undefined ? {} : { port: Number(port) }) };
};

const pattern = /^(\[[\d:a-f.]+\]|[^[\]:/?#@\\\s]+)(?::(\d{1,5}))?$/i;

/** The host name of a URL without the brackets of IPv6 and without the dot that may end a name. */
export const plainHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** Whether the host is meant: one without a port means every port. */
export const matchesHost = (pattern: HostPort, host: string, port: number): boolean =>
  pattern.host === host && (pattern.port === undefined || pattern.port === port);

export const formatHostPort = (host: string, port: number): string => (isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`);
