import { type Clock, type CredentialKind, DragomanError, type Secrets, type TokenStore } from '@dragoman/core';
import type { BreakerOptions } from './breaker.ts';
import type { ProxyOptions } from './proxy.ts';
import type { RetryBudgetOptions } from './retry-budget.ts';
import type { TlsOptions } from './trust.ts';

export interface HttpLimits {
  /**
   * Largest body, in bytes, after it was decompressed; of a list in pages, of all pages together. Default 10,000,000. JSON
   * is parsed at once, and nothing else runs meanwhile: a tenth of a second for as much as that, a whole one at worst.
   */
  readonly responseBytes: number;
  /** All headers of a response together, in bytes. Default 16,384. */
  readonly headerBytes: number;
  /** Connections open to one origin at once; further calls wait in line. Default 64. */
  readonly connectionsPerOrigin: number;
  /** Redirects followed before a call ends as `redirect`; 0 follows none. Default 5. */
  readonly redirects: number;
}

export interface HttpOptions {
  /** `HOST` or `HOST:PORT` that may be connected to although it is private, as URLs name it. Default: none. */
  readonly allowHosts?: readonly string[];
  /**
   * Sends connections for `from` (`HOST` or `HOST:PORT`) to `to` (`HOST:PORT`) instead, by plain TCP also for https, and
   * allows it. The request stays as it is, its `Host` included. The first that fits is taken.
   */
  readonly connect?: readonly { readonly from: string; readonly to: string }[];
  /** Where the values of secrets come from. Default: there are none. */
  readonly secrets?: Secrets;
  /** Where the tokens of credentials are kept. Default: in memory, as long as the process lives. */
  readonly tokens?: TokenStore;
  /** Credential kinds beside the built-in ones; one of the same name takes its place. */
  readonly credentialKinds?: readonly CredentialKind[];
  /** Says what time it is to credentials, `Retry-After`, the breaker and the retry budget. Deadlines run on real time, as networks do. */
  readonly clock?: Pick<Clock, 'now'>;
  readonly limits?: Partial<HttpLimits>;
  /** When an origin is left alone that answers nobody any more: calls then end as `refused` at once. Default: on; `false`: never. */
  readonly breaker?: BreakerOptions | false;
  /** How many retries an integration may make, whatever its calls ask for. Default: on; `false`: any number. */
  readonly retryBudget?: RetryBudgetOptions | false;
  /** Every call ends as `error` with reason `blocked`; nothing is sent. Default false. */
  readonly offline?: boolean;
  /** Resolves a name to its addresses. Default: as the system does. What it gives is checked as ever, unless the host is allowed. */
  resolve?(host: string): Promise<readonly string[]>;
  /** Whom to trust beside the authorities that Node trusts. */
  readonly tls?: TlsOptions;
  /** Offers HTTP/2 to servers by TLS. Default false: the README says why. */
  readonly http2?: boolean;
  /** An HTTP proxy that connections are made through, by CONNECT. Default: none. Variables of the environment are not read. */
  readonly proxy?: ProxyOptions;
}

/** The limits with their defaults. Throws `configuration` for one that is no such number. */
export const limitsOf = (limits: Partial<HttpLimits> = {}): HttpLimits => {
  const complete = { ...defaultLimits, ...limits };
  for (const [name, value] of Object.entries(complete)) {
    if (Number.isSafeInteger(value) && value > (name === 'redirects' ? -1 : 0)) continue;
    throw new DragomanError(`limits.${name} must be a ${name === 'redirects' ? '' : 'positive '}whole number, not ${value}.`, {
      code: 'configuration',
      source: '@dragoman/http',
    });
  }
  return complete;
};

const defaultLimits: HttpLimits = { responseBytes: 10_000_000, headerBytes: 16_384, connectionsPerOrigin: 64, redirects: 5 };
